using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Catalog.Features;

internal sealed class GetFollowUpsHandler(Database database, CatalogCache cache) : IQueryHandler<GetFollowUps, FollowUpTable>
{
    public async Task<FollowUpTable> Handle(GetFollowUps request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var line = await Lines.Demand(connection, request.Line, ct);
        var present = await FollowUpTables.InForce(connection, request.Line, ct) ?? throw new NotFoundException("line", request.Line);
        var shown = request.Version is not { } version || version == present.Version
            ? present
            : await FollowUpTables.Find(connection, request.Line, version, ct) ?? throw new NotFoundException("followUps", version);
        return FollowUpAnswers.Of(shown, present, line, await cache.Get(ct));
    }
}

internal sealed class ListFollowUpVersionsHandler(Database database) : IQueryHandler<ListFollowUpVersions, IReadOnlyList<FollowUpVersion>>
{
    public async Task<IReadOnlyList<FollowUpVersion>> Handle(ListFollowUpVersions request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await Lines.Demand(connection, request.Line, ct);
        return [.. (await FollowUpTables.All(connection, request.Line, ct))
            .Select((v, at) => new FollowUpVersion(v.Version, v.Source, v.LineVersion, v.By, v.At, v.Note, v.Rows.Count, at == 0))];
    }
}

internal sealed class CheckFollowUpsHandler(CatalogCache cache) : IQueryHandler<CheckFollowUps, IReadOnlyList<FollowUpFault>>
{
    public async Task<IReadOnlyList<FollowUpFault>> Handle(CheckFollowUps request, CancellationToken ct) =>
        Matrix.Check(request.Line, request.Rows, FollowUpAnswers.Products(await cache.Get(ct)));
}

internal static class Lines
{
    public static async Task<LineDefinition> Demand(NpgsqlConnection connection, string code, CancellationToken ct) =>
        (await connection.Query("select body from catalog.line where code = $1 and active", r => JsonText.Read<LineDefinition>(r.GetString(0)), [code], ct)).FirstOrDefault()
        ?? throw new NotFoundException("line", code);
}

internal static class FollowUpAnswers
{
    public static FollowUpTable Of(StoredFollowUps shown, StoredFollowUps present, LineDefinition line, CatalogSnapshot catalog)
    {
        var own = DefaultFollowUps.Complete(line.FollowUps);
        return new FollowUpTable(
            line.Line, line.Name, shown.Version, shown.Source, shown.LineVersion, shown.By, shown.At, shown.Note, shown.Rows, shown.Version == present.Version, own, line.Version,
            present.Source == FollowUpTables.FromAdministrator && !FollowUpTables.Same(present.LineRows, own),
            [.. Matrix.Check(line.Line, shown.Rows, Products(catalog)).Where(fault => shown.Source == FollowUpTables.FromAdministrator || fault.Code is "unknownProduct" or "followUpProduct" or "followUpVariant")]);
    }

    public static IReadOnlyDictionary<string, ProductDefinition> Products(CatalogSnapshot catalog) => catalog.Products.ToDictionary(p => p.Key, p => p.Value.Definition);
}
