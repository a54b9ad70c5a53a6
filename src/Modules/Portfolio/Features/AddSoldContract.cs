using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Data;
using CrossSell.Portfolio.Domain;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features;

internal sealed class AddSoldContractHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<AddSoldContract, Done>
{
    public Task<Done> Handle(AddSoldContract request, CancellationToken ct)
    {
        var contract = new Contract
        {
            Id = request.Id,
            ClientId = request.ClientId,
            Product = request.Product,
            Variant = request.Variant,
            HeldAt = Contract.HeldHere,
            Number = request.Number,
            Start = request.Start,
            Expiry = request.Expiry,
            NoticeDays = request.NoticeDays,
            Price = request.Price?.Amount,
            Currency = request.Price?.Currency,
            Period = request.Price?.Period,
            Fields = request.Fields ?? new Dictionary<string, string>(),
            CreatedAt = clock.Now,
            Version = 1,
        };
        unit.Write(ContractTable.Insert + " on conflict (id) do nothing", ContractTable.Values(contract));
        unit.Audit(new AuditDraft("contracts.sold", "contract", contract.Id, contract.ClientId, null, contract.KnownFacts()));
        if (request.Replaces is { } old)
        {
            unit.Write("update portfolio.contract set status = 'ended', version = version + 1 where id = $1 and client_id = $2 and status = 'live'", old, request.ClientId);
            unit.Audit(new AuditDraft("contracts.replaced", "contract", old, request.ClientId, new { Status = "live" }, new { Status = "ended", By = contract.Id }));
        }

        unit.Touch(contract.ClientId);
        return Task.FromResult(Done.Instance);
    }
}
