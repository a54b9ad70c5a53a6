using CrossSell.Kernel;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Processes.Features;

/// <summary>The tasks of a state: those that wait for none at once, the others when those before them are done.</summary>
internal sealed class StateTasks(IUnitOfWork unit, IDispatcher dispatcher, Players players, BusinessClock clock, WorkingDays workingDays)
{
    private const int Priority = 50;
    private const int Urgent = 80;

    public async Task Open(ProcessDefinition definition, ProcessState at, StateDefinition state, ProcessSubject subject, Guid? documentId, CancellationToken ct)
    {
        var opened = new List<NewTask>();
        foreach (var action in state.Enter.Where(a => a is { Do: ProcessAction.Task, Key: null }))
        {
            opened.Add(await TaskOf(definition, at, action, subject, documentId, ct));
        }

        var plan = TaskPlan.Of(state, clock.Today, workingDays);
        var begun = new Dictionary<string, Guid>();
        foreach (var action in TaskPlan.Ready(state, new HashSet<string>(), new HashSet<string>()))
        {
            var task = await TaskOf(definition, at, action, subject, documentId, ct);
            begun[action.Key!] = task.Id;
            opened.Add(task);
        }

        if (plan.Count > 0)
        {
            unit.Write(
                """
                insert into processes.planned_task(instance_id, round, key, planned_from, planned_until, task_id)
                select $1, $2, t.* from unnest($3::text[], $4::date[], $5::date[], $6::uuid[]) as t
                """,
                at.Id, at.Row, plan.Select(t => t.Key).ToArray(), plan.Select(t => t.From).ToArray(), plan.Select(t => t.Until).ToArray(),
                plan.Select(t => begun.TryGetValue(t.Key, out var id) ? id : (Guid?)null).ToArray());
        }

        if (opened.Count > 0)
        {
            await dispatcher.Send(new OpenTasks(opened), ct);
        }
    }

    /// <summary>The tasks that may begin now that another is done.</summary>
    public async Task Follow(ProcessDefinition definition, ProcessState at, int round, IEnumerable<ActionDefinition> ready, ProcessSubject subject, CancellationToken ct)
    {
        foreach (var action in ready)
        {
            var task = await TaskOf(definition, at, action, subject, null, ct);
            unit.Write(
                "update processes.planned_task set task_id = $4, planned_from = $5, planned_until = $6 where instance_id = $1 and round = $2 and key = $3",
                at.Id, round, action.Key, task.Id, clock.Today, task.DueOn);
            await dispatcher.Send(new OpenTasks([task]), ct);
        }
    }

    /// <summary>Tells somebody that a deadline is over.</summary>
    public async Task Escalate(ProcessDefinition definition, ProcessState at, EscalationDefinition escalation, ProcessSubject subject, CancellationToken ct)
    {
        var part = await players.Of(definition, escalation.Role, subject, ct);
        await dispatcher.Send(new OpenTasks([New(at, subject, escalation.Title, part, clock.Today, Urgent) with { Kind = TaskKind.Escalation }]), ct);
    }

    private async Task<NewTask> TaskOf(ProcessDefinition definition, ProcessState at, ActionDefinition action, ProcessSubject subject, Guid? documentId, CancellationToken ct)
    {
        var part = await players.Of(definition, action.Role, subject, ct);
        return New(at, subject, action.Title!, part, workingDays.Add(clock.Today, action.WorkingDays ?? 1), Priority) with { DocumentId = documentId };
    }

    private NewTask New(ProcessState at, ProcessSubject subject, Text title, Part part, DateOnly due, int priority) => new(
        Ids.New(clock.Now), TaskKind.Paperwork, title.Hu, title.En, subject.ClientId, subject.OfferId, at.Id, null, part.Person, part.Person is null ? part.Role : null, due, null, priority)
    {
        About = subject.Title,
    };
}
