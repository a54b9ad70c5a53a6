using CrossSell.Catalog.Code;
using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Features;

/// <summary>The catalog as the database holds it, made once and kept until a line or a follow-up table changes. What another host changed is seen within five seconds.</summary>
internal sealed class CatalogCache(Database database, LineCodes codes, TimeProvider time)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);
    private volatile Kept? _kept;
    private int _generation;

    /// <summary>The templates that this process read from the lines' folders.</summary>
    public IReadOnlyList<LineTemplate> Templates { get; set; } = [];

    /// <summary>The folders that this process last read them from.</summary>
    public InstallLines? Folders { get; set; }

    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _kept = null;
    }

    public ValueTask<CatalogSnapshot> Get(CancellationToken ct) => _kept is { } kept && time.GetElapsedTime(kept.Looked) < Trusted ? new(kept.Snapshot) : new(Look(ct));

    private async Task<CatalogSnapshot> Look(CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        var looked = time.GetTimestamp();
        var stamp = await Stamp(ct);
        var snapshot = _kept is { } kept && kept.Stamp == stamp ? kept.Snapshot : await Read(ct);
        if (generation == Volatile.Read(ref _generation))
        {
            _kept = new Kept(snapshot, stamp, looked);
        }

        return snapshot;
    }

    private async Task<string> Stamp(CancellationToken ct) => (await database.Query(
        """
        select concat_ws('/', (select string_agg(concat_ws(' ', code, active, installed_at), ',' order by code) from catalog.line),
                              (select string_agg(concat_ws(' ', line, version), ',' order by line) from (select line, max(version) as version from catalog.follow_up_table group by line) t),
                              (select count(*) from catalog.rule))
        """,
        r => r.GetString(0),
        [],
        ct))[0];

    private async Task<CatalogSnapshot> Read(CancellationToken ct)
    {
        var rows = await database.Query(
            "select body, processes, active from catalog.line where body is not null order by code",
            r => (Line: JsonText.Read<LineDefinition>(r.GetString(0)), Processes: JsonText.Read<List<ProcessDefinition>>(r.GetString(1)), Active: r.GetBoolean(2)),
            [],
            ct);
        var retired = rows.Where(r => !r.Active).ToList();
        rows = [.. rows.Where(r => r.Active)];
        var rules = await database.Query(RuleShelf.Select, RuleShelf.Read, [], ct);
        var tables = (await database.Query(FollowUpTables.Newest, FollowUpTables.Read, [], ct)).ToDictionary(t => t.Line);
        return new CatalogSnapshot(
            rows.SelectMany(r => r.Line.Products.Select(p => Product(r.Line, p))).ToDictionary(p => p.Code),
            [.. rows.SelectMany(r => RuleBook.InForce(r.Line, rules))],
            rows.ToDictionary(r => r.Line.Line, r => tables.GetValueOrDefault(r.Line.Line)?.Rows ?? DefaultFollowUps.Complete(r.Line.FollowUps)),
            rows.SelectMany(r => r.Processes).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Version)!))
        {
            FollowUpVersions = tables.ToDictionary(t => t.Key, t => t.Value.Version),
            Retired = (await Former(ct)).Concat(retired.SelectMany(r => r.Line.Products.Select(p => Product(r.Line, p)))).GroupBy(p => p.Code).ToDictionary(same => same.Key, same => same.Last()),
            ProcessLines = rows.SelectMany(r => r.Processes.Select(process => (process.Key, r.Line.Line))).GroupBy(p => p.Key).ToDictionary(same => same.Key, same => same.First().Line),
            Attributes = rows.Where(r => r.Line.Attributes is not null).ToDictionary(r => r.Line.Line, r => r.Line.Attributes!),
            Code = codes,
        };
    }

    /// <summary>Products that a line once had and has no more, as they last were.</summary>
    private async Task<IEnumerable<CatalogProduct>> Former(CancellationToken ct)
    {
        var lines = await database.Query("select body from catalog.line_version order by line, revision", r => JsonText.Read<LineDefinition>(r.GetString(0)), [], ct);
        return lines.SelectMany(line => line.Products.Select(p => Product(line, p)));
    }

    private static CatalogProduct Product(LineDefinition line, ProductDefinition product) =>
        new(line.AddressOf(product), line.Line, line.Name, line.Version, product, product.Process);

    private sealed record Kept(CatalogSnapshot Snapshot, string Stamp, long Looked);
}

internal sealed class GetCatalogHandler(CatalogCache cache) : Kernel.Messaging.IQueryHandler<GetCatalog, CatalogSnapshot>
{
    public async Task<CatalogSnapshot> Handle(GetCatalog request, CancellationToken ct) => await cache.Get(ct);
}

internal sealed class LineTemplatesHandler(CatalogCache cache) : Kernel.Messaging.IQueryHandler<LineTemplates, IReadOnlyList<LineTemplate>>
{
    public Task<IReadOnlyList<LineTemplate>> Handle(LineTemplates request, CancellationToken ct) => Task.FromResult(cache.Templates);
}
