using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Data;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features.Reminding;

/// <summary>One statement over the person's own open tasks. What is unread follows from when they last looked; nothing is stored per reminder.</summary>
internal sealed class GetRemindersHandler(Database database, CallContext call, BusinessClock clock) : IQueryHandler<GetReminders, Reminders>
{
    private const int MostShown = 30;
    private const int MostUnread = 99;

    private const string Said =
        $"""
        with seen as (select coalesce((select s.at from worklist.seen s where s.user_id = $1), '-infinity'::timestamptz) as at),
        mine as (
          select t.*, c.name as client_name, c.advisor_id, case
            when t.about_task_id is not null then 'escalated'
            when t.due_at > $2 and t.due_at <= $2 + interval '1 hour' then 'soon'
            when t.due_on < $3 or t.due_at <= $2 then 'overdue'
            when t.delegated_at > $2 - interval '7 days' and t.delegated_by is distinct from $1 then 'delegated'
            when t.reminded_at > $2 - interval '3 days' then 'reminded' end as why
          from worklist.task t join clients.pub_client c on c.id = t.client_id
          where t.status = 'open' and {ApproachSql.Block} is null and (t.assignee_id = $1 or (t.assignee_id is null and t.role = $4 and t.about_task_id is not null)) and (t.snoozed_until is null or t.snoozed_until <= $2)
        ), known as (
          select m.*, case m.why
            when 'escalated' then m.created_at > s.at
            when 'soon' then m.due_at - interval '1 hour' > s.at
            when 'overdue' then coalesce(m.due_at, (m.due_on + 1)::timestamp at time zone $6) > s.at
            when 'delegated' then m.delegated_at > s.at
            else m.reminded_at > s.at end as unread
          from mine m cross join seen s
        """;

    public async Task<Reminders> Handle(GetReminders request, CancellationToken ct)
    {
        var actor = call.Actor;
        var rows = await database.Query(
            $"""
            {Said} where m.why is not null and {actor.Scope.Sql("m.advisor_id", "$5")})
            select k.id, k.why, k.title_hu, k.title_en, k.client_id, k.client_name, k.due_on, k.due_at, (select d.name from access.pub_user d where d.id = k.delegated_by), k.delegate_note, k.unread,
                   count(*) filter (where k.unread) over (), count(*) filter (where k.why = 'overdue') over ()
            from known k order by array_position(array['soon', 'escalated', 'overdue', 'delegated', 'reminded'], k.why), k.due_on, k.due_at, k.id limit {MostShown}
            """,
            r => (
                Item: new ReminderItem(
                    r.GetGuid(0), r.GetString(1), r.GetString(actor.Language == "en" ? 3 : 2), r.GetGuid(4), r.GetString(5), r.GetFieldValue<DateOnly>(6), r.Maybe<DateTimeOffset>(7), r.MaybeText(8), r.MaybeText(9), r.GetBoolean(10)),
                Unread: r.GetInt64(11),
                Overdue: r.GetInt64(12)),
            [actor.UserId, clock.Now, clock.Today, actor.Role.ToString().ToLowerInvariant(), actor.Scope.Advisors, clock.Zone],
            ct);
        return rows.Count == 0 ? new Reminders(0, 0, []) : new Reminders((int)Math.Min(MostUnread, rows[0].Unread), (int)rows[0].Overdue, [.. rows.Select(r => r.Item)]);
    }
}

internal sealed class SeeRemindersHandler(IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<SeeReminders, Done>
{
    public Task<Done> Handle(SeeReminders request, CancellationToken ct)
    {
        if (call.Actor.UserId is { } user)
        {
            unit.Write("insert into worklist.seen(user_id, at) values ($1, $2) on conflict (user_id) do update set at = greatest(seen.at, $2)", user, clock.Now);
        }

        return Task.FromResult(Done.Instance);
    }
}
