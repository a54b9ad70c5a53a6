using CrossSell.Catalog.Code;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Features;

internal sealed class SwitchLineHandler(IUnitOfWork unit, CatalogCache cache, LineCodes codes, LineInspector inspector, CallContext call, BusinessClock clock) : ICommandHandler<SwitchLine, LineStatus>
{
    public async Task<LineStatus> Handle(SwitchLine request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var before = await StoredLines.Find(connection, request.Line, ct) ?? throw new NotFoundException("line", request.Line);
        if (request.On && before.Folder is null)
        {
            throw new RuleBrokenException("error.lineGone", $"The folder of the line {request.Line} is gone.", ("line", request.Line));
        }

        if (request.On)
        {
            LoadAgain(before);
        }

        if (request.On == !before.SwitchedOff)
        {
            return inspector.StatusOf(before);
        }

        await connection.Execute(
            """
            update catalog.line set switched_off = not $2, switched_by = case when $2 then null else $3 end, switched_at = case when $2 then null else $4 end,
              active = $2 and body is not null, installed_at = $4 where code = $1
            """,
            [request.Line, request.On, call.Actor.Name, clock.Now],
            ct);
        await connection.Execute("update catalog.product set active = false where line = $1", [request.Line], ct);
        if (request.On && before.Body is not null)
        {
            var line = JsonText.Read<LineDefinition>(before.Body);
            await connection.Execute("update catalog.product set active = true where line = $1 and code = any($2)", [request.Line, line.Products.Select(line.AddressOf).ToArray()], ct);
        }

        unit.Audit(new AuditDraft(request.On ? "catalog.switchedOn" : "catalog.switchedOff", "line", Ids.New(clock.Now), null, new { before.Code, before.Active }, new { before.Code, Active = request.On }));
        unit.AfterCommit(cache.Forget);
        return inspector.StatusOf((await StoredLines.Find(connection, request.Line, ct))!);
    }

    /// <summary>Code that was fenced off, or never loaded because the line was off, gets another try.</summary>
    private void LoadAgain(StoredLine before)
    {
        if (before.Body is not null && JsonText.Read<LineDefinition>(before.Body) is { Assembly: { } assembly } line && inspector.FolderOf(before.Folder!) is { } folder
            && (codes.Of(line.Line) is null || codes.FenceOf(line.Line) is not null))
        {
            codes.Try(codes.LoadAgain(line.Line, folder, assembly), line);
        }
    }
}

internal sealed class ListLinesHandler(Database database, LineInspector inspector) : IQueryHandler<ListLines, IReadOnlyList<LineStatus>>
{
    public async Task<IReadOnlyList<LineStatus>> Handle(ListLines request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return [.. (await StoredLines.All(connection, ct)).Select(inspector.StatusOf)];
    }
}

internal sealed class ListLineVersionsHandler(Database database) : IQueryHandler<ListLineVersions, IReadOnlyList<LineVersion>>
{
    public async Task<IReadOnlyList<LineVersion>> Handle(ListLineVersions request, CancellationToken ct) => await database.Query(
        "select revision, version, at, jsonb_array_length(body->'products'), jsonb_array_length(body->'rules') from catalog.line_version where line = $1 order by revision desc",
        r => new LineVersion(r.GetInt32(0), r.GetString(1), r.GetFieldValue<DateTimeOffset>(2), r.GetInt32(3), r.GetInt32(4)),
        [request.Line],
        ct);
}
