using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Features.Planning;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Worklist.Features.Handover;

/// <summary>
/// Open tasks go where their clients go. Planned calls that nobody has chosen a day for get one by the capacity of those who get them, and stay on theirs where there is room.
/// What somebody who leaves has to do for clients of others goes to those clients' advisors, and what tells a manager of slipping work to the managers' queue.
/// </summary>
internal sealed class HandedTasks(IUnitOfWork unit, PlanningData data, TaskMover mover, CallContext call, BusinessClock clock) : IHandsOver
{
    public async Task<IReadOnlyList<OpenWork>> Count(NpgsqlConnection connection, WorkOf of, CancellationToken ct)
    {
        var counts = (await connection.Query(
            """
            select count(*) filter (where purpose is not null)::int, count(*) filter (where purpose is null)::int, count(*) filter (where due_at is not null)::int
            from worklist.task where status = 'open' and assignee_id = $1 and ($2::uuid[] is null or client_id = any($2))
            """,
            r => (Approaches: r.GetInt32(0), Tasks: r.GetInt32(1), Appointments: r.GetInt32(2)), [of.Person, of.Clients], ct)).Single();
        return [new("approaches", counts.Approaches), new("tasks", counts.Tasks), new("appointments", counts.Appointments)];
    }

    public async Task Move(HandoverStep step, CancellationToken ct)
    {
        // Read before anything moves: how the plans of those who give and of those who get stand.
        var givers = await data.CallsOf([.. step.Moves.Select(m => m.From).Distinct()], call.Actor.Language, ct);
        var moved = await Assign(step, ct);
        moved.AddRange(await (step.Back ? Return(step, ct) : Leave(step, ct)));
        await Queue(step, ct);
        var days = await Plan(step, givers, moved, ct);
        Keep(step, moved, days);
        step.Parts.AddRange(moved.Select(t => new BlockPart(
            "worklist.handedOver", "task", t.Id, t.ClientId,
            JsonText.Bytes(new { assigneeId = t.From, role = t.WasRole }), JsonText.Bytes(new { title = t.Title, assigneeId = t.To, role = t.To is null ? "manager" : null }))));
    }

    private Task<List<HandedTask>> Assign(HandoverStep step, CancellationToken ct) => step.Connection.Query(
        $"""
        update worklist.task t set assignee_id = m.to_id, changed_at = $4, revision = t.revision + 1
        from {HandoverStep.Table} where t.client_id = m.client_id and t.assignee_id = m.from_id and t.status = 'open'
        returning t.id, t.client_id, m.from_id, m.to_id, t.due_on, t.title_hu, t.role
        """,
        Read, [.. step.Values, clock.Now], ct);

    /// <summary>Somebody who leaves with everything leaves nothing open for clients of others either.</summary>
    private async Task<List<HandedTask>> Leave(HandoverStep step, CancellationToken ct) => step.Leaver is not { } leaver ? [] : await step.Connection.Query(
        """
        update worklist.task t set assignee_id = case when t.kind = 'escalation' then null else c.advisor_id end, role = case when t.kind = 'escalation' then 'manager' else t.role end,
          changed_at = $2, revision = t.revision + 1
        from clients.pub_client c where c.id = t.client_id and t.assignee_id = $1 and t.status = 'open'
        returning t.id, t.client_id, $1, t.assignee_id, t.due_on, t.title_hu, null::text
        """,
        Read, [leaver, clock.Now], ct);

    /// <summary>What was of no client of the person's own, as far as it still lies where the handover put it.</summary>
    private async Task<List<HandedTask>> Return(HandoverStep step, CancellationToken ct) => step.Leaver is null ? [] : await step.Connection.Query(
        """
        update worklist.task t set assignee_id = h.from_id, role = case when h.to_id is null then null else t.role end, changed_at = $2, revision = t.revision + 1
        from worklist.handed_task h where h.handover_id = $1 and h.task_id = t.id and t.status = 'open' and t.assignee_id is not distinct from h.to_id
        returning t.id, t.client_id, coalesce(h.to_id, h.from_id), h.from_id, t.due_on, t.title_hu, null::text
        """,
        Read, [step.Id, clock.Now], ct);

    /// <summary>What waits in the old team's queue waits in the new one's; without a team, with the person.</summary>
    private Task Queue(HandoverStep step, CancellationToken ct) => step.Connection.Execute(
        $"""
        update worklist.task t set team_id = u.team_id, assignee_id = case when u.team_id is null then m.to_id end, changed_at = $4, revision = t.revision + 1
        from {HandoverStep.Table} join access.pub_user u on u.id = m.to_id
        where t.client_id = m.client_id and t.assignee_id is null and t.team_id is not null and t.status = 'open' and t.team_id is distinct from u.team_id
        """,
        [.. step.Values, clock.Now], ct);

    private async Task<Dictionary<Guid, DateOnly>> Plan(HandoverStep step, List<PlannedTask> givers, List<HandedTask> moved, CancellationToken ct)
    {
        var today = clock.Today;
        var to = moved.Where(t => t.To is not null).ToDictionary(t => t.Id, t => t.To!.Value);
        var calls = givers.Where(t => to.ContainsKey(t.Id)).Select(t => t with { AdvisorId = to[t.Id] }).ToList();
        var (back, rest) = await PutBack(step, calls, ct);
        var free = rest.Where(t => t.Untouched && t.WindowUntil >= today).ToDictionary(t => t.Id);
        var people = to.Values.ToHashSet();
        var taken = (await data.Load(people, today, ct))
            .Concat(rest.Where(t => !free.ContainsKey(t.Id)).Select(t => Taken(t, t.DueOn)))
            .Concat(back.Select(b => Taken(b.Task, b.To))).ToList();
        var planned = CallPlanner.PlanAnew(
            await data.Workdays(people, today, ct), today, [.. free.Values.Select(t => (new CallToPlan(t.Id, t.AdvisorId, t.ClientId, t.WindowFrom ?? today, t.WindowUntil!.Value), t.DueOn))], taken);
        step.Short += planned.Count(p => p.Why is not null);
        var moves = back.Concat(planned.Where(p => free[p.Id].DueOn != p.Day).Select(p => (Task: free[p.Id], To: p.Day))).ToList();
        await mover.Move(moves, false, ct);
        return moves.ToDictionary(m => m.Task.Id, m => m.To);
    }

    private TakenDay Taken(PlannedTask t, DateOnly day) => new(t.AdvisorId, t.ClientId, day < clock.Today ? clock.Today : day);

    /// <summary>A call that is still on the day the handover gave it gets back the day it had, unless that is past.</summary>
    private async Task<(List<(PlannedTask Task, DateOnly To)> Back, List<PlannedTask> Others)> PutBack(HandoverStep step, List<PlannedTask> calls, CancellationToken ct)
    {
        if (!step.Back)
        {
            return ([], calls);
        }

        var before = (await step.Connection.Query(
            "select task_id, due_on, new_due_on from worklist.handed_task where handover_id = $1 and due_on >= $2",
            r => (Id: r.GetGuid(0), On: r.GetFieldValue<DateOnly>(1), New: r.GetFieldValue<DateOnly>(2)), [step.Id, clock.Today], ct)).ToDictionary(t => t.Id);
        var back = calls.Where(t => before.TryGetValue(t.Id, out var was) && was.New == t.DueOn).ToList();
        return ([.. back.Select(t => (t, before[t.Id].On)).Where(t => t.t.DueOn != t.On)], [.. calls.Except(back)]);
    }

    private void Keep(HandoverStep step, List<HandedTask> moved, Dictionary<Guid, DateOnly> days)
    {
        if (step.Back || step.Id is null || moved.Count == 0)
        {
            return;
        }

        unit.Write(
            """
            insert into worklist.handed_task(handover_id, task_id, from_id, to_id, due_on, new_due_on)
            select $1, t.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::date[], $6::date[]) as t
            """,
            step.Id, moved.Select(t => t.Id).ToArray(), moved.Select(t => t.From).ToArray(), moved.Select(t => t.To).ToArray(), moved.Select(t => t.DueOn).ToArray(),
            moved.Select(t => days.GetValueOrDefault(t.Id, t.DueOn)).ToArray());
    }

    private static HandedTask Read(NpgsqlDataReader r) =>
        new(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.Maybe<Guid>(3), r.GetFieldValue<DateOnly>(4), r.GetString(5), r.MaybeText(6));

    private sealed record HandedTask(Guid Id, Guid ClientId, Guid From, Guid? To, DateOnly DueOn, string Title, string? WasRole);
}
