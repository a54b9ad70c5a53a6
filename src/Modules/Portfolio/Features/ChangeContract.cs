using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Domain;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features;

internal sealed class ChangeContractHandler(IUnitOfWork unit, KnownProducts products, IClientDirectory clients, IProductFields fields, CallContext call) : ICommandHandler<ChangeContract, ContractView>
{
    public async Task<ContractView> Handle(ChangeContract request, CancellationToken ct)
    {
        var record = new ContractRecord(unit);
        var old = await record.Load(request.ContractId, ct);
        if (!await clients.Sees(call, old.ClientId, ct))
        {
            throw new NotFoundException("contract", request.ContractId);
        }

        if (request.IfVersion is not null && request.IfVersion != old.Version)
        {
            throw new StaleException();
        }

        var contract = await Changed(old, request.Data, ct);
        var difference = Difference.Between(old.Facts(), contract.Facts());
        if (difference.IsEmpty)
        {
            return old.View();
        }

        contract = contract with { Version = old.Version + 1 };
        await record.Update(contract, ct);
        unit.Audit(new AuditDraft("contracts.changed", "contract", contract.Id, contract.ClientId, difference.Before, difference.After));
        unit.Touch(contract.ClientId);
        return contract.View();
    }

    private async Task<Contract> Changed(Contract old, ContractData data, CancellationToken ct)
    {
        var faults = new Faults();
        var contract = new ContractForm(await fields.Checked(data, data.Product ?? old.Product, faults, ct), faults).FilledInto(old);
        if (contract.ClientId != old.ClientId)
        {
            faults.Add("clientId", "fixed", "A contract stays with its client.");
        }

        if (contract.Product != old.Product && contract.Product.Length > 0 && !await products.Has(contract.Product, ct))
        {
            faults.Add("product", "unknownProduct", $"The catalog has no product {contract.Product}; expected line/code.");
        }

        faults.Throw();
        return contract;
    }
}
