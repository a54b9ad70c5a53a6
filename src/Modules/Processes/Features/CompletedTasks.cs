using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Processes.Features;

/// <summary>A task that is done lets those begin that waited for it; the last one is an event of its own.</summary>
internal sealed class CompletedTasks(IUnitOfWork unit, Definitions definitions, StateTasks tasks, Mover mover, CallContext call, BusinessClock clock) : IEventHandler<ProcessTaskDone>
{
    public async Task Handle(ProcessTaskDone happened, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        if (await Instances.Hold(connection, happened.ProcessId, ct) is not { } instance)
        {
            return;
        }

        var definition = await definitions.Get(instance.State.Key, instance.State.Version, ct);
        var state = definition.State(instance.State.State);
        var planned = await Read(connection, instance, ct);
        if (planned.Count == 0 && state.HasPlan())
        {
            throw new InvalidOperationException($"Process {instance.Id} has no plan of the tasks of {state.Key}, entry {instance.Round}: nothing says which of them begin now.");
        }

        if (planned.FirstOrDefault(p => p.Task == happened.TaskId) is { Key: { } key })
        {
            unit.Write(
                "update processes.planned_task set done_on = $4, done_by = $5 where instance_id = $1 and round = $2 and key = $3", instance.Id, instance.Round, key, clock.Today, call.Actor.Name);
            planned = [.. planned.Select(p => p.Key == key ? p with { IsDone = true } : p)];
        }

        var begun = planned.Where(p => p.Task is not null).Select(p => p.Key).ToHashSet();
        var ready = TaskPlan.Ready(state, begun, planned.Where(p => p.IsDone).Select(p => p.Key).ToHashSet()).ToList();
        await tasks.Follow(definition, instance.State, instance.Round, ready, instance.Subject, ct);
        if (ready.Count == 0 && planned.All(p => p.IsDone) && await OpenTasks(connection, instance.Id, happened.TaskId, ct) == 0)
        {
            await mover.Fire(instance.State, instance.Subject, new Cause(ProcessMachine.TasksDone, happened.Note), ct);
        }

        unit.TouchClient(instance.Subject.ClientId);
    }

    private static Task<List<Planned>> Read(NpgsqlConnection connection, Instance instance, CancellationToken ct) => connection.Query(
        "select key, task_id, done_on is not null from processes.planned_task where instance_id = $1 and round = $2",
        r => new Planned(r.GetString(0), r.Maybe<Guid>(1), r.GetBoolean(2)),
        [instance.Id, instance.Round],
        ct);

    private static async Task<int> OpenTasks(NpgsqlConnection connection, Guid instance, Guid but, CancellationToken ct) => (await connection.Query(
        "select count(*)::int from worklist.pub_task where process_id = $1 and status = 'open' and kind <> 'escalation' and id <> $2", r => r.GetInt32(0), [instance, but], ct))[0];

    private sealed record Planned(string Key, Guid? Task, bool IsDone);
}
