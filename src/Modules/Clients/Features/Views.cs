using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Clients.Features;

/// <summary>The views of one person: their own, and those shared with the team they are in now.</summary>
internal static class ViewTable
{
    private const string Select =
        """
        select v.id, v.name, v.columns, v.filter, v.sort, v.team_id is not null, v.owner_id = $1, coalesce(o.name, ''), d.view_id is not null, v.version
        from clients.saved_view v
        left join access.pub_user o on o.id = v.owner_id
        left join clients.default_view d on d.user_id = $1 and d.view_id = v.id
        where (v.owner_id = $1 or v.team_id = (select team_id from access.pub_user where id = $1))
        """;

    public static Task<List<SavedView>> All(NpgsqlConnection connection, Guid user, CancellationToken ct) =>
        connection.Query($"{Select} order by v.name, v.id", Read, [user], ct);

    public static async Task<SavedView> Demand(NpgsqlConnection connection, Guid user, Guid view, bool own, CancellationToken ct)
    {
        var found = (await connection.Query($"{Select} and v.id = $2", Read, [user, view], ct)).FirstOrDefault() ?? throw new NotFoundException("view", view);
        return found.Own || !own ? found : throw new NotAllowedException("error.notYourView", "Only whoever made a view changes or deletes it.");
    }

    private static SavedView Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetFieldValue<string[]>(2), JsonText.Read<ClientFilter>(r.GetString(3)), r.GetString(4), r.GetBoolean(5), r.GetBoolean(6), r.GetString(7), r.GetBoolean(8), r.GetInt32(9));
}

internal sealed class ListViewsHandler(Database database, CallContext call) : IQueryHandler<ListViews, IReadOnlyList<SavedView>>
{
    public async Task<IReadOnlyList<SavedView>> Handle(ListViews request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return call.Actor.UserId is { } user ? await ViewTable.All(connection, user, ct) : [];
    }
}

internal sealed class AddViewHandler(IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<AddView, SavedView>
{
    public async Task<SavedView> Handle(AddView request, CancellationToken ct)
    {
        ViewForm.Demand(request.Data);
        var (connection, user, id) = (await unit.Connection(ct), ViewWriter.Owner(call), Ids.New(clock.Now));
        await ViewWriter.Write(connection, user, id, request.Data, "insert into clients.saved_view(id, owner_id, team_id, name, columns, filter, sort, version) values ($1, $2, $3, $4, $5, $6, $7, 1)", ct);
        if (request.Default)
        {
            await connection.Execute(ViewWriter.Choose, [user, id], ct);
        }

        unit.Audit(new AuditDraft("clients.viewSaved", "view", id, null, null, new { Name = request.Data.Name!.Trim(), request.Data.Shared }));
        return await ViewTable.Demand(connection, user, id, true, ct);
    }
}

internal sealed class ChangeViewHandler(IUnitOfWork unit, CallContext call) : ICommandHandler<ChangeView, SavedView>
{
    public async Task<SavedView> Handle(ChangeView request, CancellationToken ct)
    {
        ViewForm.Demand(request.Data);
        var (connection, user) = (await unit.Connection(ct), ViewWriter.Owner(call));
        await connection.Execute("select 1 from clients.saved_view where id = $1 for update", [request.ViewId], ct);
        var old = await ViewTable.Demand(connection, user, request.ViewId, true, ct);
        if (request.IfVersion is { } version && version != old.Version)
        {
            throw new StaleException();
        }

        await ViewWriter.Write(
            connection, user, old.Id, request.Data,
            "update clients.saved_view set team_id = $3, name = $4, columns = $5, filter = $6, sort = $7, version = version + 1 where id = $1 and owner_id = $2", ct);
        unit.Audit(new AuditDraft("clients.viewSaved", "view", old.Id, null, new { old.Name, old.Shared }, new { Name = request.Data.Name!.Trim(), request.Data.Shared }));
        return await ViewTable.Demand(connection, user, old.Id, true, ct);
    }
}

internal sealed class DeleteViewHandler(IUnitOfWork unit, CallContext call) : ICommandHandler<DeleteView, Done>
{
    public async Task<Done> Handle(DeleteView request, CancellationToken ct)
    {
        var old = await ViewTable.Demand(await unit.Connection(ct), ViewWriter.Owner(call), request.ViewId, true, ct);
        unit.Write("delete from clients.saved_view where id = $1", old.Id);
        unit.Audit(new AuditDraft("clients.viewDeleted", "view", old.Id, null, new { old.Name, old.Shared }, null));
        return Done.Instance;
    }
}

internal sealed class ChooseDefaultViewHandler(IUnitOfWork unit, CallContext call) : ICommandHandler<ChooseDefaultView, Done>
{
    public async Task<Done> Handle(ChooseDefaultView request, CancellationToken ct)
    {
        var user = ViewWriter.Owner(call);
        if (request.ViewId is { } view)
        {
            await ViewTable.Demand(await unit.Connection(ct), user, view, false, ct);
            unit.Write(ViewWriter.Choose, user, view);
        }
        else
        {
            unit.Write("delete from clients.default_view where user_id = $1", user);
        }

        unit.Audit(new AuditDraft("clients.viewChosen", "user", user, null, null, new { View = request.ViewId }));
        return Done.Instance;
    }
}

internal static class ViewWriter
{
    public const string Choose = "insert into clients.default_view(user_id, view_id) values ($1, $2) on conflict (user_id) do update set view_id = excluded.view_id";

    public static Guid Owner(CallContext call) => call.Actor.UserId ?? throw new NotAllowedException("error.notAllowed", "Only a person keeps views.");

    public static async Task Write(NpgsqlConnection connection, Guid user, Guid id, ViewData data, string sql, CancellationToken ct)
    {
        var team = data.Shared ? await Team(connection, user, ct) : null;
        try
        {
            await connection.Execute(
                sql, [id, user, team, data.Name!.Trim(), (data.Columns ?? ClientLists.UsualColumns).Distinct().ToArray(), Json.Of(data.Filter ?? new ClientFilter()), data.Sort ?? ClientLists.Sorts[0]], ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new InvalidInputException("name", "viewTaken", "You have a view of this name already.");
        }
    }

    private static async Task<Guid?> Team(NpgsqlConnection connection, Guid user, CancellationToken ct) =>
        (await connection.Query("select team_id from access.pub_user where id = $1", r => r.Maybe<Guid>(0), [user], ct)).FirstOrDefault()
        ?? throw new InvalidInputException("shared", "noTeam", "You are in no team to share it with.");
}
