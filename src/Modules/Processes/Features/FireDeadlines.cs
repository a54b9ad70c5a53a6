using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;

namespace CrossSell.Processes.Features;

internal sealed class ListDueProcessesHandler(Database database, BusinessClock clock) : IQueryHandler<ListDueProcesses, IReadOnlyList<Guid>>
{
    public async Task<IReadOnlyList<Guid>> Handle(ListDueProcesses request, CancellationToken ct) => await database.Query(
        "select id from processes.instance where deadline_on < $1 union select instance_id from processes.timer where due_on <= $1 order by 1", r => r.GetGuid(0), [clock.Today], ct);
}

/// <summary>Deadlines that are over and timers whose day has come. What was fired is no longer due, so however often this runs, each happens once.</summary>
internal sealed class FireDeadlinesHandler(IUnitOfWork unit, Definitions definitions, Mover mover, StateTasks tasks, BusinessClock clock) : ICommandHandler<FireDeadlines, int>
{
    private const int AtOnce = 500;

    public async Task<int> Handle(FireDeadlines request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var late = await Instances.PastDeadline(connection, clock.Today, request.Only, AtOnce, ct);
        foreach (var instance in late)
        {
            await Over(instance, ct);
        }

        var moved = late.Select(i => i.Id).ToHashSet();
        var timed = (await Instances.WithTimerDue(connection, clock.Today, request.Only, AtOnce, ct)).Where(i => !moved.Contains(i.Id)).ToList();
        foreach (var instance in timed)
        {
            await Timed(connection, instance, ct);
        }

        return late.Count + timed.Count;
    }

    private async Task Over(Instance instance, CancellationToken ct)
    {
        var definition = await definitions.Get(instance.State.Key, instance.State.Version, ct);
        var deadline = definition.State(instance.State.State).Deadline;
        Touch(instance);
        if (deadline?.Escalate is null && deadline?.Then is { } only)
        {
            await Fire(instance, only, ct);
            return;
        }

        if (deadline?.Then is { } then && definition.Way(instance.State.State, then, instance.Subject.Values) is not null)
        {
            await Fire(instance, then, ct);
        }
        else
        {
            unit.Write("update processes.instance set deadline_on = null, version = case when version = $2 then version end where id = $1", instance.Id, instance.State.Row);
            mover.Step(instance.Id, instance.State.State, instance.State.State, "escalated", null);
            unit.Audit(new AuditDraft("processes.escalated", "process", instance.Id, instance.Subject.ClientId, null, new { instance.State.State, deadline?.Escalate?.Role }));
        }

        if (deadline?.Escalate is { } escalation)
        {
            await tasks.Escalate(definition, instance.State, escalation, instance.Subject, ct);
        }
    }

    private async Task Timed(Npgsql.NpgsqlConnection connection, Instance instance, CancellationToken ct)
    {
        var due = await connection.Query(
            "select place, trigger from processes.timer where instance_id = $1 and due_on <= $2 order by due_on, place limit 1", r => (Place: r.GetInt32(0), Then: r.GetString(1)), [instance.Id, clock.Today], ct);
        Touch(instance);
        foreach (var (place, then) in due)
        {
            unit.Write("delete from processes.timer where instance_id = $1 and place = $2", instance.Id, place);
            await Fire(instance, then, ct);
        }
    }

    /// <summary>A trigger whose way a limit closes leaves it where it is, and is not fired again.</summary>
    private async Task Fire(Instance instance, string trigger, CancellationToken ct)
    {
        if ((await mover.Fire(instance.State, instance.Subject, new Cause(trigger), ct)).Row == instance.State.Row)
        {
            unit.Write("update processes.instance set deadline_on = case when deadline_on < $2 then null else deadline_on end, version = case when version = $3 then version end where id = $1", instance.Id, clock.Today, instance.State.Row);
            unit.Audit(new AuditDraft("processes.passed", "process", instance.Id, instance.Subject.ClientId, null, new { instance.State.State, On = trigger }));
        }
    }

    private void Touch(Instance instance)
    {
        unit.TouchClient(instance.Subject.ClientId);
    }
}
