using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Features;

/// <summary>The catalog as the database holds it, made once and kept until a line changes.</summary>
internal sealed class CatalogCache(Database database)
{
    private volatile CatalogSnapshot? _snapshot;

    /// <summary>The templates that this process read from the lines' folders.</summary>
    public IReadOnlyList<LineTemplate> Templates { get; set; } = [];

    public void Forget() => _snapshot = null;

    public ValueTask<CatalogSnapshot> Get(CancellationToken ct) => _snapshot is { } known ? new(known) : new(Read(ct));

    private async Task<CatalogSnapshot> Read(CancellationToken ct)
    {
        var rows = await database.Query(
            "select body, processes from catalog.line where active order by code",
            r => (Line: JsonText.Read<LineDefinition>(r.GetString(0)), Processes: JsonText.Read<List<ProcessDefinition>>(r.GetString(1))),
            [],
            ct);
        return _snapshot = new CatalogSnapshot(
            rows.SelectMany(r => r.Line.Products.Select(p => Product(r.Line, p))).ToDictionary(p => p.Code),
            [.. rows.SelectMany(r => r.Line.Rules.Select(rule => new CatalogRule(rule.Code, r.Line.Line, r.Line.Version, rule)))],
            rows.ToDictionary(r => r.Line.Line, r => DefaultFollowUps.Complete(r.Line.FollowUps)),
            rows.SelectMany(r => r.Processes).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Version)!));
    }

    private static CatalogProduct Product(LineDefinition line, ProductDefinition product) =>
        new(line.AddressOf(product), line.Line, line.Name, line.Version, product, product.Process);
}

internal sealed class GetCatalogHandler(CatalogCache cache) : Kernel.Messaging.IQueryHandler<GetCatalog, CatalogSnapshot>
{
    public async Task<CatalogSnapshot> Handle(GetCatalog request, CancellationToken ct) => await cache.Get(ct);
}

internal sealed class LineTemplatesHandler(CatalogCache cache) : Kernel.Messaging.IQueryHandler<LineTemplates, IReadOnlyList<LineTemplate>>
{
    public Task<IReadOnlyList<LineTemplate>> Handle(LineTemplates request, CancellationToken ct) => Task.FromResult(cache.Templates);
}
