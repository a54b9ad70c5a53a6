using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using Npgsql;

namespace CrossSell.Offers.Features;

/// <summary>What a held import would open, by the same reading as the scan's.</summary>
internal sealed class HeldImports(Database database, IDispatcher dispatcher, IUnitOfWork unit, BusinessClock clock) : IHoldsImports
{
    public async Task<ImportEffect> Effect(Guid importId, CancellationToken ct)
    {
        var due = await Due(importId, ct);
        var contracts = await database.Single("select count(*)::int from portfolio.pub_contract where held_by = $1 and held_until is not null", r => r.GetInt32(0), [importId], ct);
        return new ImportEffect(importId, contracts, Offers(due), due.Count == 0 ? null : due.Min(d => d.NoticeBy));
    }

    public async Task<ImportReleased> Release(Guid importId, int weeks, CancellationToken ct)
    {
        var due = await Due(importId, ct);
        var contracts = await dispatcher.Send(new ReleaseHeldContracts(importId, HeldSpread.Over(due, clock.Today, weeks)), ct);
        unit.Send(ScanReleased.Of(importId));
        return new ImportReleased(importId, contracts, Offers(due), weeks);
    }

    /// <summary>An offer is for a product, however many contracts of a client it answers.</summary>
    private static int Offers(List<DueContract> due) => due.Select(d => (d.ClientId, d.Product)).Distinct().Count();

    private async Task<List<DueContract>> Due(Guid importId, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var due = await DueContracts.Find(connection, clock.Today, ClientScope.Everyone, ct);
        return due.FindAll(d => d.HeldBy == importId && d.HeldUntil > clock.Today && !d.Covered && d.OpenOfferId is null && Excuses.OfItself(d, catalog, clock.Today) is null);
    }
}

/// <summary>What was let go and is due now is offered now, not at the next night's scan.</summary>
internal sealed class ScanReleased(IDispatcher dispatcher) : IOutboxHandler
{
    private const string Word = "offers.scanReleased";

    public string Kind => Word;

    public static OutboxDraft Of(Guid import) => new(Word, $"{Word}:{import:N}", new ReleasedImport(import));

    public Task Handle(string payload, CancellationToken ct) => dispatcher.Send(new RunScan(null), ct);
}

internal sealed record ReleasedImport(Guid ImportId);

/// <summary>A contract that an offer grew from, or is covered by, is not taken back.</summary>
internal sealed class OffersOfContracts : IStandsOnImports
{
    public async Task<IReadOnlyDictionary<Guid, string>> Find(NpgsqlConnection connection, string subjectKind, Guid[] ids, CancellationToken ct) => subjectKind != "contract"
        ? new Dictionary<Guid, string>()
        : (await connection.Query("select contract_id from offers.offer where contract_id = any($1) union select contract_id from offers.cover where contract_id = any($1)", r => r.GetGuid(0), [ids], ct))
            .ToDictionary(id => id, _ => "offer");
}
