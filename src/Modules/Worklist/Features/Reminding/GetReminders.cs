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
          select t.*, coalesce(c.name, t.about, '') as name, c.advisor_id, case
            when t.about_task_id is not null then 'escalated'
            when t.due_at > $2 and t.due_at <= $2 + interval '1 hour' then 'soon'
            when t.due_on < $3 or t.due_at <= $2 then 'overdue'
            when t.delegated_at > $2 - interval '7 days' and t.delegated_by is distinct from $1 then 'delegated'
            when t.reminded_at > $2 - interval '3 days' then 'reminded' end as why
          from worklist.task t left join clients.pub_client c on c.id = t.client_id
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
            {Said} where m.why is not null and (m.client_id is null or {actor.Scope.Sql("m.advisor_id", "$5")}))
            select k.id, k.why, k.title_hu, k.title_en, k.client_id, k.process_id, k.name, k.due_on, k.due_at, (select d.name from access.pub_user d where d.id = k.delegated_by), k.delegate_note, k.unread,
                   count(*) filter (where k.unread) over (), count(*) filter (where k.why = 'overdue') over ()
            from known k order by array_position(array['soon', 'escalated', 'overdue', 'delegated', 'reminded'], k.why), k.due_on, k.due_at, k.id limit {MostShown}
            """,
            r => (
                Item: new ReminderItem(
                    r.GetGuid(0), r.GetString(1), r.GetString(actor.Language == "en" ? 3 : 2), r.Maybe<Guid>(4), r.Maybe<Guid>(5), r.GetString(6), r.GetFieldValue<DateOnly>(7), r.Maybe<DateTimeOffset>(8), r.MaybeText(9), r.MaybeText(10), r.GetBoolean(11)),
                Unread: r.GetInt64(12),
                Overdue: r.GetInt64(13)),
            [actor.UserId, clock.Now, clock.Today, actor.Role.ToString().ToLowerInvariant(), actor.Scope.Advisors, clock.Zone],
            ct);
        var answers = await Answers(ct);
        var (unread, overdue) = rows.Count == 0 ? (0, 0) : (rows[0].Unread, rows[0].Overdue);
        return new Reminders((int)Math.Min(MostUnread, unread + answers.Count(a => a.Unread)), (int)overdue, [.. answers.Concat(rows.Select(r => r.Item)).Take(MostShown)]);
    }

    /// <summary>What came back by answer links in the last days: from one's clients, and from colleagues who were asked in a process that one started.</summary>
    private Task<List<ReminderItem>> Answers(CancellationToken ct) => database.Query(
        $"""
        select m.id, case when $4 = 'en' then m.answer_en else m.answer_hu end, m.subject, m.client_id, m.process_id, coalesce(c.name, m.title, ''), (m.answered_at at time zone $5)::date, m.answered_at,
               case when m.to_kind = 'client' then c.name else u.name end, m.answered_at > coalesce((select s.at from worklist.seen s where s.user_id = $1), '-infinity'::timestamptz)
        from mail.pub_answer m left join clients.pub_client c on c.id = m.client_id left join access.pub_user u on u.id = m.to_user_id
        where m.answered_at > $2 - interval '3 days' and (m.to_kind = 'client' and c.advisor_id = $1 or m.to_kind <> 'client' and m.asked_by = $1 and m.to_user_id <> $1)
          and (m.client_id is null or {call.Actor.Scope.Sql("c.advisor_id", "$3")})
        order by m.answered_at desc, m.id limit {MostShown}
        """,
        r => new ReminderItem(null, "answered", $"{r.MaybeText(1) ?? "✓"}: {r.MaybeText(2)}", r.Maybe<Guid>(3), r.Maybe<Guid>(4), r.GetString(5), r.GetFieldValue<DateOnly>(6), r.GetFieldValue<DateTimeOffset>(7), r.MaybeText(8), null, r.GetBoolean(9))
        {
            MailId = r.GetGuid(0),
        },
        [call.Actor.UserId, clock.Now, call.Actor.Scope.Advisors, call.Actor.Language, clock.Zone],
        ct);
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
