using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features.Reminding;

/// <summary>
/// One task in the managers' queue for each slipping task and cause; a unique index keeps it one after restarts and doubled runs. Managers see those of their own people, by scope;
/// where the client's advisor has no manager it stands in the administrators' queue. What is about no client is told to a manager of whose task it is by name, since no scope sorts it.
/// </summary>
internal sealed class EscalateTasksHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<EscalateTasks, int>
{
    public async Task<int> Handle(EscalateTasks request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var (tasks, causes) = (request.Slipping.Select(s => s.TaskId).ToArray(), request.Slipping.Select(s => s.Cause).ToArray());
        await connection.Execute(
            """
            update worklist.task e set status = 'cancelled', note = 'noLonger', closed_at = $3, changed_at = $3, revision = e.revision + 1
            where e.status = 'open' and e.about_task_id is not null
              and not exists (select 1 from unnest($1::uuid[], $2::text[]) as s(id, cause) where s.id = e.about_task_id and s.cause = e.cause)
            """,
            [tasks, causes, clock.Now],
            ct);
        var told = await connection.Query(
            """
            insert into worklist.task(id, kind, title_hu, title_en, client_id, process_id, about, role, assignee_id, due_on, priority, status, created_at, changed_at, about_task_id, cause)
            select s.new, 'escalation',
                   case s.cause when 'overdue' then 'Elcsúszott: ' else 'Kapcsolat nélkül telik le az idő: ' end || t.title_hu || coalesce(' (' || u.name || ')', ''),
                   case s.cause when 'overdue' then 'Slipped: ' else 'Time runs out without contact: ' end || t.title_en || coalesce(' (' || u.name || ')', ''),
                   t.client_id, case when t.client_id is null then t.process_id end, t.about,
                   case when t.client_id is null then case when h.id is null then 'administrator' end
                        when exists (select 1 from access.pub_user m join access.pub_user a on a.team_id = m.team_id where a.id = c.advisor_id and m.role = 'Manager' and m.active) then 'manager' else 'administrator' end,
                   h.id, $4, 120, 'open', $3, $3, t.id, s.cause
            from unnest($1::uuid[], $2::text[], $5::uuid[]) as s(id, cause, new)
            join worklist.task t on t.id = s.id and t.status = 'open' and t.about_task_id is null
            left join clients.pub_client c on c.id = t.client_id
            left join access.pub_user u on u.id = t.assignee_id
            left join lateral (
              select m.id from access.pub_user m where t.client_id is null and m.team_id = u.team_id and m.role = 'Manager' and m.active and m.id <> u.id order by m.id limit 1) h on true
            on conflict do nothing
            returning id, client_id, cause, title_hu, title_en, role, assignee_id
            """,
            r => (Id: r.GetGuid(0), Client: r.Maybe<Guid>(1), Cause: r.GetString(2), TitleHu: r.GetString(3), TitleEn: r.GetString(4), Role: r.MaybeText(5), AssigneeId: r.Maybe<Guid>(6)),
            [tasks, causes, clock.Now, clock.Today, request.Slipping.Select(_ => Ids.New(clock.Now)).ToArray()],
            ct);
        unit.Audit([.. told.Select(t => new AuditDraft("worklist.escalated", "task", t.Id, t.Client, null, new { t.Cause, t.TitleHu, t.TitleEn, t.Role, t.AssigneeId }))]);
        return told.Count;
    }
}

/// <summary>A day of a reminder has come: visible again, and due now unless the client asked for a minute.</summary>
internal sealed class BringUpTasksHandler(IUnitOfWork unit, IDispatcher dispatcher, WorkingDays workingDays, BusinessClock clock) : ICommandHandler<BringUpTasks, int>
{
    public async Task<int> Handle(BringUpTasks request, CancellationToken ct)
    {
        if (request.Tasks.Count == 0)
        {
            return 0;
        }

        var connection = await unit.Connection(ct);
        var day = workingDays.OnOrAfter(clock.Today);
        var brought = await connection.Query(
            """
            update worklist.task t set reminded_on = m.day, reminded_at = $3, snoozed_until = null, due_on = case when t.due_at is null then least(t.due_on, $4) else t.due_on end,
              changed_at = $3, revision = t.revision + 1
            from unnest($1::uuid[], $2::date[]) as m(id, day)
            where t.id = m.id and t.status = 'open' and (t.reminded_on is null or t.reminded_on < m.day)
            returning t.id, t.client_id, t.offer_id, t.due_on, t.due_at, t.title_hu, t.title_en, m.day
            """,
            r => (Id: r.GetGuid(0), Client: r.GetGuid(1), Offer: r.Maybe<Guid>(2), DueOn: r.GetFieldValue<DateOnly>(3), DueAt: r.Maybe<DateTimeOffset>(4), TitleHu: r.GetString(5), TitleEn: r.GetString(6), On: r.GetFieldValue<DateOnly>(7)),
            [request.Tasks.Select(t => t.TaskId).ToArray(), request.Tasks.Select(t => t.RemindOn).ToArray(), clock.Now, day],
            ct);
        unit.Audit([.. brought.Select(b => new AuditDraft("worklist.broughtUp", "task", b.Id, b.Client, null, new { b.TitleHu, b.TitleEn, b.DueOn, RemindOn = b.On }))]);
        unit.Touch(brought.Select(b => b.Client));
        var offers = brought.Where(b => b.Offer is not null).Select(b => new MovedOffer(b.Offer!.Value, b.Client, b.DueOn, b.DueAt)).ToList();
        if (offers.Count > 0)
        {
            await dispatcher.Tell(new TasksMoved(offers), ct);
        }

        return brought.Count;
    }
}
