using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Data;
using CrossSell.Portfolio.Domain;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features;

internal sealed class LoadContractsHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<LoadContracts, Done>
{
    public async Task<Done> Handle(LoadContracts request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var block = new AuditBlockWriter(connection, Ids.New(clock.Now));
        var contracts = request.Contracts.Select(Made).ToList();
        await new ContractStaging(connection).Add(contracts, ct);
        await block.Add([.. contracts.Select(c => new BlockPart("contracts.added", "contract", c.Id, c.ClientId, null, ContractFacts.Known(c)))], ct);
        unit.Audit(new AuditDraft("contracts.loaded", "contracts", Ids.New(clock.Now), null, null, new { contracts.Count }) { Block = block.Seal() });
        return Done.Instance;
    }

    private Contract Made(LoadedContract loaded)
    {
        var d = loaded.Data;
        return new Contract
        {
            Id = loaded.Id,
            ExternalId = d.ExternalId,
            ClientId = d.ClientId ?? throw new InvalidOperationException("A loaded contract needs its client."),
            Product = d.Product!,
            Variant = d.Variant,
            HeldAt = d.HeldAt!,
            Provider = d.Provider,
            Number = d.Number,
            Start = d.Start!.Value,
            Expiry = d.Expiry,
            NoticeDays = d.NoticeDays,
            Price = d.Price?.Amount,
            Currency = d.Price?.Currency,
            Period = d.Price?.Period,
            Fields = new SortedDictionary<string, string>(d.Fields?.ToDictionary() ?? [], StringComparer.Ordinal),
            Status = loaded.Live ? Contract.Live : Contract.Ended,
            CreatedAt = clock.Now,
            Version = 1,
        };
    }
}
