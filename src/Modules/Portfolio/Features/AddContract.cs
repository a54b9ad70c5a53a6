using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Domain;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features;

internal sealed class AddContractHandler(IUnitOfWork unit, KnownProducts products, IClientDirectory clients, IProductFields fields, CallContext call, BusinessClock clock)
    : ICommandHandler<AddContract, ContractView>
{
    public async Task<ContractView> Handle(AddContract request, CancellationToken ct)
    {
        var faults = new Faults();
        var blank = new Contract { Id = Ids.New(clock.Now), CreatedAt = clock.Now, Version = 1 };
        var contract = new ContractForm(await fields.Checked(request.Data, request.Data.Product, faults, ct), faults).FilledInto(blank);
        await Check(contract, faults, ct);
        faults.Throw();
        contract = contract with { LineVersion = await products.LineVersion(contract.Product, ct) };
        await new ContractRecord(unit).Insert(contract, ct);
        unit.Audit(new AuditDraft("contracts.added", "contract", contract.Id, contract.ClientId, null, contract.KnownFacts()));
        unit.Touch(contract.ClientId);
        return contract.View();
    }

    private async Task Check(Contract contract, Faults faults, CancellationToken ct)
    {
        if (contract.ClientId == Guid.Empty)
        {
            faults.Add("clientId", "required", "Required.");
        }
        else if (!await clients.Sees(call, contract.ClientId, ct))
        {
            faults.Add("clientId", "unknownClient", $"There is no client {contract.ClientId}.");
        }

        if (contract.Product.Length > 0 && !await products.Has(contract.Product, ct))
        {
            faults.Add("product", "unknownProduct", $"The catalog has no product {contract.Product}; expected line/code.");
        }
    }
}
