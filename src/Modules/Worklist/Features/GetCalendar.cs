using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Data;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features;

internal sealed class GetCalendarHandler(Database database, CallContext call, BusinessClock clock) : IQueryHandler<GetCalendar, string>
{
    private const int DaysAhead = 180;
    private const int Most = 2000;

    public async Task<string> Handle(GetCalendar request, CancellationToken ct)
    {
        var actor = call.Actor;
        var tasks = await database.Query(
            $"""
            select t.id, t.kind, t.client_id, t.process_id, coalesce(c.name, t.about, ''), t.due_on, t.due_at, t.window_until, coalesce(t.changed_at, t.created_at), t.revision
            from worklist.task t left join clients.pub_client c on c.id = t.client_id
            where t.status = 'open' and t.assignee_id = $1 and t.due_on <= $2 and {ApproachSql.Block} is null and (t.client_id is null or {actor.Scope.Sql("c.advisor_id", "$3")})
            order by t.due_on, t.id limit {Most}
            """,
            r => new CalendarTask(
                r.GetGuid(0), TaskWords.Kind(r.GetString(1)), r.Maybe<Guid>(2), r.Maybe<Guid>(3), r.GetString(4), r.GetFieldValue<DateOnly>(5), r.Maybe<DateTimeOffset>(6), r.Maybe<DateOnly>(7),
                r.GetFieldValue<DateTimeOffset>(8), r.GetInt32(9)),
            [actor.UserId, clock.Today.AddDays(DaysAhead), actor.Scope.Advisors],
            ct);
        return new CalendarFile(clock, actor.Language == "en" ? "en" : "hu", request.Address).Write(tasks);
    }
}
