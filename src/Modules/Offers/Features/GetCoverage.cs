using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Features;

internal sealed class GetCoverageHandler(Database database, IDispatcher dispatcher, CallContext call, BusinessClock clock) : IQueryHandler<GetCoverage, Coverage>
{
    public async Task<Coverage> Handle(GetCoverage request, CancellationToken ct)
    {
        var asOf = request.AsOf ?? clock.Today;
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var due = await DueByCode.Ask(connection, await DueContracts.Find(connection, asOf, call.Actor.Scope, ct), catalog, asOf, ct);
        var withoutDate = await DueContracts.WithoutDate(connection, call.Actor.Scope, ct);
        var uncovered = due.Where(d => !d.Covered).Select(d => (Due: d, Why: Excuses.For(d, catalog, asOf))).ToList();
        return new Coverage(
            due.Count,
            due.Count - uncovered.Count,
            uncovered.Where(u => u.Why is not null).GroupBy(u => u.Why!).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()),
            uncovered.Count(u => u.Why is null),
            withoutDate.Count,
            [
                .. uncovered.OrderBy(u => u.Why is not null).Select(u => new CoverageGap(u.Due.ContractId, u.Due.ExternalId, u.Due.ClientId, u.Due.ClientName, u.Due.Product, u.Due.Expiry, u.Why ?? "missing")),
                .. withoutDate.Select(w => new CoverageGap(w.Id, w.ExternalId, w.ClientId, w.ClientName, w.Product, w.Expiry, "withoutDate")),
            ]);
    }
}

internal sealed class LastScanHandler(Database database) : IQueryHandler<LastScan, DateOnly?>
{
    public async Task<DateOnly?> Handle(LastScan request, CancellationToken ct) =>
        await database.Single("select max(as_of) from offers.scan", r => r.Maybe<DateOnly>(0), [], ct);
}
