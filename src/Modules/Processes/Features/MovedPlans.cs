using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Processes.Features;

/// <summary>The plan of a state whose tasks another version has changed: what is new joins it, what is gone and has not begun leaves it, and what has begun stays.</summary>
internal sealed class MovedPlans(IUnitOfWork unit, StateTasks tasks, Mover mover, BusinessClock clock, WorkingDays workingDays)
{
    public async Task Follow(NpgsqlConnection connection, ProcessDefinition to, Instance instance, ProcessState at, StateDefinition state, CancellationToken ct)
    {
        var kept = await connection.Query(
            "select key, task_id is not null, done_on is not null from processes.planned_task where instance_id = $1 and round = $2",
            r => (Key: r.GetString(0), HasBegun: r.GetBoolean(1), IsDone: r.GetBoolean(2)), [instance.Id, instance.Round], ct);
        var plan = TaskPlan.Of(state, clock.Today, workingDays);
        var added = plan.Where(p => kept.All(k => k.Key != p.Key)).ToList();
        var gone = kept.Where(k => !k.HasBegun && plan.All(p => p.Key != k.Key)).Select(k => k.Key).ToArray();
        unit.Write("delete from processes.planned_task where instance_id = $1 and round = $2 and key = any($3)", instance.Id, instance.Round, gone);
        unit.Write(
            "insert into processes.planned_task(instance_id, round, key, planned_from, planned_until) select $1, $2, t.* from unnest($3::text[], $4::date[], $5::date[]) as t",
            instance.Id, instance.Round, added.Select(p => p.Key).ToArray(), added.Select(p => p.From).ToArray(), added.Select(p => p.Until).ToArray());

        var ready = TaskPlan.Ready(state, kept.Where(k => k.HasBegun).Select(k => k.Key).ToHashSet(), kept.Where(k => k.IsDone).Select(k => k.Key).ToHashSet()).ToList();
        await tasks.Follow(to, at, instance.Round, ready, instance.Subject, ct);
        if (ready.Count == 0 && kept.Where(k => !gone.Contains(k.Key)).All(k => k.IsDone) && await OpenTasks(connection, instance.Id, ct) == 0)
        {
            await mover.Fire(at, instance.Subject, new Cause(ProcessMachine.TasksDone), ct);
        }
    }

    private static async Task<int> OpenTasks(NpgsqlConnection connection, Guid instance, CancellationToken ct) => (await connection.Query(
        "select count(*)::int from worklist.pub_task where process_id = $1 and status = 'open' and kind <> 'escalation'", r => r.GetInt32(0), [instance], ct))[0];
}
