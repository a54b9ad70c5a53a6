using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Processes.Features;

/// <summary>A move: what happened, and what came with it.</summary>
/// <param name="DocumentId">The document that moved it.</param>
/// <param name="DocumentNumber">The number it was given.</param>
internal sealed record Cause(string Trigger, string? Note = null, Guid? DocumentId = null, string? DocumentNumber = null);

/// <summary>Moves an instance and takes the actions of the state it enters, all as rows of the unit of work in progress.</summary>
internal sealed class Mover(IUnitOfWork unit, IDispatcher dispatcher, Definitions definitions, EntryActions actions, StateTasks tasks, CallContext call, BusinessClock clock, WorkingDays workingDays)
{
    private const int MostAtOnce = 50;
    private static readonly IReadOnlySet<string> Nowhere = new HashSet<string>();

    /// <summary>The documents asked for since this was last asked.</summary>
    public IReadOnlyList<Guid> TakeRequested() => actions.TakeRequested();

    /// <summary>Takes the way a trigger leads, and then every way that is taken at once. A trigger the state does not know leaves it as it is.</summary>
    public async Task<ProcessState> Fire(ProcessState at, ProcessSubject subject, Cause cause, CancellationToken ct)
    {
        var definition = await definitions.Get(at.Key, at.Version, ct);
        return definition.Way(at.State, cause.Trigger, subject.Values) is { } way ? await Settle(definition, await Move(definition, at, subject, way.To, cause, Nowhere, ct), subject, Nowhere, ct) : at;
    }

    /// <summary>Puts it into a state by hand.</summary>
    /// <param name="been">The states it has been in: there only those actions are taken again that a return needs (<see cref="Again"/>).</param>
    public async Task<ProcessState> Put(ProcessDefinition definition, ProcessState at, ProcessSubject subject, StateDefinition into, IReadOnlySet<string> been, string reason, CancellationToken ct) =>
        await Settle(definition, await Move(definition, at, subject, into.Key, new Cause("jumped", reason), been, ct), subject, been, ct);

    /// <summary>Another version has put it into another state, and its row says so already: the tasks of the state begin, and it goes on where that is taken at once.</summary>
    public async Task<ProcessState> Arrive(ProcessDefinition definition, ProcessState at, ProcessSubject subject, IReadOnlySet<string> been, CancellationToken ct)
    {
        await dispatcher.Send(new CloseTasksOfProcess(at.Id, "moved"), ct);
        await tasks.Open(definition, at, definition.State(at.State), subject, null, ct);
        return await Settle(definition, at, subject, been, ct);
    }

    /// <summary>The first state of an instance that was just written.</summary>
    public async Task<ProcessState> Begin(ProcessDefinition definition, ProcessState at, ProcessSubject subject, CancellationToken ct)
    {
        await Enter(definition, at, definition.State(at.State), subject, new Cause("start"), Nowhere, ct);
        return await Settle(definition, at, subject, Nowhere, ct);
    }

    public void Step(Guid instance, string? from, string to, string trigger, string? note) => unit.Write(
        "insert into processes.step(id, instance_id, at, from_state, to_state, trigger, actor_id, actor_name, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        Ids.New(clock.Now), instance, clock.Now, from, to, trigger, call.Actor.UserId, call.Actor.Name, note);

    public DateOnly? Deadline(StateDefinition state) => StateClock.Deadline(state, clock.Today, workingDays);

    public static string Word(StateCategory category) => category.ToString().ToLowerInvariant();

    private async Task<ProcessState> Settle(ProcessDefinition definition, ProcessState at, ProcessSubject subject, IReadOnlySet<string> been, CancellationToken ct)
    {
        for (var i = 0; definition.Way(at.State, ProcessMachine.Entered, subject.Values) is { } way; i++)
        {
            if (i == MostAtOnce)
            {
                throw new InvalidOperationException($"Process {at.Key} v{at.Version} does not come to rest from {at.State}.");
            }

            at = await Move(definition, at, subject, way.To, new Cause(ProcessMachine.Entered), been, ct);
        }

        return at;
    }

    private async Task<ProcessState> Move(ProcessDefinition definition, ProcessState at, ProcessSubject subject, string to, Cause cause, IReadOnlySet<string> been, CancellationToken ct)
    {
        var next = definition.State(to);
        var moved = await Write(at, subject, next, cause, ct);
        await Enter(definition, moved, next, subject, cause, been, ct);
        return moved;
    }

    private async Task<ProcessState> Write(ProcessState at, ProcessSubject subject, StateDefinition next, Cause cause, CancellationToken ct)
    {
        unit.Write(
            """
            update processes.instance set state = $2, category = $3, subject = $4, deadline_on = $5, changed_at = $6,
              round = version + 1, version = case when version = $7 then version + 1 end where id = $1
            """,
            at.Id, next.Key, Word(next.Category), Json.Of(subject), Deadline(next), clock.Now, at.Row);
        Step(at.Id, at.State, next.Key, cause.Trigger, cause.Note);
        unit.Audit(new AuditDraft("processes.moved", "process", at.Id, subject.ClientId, new { at.State }, new { State = next.Key, On = cause.Trigger, cause.Note }));
        await dispatcher.Send(new CloseTasksOfProcess(at.Id, cause.Trigger), ct);
        return at with { State = next.Key, Category = next.Category, Row = at.Row + 1 };
    }

    private async Task Enter(ProcessDefinition definition, ProcessState at, StateDefinition state, ProcessSubject subject, Cause cause, IReadOnlySet<string> been, CancellationToken ct)
    {
        Timers(at.Id, state, clock.Today, subject.Values);
        await tasks.Open(definition, at, state, subject, cause.DocumentId, ct);
        await actions.Take(definition, at, been.Contains(state.Key) ? Again(state) : state, subject, cause.DocumentNumber, ct);
    }

    /// <summary>What is done again in a state that a manager puts it back into: the document it waits for, and the mail to those of the house who have to decide again. The client gets no second mail, and no contract or process is made twice.</summary>
    private static StateDefinition Again(StateDefinition state) => state with { Enter = [.. state.Enter.Where(a => a.Do == ProcessAction.Document || a is { Do: ProcessAction.Mail, To: not "client" })] };

    /// <summary>The timers of a state take the place of those of the one before.</summary>
    public void Timers(Guid instance, StateDefinition state, DateOnly entered, IReadOnlyDictionary<string, string>? values)
    {
        unit.Write("delete from processes.timer where instance_id = $1", instance);
        var timers = StateClock.Timers(state, entered, values, workingDays);
        if (timers.Count > 0)
        {
            unit.Write(
                "insert into processes.timer(instance_id, place, trigger, due_on) select $1, t.* from unnest($2::int[], $3::text[], $4::date[]) as t",
                instance, timers.Select(t => t.Place).ToArray(), timers.Select(t => t.Then).ToArray(), timers.Select(t => t.On).ToArray());
        }
    }
}
