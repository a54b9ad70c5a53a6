using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Segments.Data;
using CrossSell.Segments.Domain.Filters;
using CrossSell.Segments.Messages;
using Npgsql;

namespace CrossSell.Segments.Features;

internal sealed class AddSegmentHandler(IUnitOfWork unit, FilterDesk desk, SegmentViews views, CallContext call, BusinessClock clock) : ICommandHandler<AddSegment, SegmentView>
{
    public async Task<SegmentView> Handle(AddSegment request, CancellationToken ct)
    {
        SegmentForm.DemandName(request.Data.Name);
        var filter = await desk.Read(request.Data.Filter, "filter", ct);
        var (connection, user, id) = (await unit.Connection(ct), SegmentForm.Owner(call), Ids.New(clock.Now));
        var kept = await desk.Kept(filter, ct);
        await SegmentForm.Write(
            connection, "insert into segments.segment(id, owner_id, team_id, name, filter, uses, changed_at, version) values ($1, $2, $3, $4, $5, $6, $7, 1)",
            [id, user, await SegmentForm.Team(connection, user, request.Data.Shared, ct), request.Data.Name!.Trim(), kept, FilterDesk.Uses(filter).Distinct().ToArray(), clock.Now], ct);
        unit.Audit(new AuditDraft("segments.saved", "segment", id, null, null, new { Name = request.Data.Name.Trim(), Filter = kept, request.Data.Shared }));
        return await views.Of(await SegmentTable.Demand(connection, user, id, true, ct), filter, ct);
    }
}

internal sealed class ChangeSegmentHandler(IUnitOfWork unit, FilterDesk desk, SegmentViews views, CallContext call, BusinessClock clock) : ICommandHandler<ChangeSegment, SegmentView>
{
    public async Task<SegmentView> Handle(ChangeSegment request, CancellationToken ct)
    {
        SegmentForm.DemandName(request.Data.Name);
        var filter = await desk.Read(request.Data.Filter, "filter", ct);
        var (connection, user) = (await unit.Connection(ct), SegmentForm.Owner(call));

        // Two changes at once could each be right and together a circle.
        await connection.Execute("lock table segments.segment in share row exclusive mode", [], ct);
        var old = await SegmentTable.Demand(connection, user, request.SegmentId, true, ct);
        if (request.IfVersion is { } version && version != old.Version)
        {
            throw new StaleException();
        }

        var uses = FilterDesk.Uses(filter).Distinct().ToArray();
        if (uses.Contains(old.Id) || (await desk.Meanings(uses, ct)).ContainsKey(old.Id))
        {
            throw new InvalidInputException("filter", "filterCycle", "The segment would stand on itself.");
        }

        var kept = await desk.Kept(filter, ct);
        await SegmentForm.Write(
            connection, "update segments.segment set team_id = $3, name = $4, filter = $5, uses = $6, changed_at = $7, version = version + 1 where id = $1 and owner_id = $2",
            [old.Id, user, await SegmentForm.Team(connection, user, request.Data.Shared, ct), request.Data.Name!.Trim(), kept, uses, clock.Now], ct);
        unit.Audit(new AuditDraft("segments.saved", "segment", old.Id, null, new { old.Name, old.Filter, old.Shared }, new { Name = request.Data.Name.Trim(), Filter = kept, request.Data.Shared }));
        return await views.Of(await SegmentTable.Demand(connection, user, old.Id, true, ct), filter, ct);
    }
}

internal sealed class DeleteSegmentHandler(IUnitOfWork unit, CallContext call) : ICommandHandler<DeleteSegment, Done>
{
    public async Task<Done> Handle(DeleteSegment request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var old = await SegmentTable.Demand(connection, SegmentForm.Owner(call), request.SegmentId, true, ct);
        var users = await connection.Query("select name from segments.segment where uses @> array[$1] order by name limit 5", r => r.GetString(0), [old.Id], ct);
        if (users.Count > 0)
        {
            var names = string.Join(", ", users);
            throw new RuleBrokenException("error.segmentUsed", $"Other segments stand on it: {names}.", ("segments", names));
        }

        unit.Write("delete from segments.segment where id = $1", old.Id);
        unit.Audit(new AuditDraft("segments.deleted", "segment", old.Id, null, new { old.Name, old.Filter, old.Shared }, null));
        return Done.Instance;
    }
}

internal static class SegmentForm
{
    private const int LongestName = 80;

    public static Guid Owner(CallContext call) => call.Actor.UserId ?? throw new NotAllowedException("error.notAllowed", "Only a person keeps segments.");

    public static void DemandName(string? name)
    {
        var faults = new Faults();
        if (faults.Text("name", name, LongestName) is null)
        {
            faults.Add("name", "required", "Required.");
        }

        faults.Throw();
    }

    public static async Task<Guid?> Team(NpgsqlConnection connection, Guid user, bool shared, CancellationToken ct) => !shared ? null
        : (await connection.Query("select team_id from access.pub_user where id = $1", r => r.Maybe<Guid>(0), [user], ct)).FirstOrDefault()
            ?? throw new InvalidInputException("shared", "noTeam", "You are in no team to share it with.");

    public static async Task Write(NpgsqlConnection connection, string sql, object?[] values, CancellationToken ct)
    {
        try
        {
            await connection.Execute(sql, values, ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new InvalidInputException("name", "segmentTaken", "You have a segment of this name already.");
        }
    }
}

/// <summary>Segments as people see them.</summary>
internal sealed class SegmentViews(FilterDesk desk, ClientCounter counter, CallContext call)
{
    public async Task<SegmentView> Of(KeptSegment kept, Filter filter, CancellationToken ct) =>
        await Said(kept, filter, await desk.NamesOf([filter], ct), await counter.Count(await desk.Condition(filter, ct), call.Actor.Scope, ct), ct);

    public async Task<IReadOnlyList<SegmentView>> Of(IReadOnlyList<KeptSegment> all, CancellationToken ct)
    {
        var filters = new List<Filter>(all.Count);
        foreach (var kept in all)
        {
            filters.Add(await desk.Unkept(kept.Filter, ct));
        }

        var names = await desk.NamesOf(filters, ct);
        var views = new List<SegmentView>(all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            views.Add(await Said(all[i], filters[i], names, null, ct));
        }

        return views;
    }

    private async Task<SegmentView> Said(KeptSegment kept, Filter filter, IReadOnlyDictionary<Guid, string> names, int? count, CancellationToken ct)
    {
        var (text, sentence) = await desk.Say(filter, names, ct);
        return new SegmentView(kept.Id, kept.Name, text, sentence, kept.Shared, kept.Own, kept.Owner, count, kept.ChangedAt, kept.Version);
    }
}
