using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Processes.Features;

internal sealed class ListDefinitionsHandler(Database database, Definitions definitions, Startable startable, DefinitionDesk desk, CallContext call) : IQueryHandler<ListDefinitions, IReadOnlyList<DefinitionSummary>>
{
    public async Task<IReadOnlyList<DefinitionSummary>> Handle(ListDefinitions request, CancellationToken ct)
    {
        var shelf = await startable.Look(ct);
        var fromPortal = (await database.Query("select key from processes.definition where published_by is not null", r => r.GetString(0), [], ct)).ToHashSet();
        var filter = new SqlFilter().And("i.category = 'open'").Seen(call.Actor);
        var open = await database.Query(
            $"select i.key, i.definition_version, count(*)::int from processes.instance i where {filter.Sql} group by i.key, i.definition_version", r => (Key: r.GetString(0), Version: r.GetInt32(1), Count: r.GetInt32(2)), filter.Values, ct);
        var summaries = new List<DefinitionSummary>();
        foreach (var d in await definitions.All(ct))
        {
            var own = open.Where(o => o.Key == d.Key).ToList();
            summaries.Add(new DefinitionSummary(
                d.Key, d.Name, d.Version, await desk.LineOf(d.Key, ct), fromPortal.Contains(d.Key), shelf.Retired.Contains(d.Key), own.Sum(o => o.Count), own.Where(o => o.Version != d.Version).Sum(o => o.Count),
                shelf.May(d, call.Actor), d.AboutClient, d.Fields));
        }

        return [.. summaries.OrderBy(s => s.Name.In(call.Actor.Language), StringComparer.CurrentCulture)];
    }
}

internal sealed class GetDefinitionHandler(Database database, Definitions definitions, DefinitionViews views) : IQueryHandler<GetDefinition, DefinitionView>
{
    public async Task<DefinitionView> Handle(GetDefinition request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await views.Read(connection, await definitions.Demand(request.Key, request.Version, ct), ct);
    }
}

internal sealed class DefinitionViews(DefinitionDesk desk, CallContext call)
{
    public async Task<DefinitionView> Read(NpgsqlConnection connection, ProcessDefinition definition, CancellationToken ct)
    {
        var filter = new SqlFilter().And("i.category = 'open'").And("i.key = ?", definition.Key).Seen(call.Actor);
        var open = (await connection.Query($"select i.definition_version, count(*)::int from processes.instance i where {filter.Sql} group by 1", r => (Version: r.GetInt32(0), Count: r.GetInt32(1)), filter.Values, ct))
            .ToDictionary(o => o.Version, o => o.Count);
        var versions = await connection.Query(
            "select version, installed_at, published_by, note, retired_at is not null from processes.definition where key = $1 order by version desc",
            r => (Version: new DefinitionVersion(r.GetInt32(0), r.GetFieldValue<DateTimeOffset>(1), r.MaybeText(2), r.MaybeText(3), open.GetValueOrDefault(r.GetInt32(0))), Retired: r.GetBoolean(4)),
            [definition.Key],
            ct);
        return new DefinitionView(definition, ProcessText.Of(definition), await desk.LineOf(definition.Key, ct), versions.Any(v => v.Retired), [.. versions.Select(v => v.Version)]);
    }
}
