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

    /// <summary>The documents asked for since this was last asked.</summary>
    public IReadOnlyList<Guid> TakeRequested() => actions.TakeRequested();

    /// <summary>Takes the way a trigger leads, and then every way that is taken at once. A trigger the state does not know leaves it as it is.</summary>
    public async Task<ProcessState> Fire(ProcessState at, ProcessSubject subject, Cause cause, CancellationToken ct)
    {
        var definition = await definitions.Get(at.Key, at.Version, ct);
        return definition.Way(at.State, cause.Trigger, subject.Values) is { } way ? await Settle(definition, await Move(definition, at, subject, way.To, cause, ct), subject, ct) : at;
    }

    /// <summary>Puts it into a state by hand.</summary>
    /// <param name="isFirst">Whether it has never been there: only then is asked for what can't be taken back.</param>
    public async Task<ProcessState> Put(ProcessDefinition definition, ProcessState at, ProcessSubject subject, StateDefinition into, bool isFirst, string reason, CancellationToken ct)
    {
        var moved = await Write(at, subject, into, new Cause("jumped", reason), ct);
        await Enter(definition, moved, into, subject, new Cause("jumped", reason), isFirst, ct);
        return moved;
    }

    /// <summary>The first state of an instance that was just written.</summary>
    public async Task<ProcessState> Begin(ProcessDefinition definition, ProcessState at, ProcessSubject subject, CancellationToken ct)
    {
        await Enter(definition, at, definition.State(at.State), subject, new Cause("start"), true, ct);
        return await Settle(definition, at, subject, ct);
    }

    public void Step(Guid instance, string? from, string to, string trigger, string? note) => unit.Write(
        "insert into processes.step(id, instance_id, at, from_state, to_state, trigger, actor_id, actor_name, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        Ids.New(clock.Now), instance, clock.Now, from, to, trigger, call.Actor.UserId, call.Actor.Name, note);

    public DateOnly? Deadline(StateDefinition state) => StateClock.Deadline(state, clock.Today, workingDays);

    public static string Word(StateCategory category) => category.ToString().ToLowerInvariant();

    private async Task<ProcessState> Settle(ProcessDefinition definition, ProcessState at, ProcessSubject subject, CancellationToken ct)
    {
        for (var i = 0; definition.Way(at.State, ProcessMachine.Entered, subject.Values) is { } way; i++)
        {
            if (i == MostAtOnce)
            {
                throw new InvalidOperationException($"Process {at.Key} v{at.Version} does not come to rest from {at.State}.");
            }

            at = await Move(definition, at, subject, way.To, new Cause(ProcessMachine.Entered), ct);
        }

        return at;
    }

    private async Task<ProcessState> Move(ProcessDefinition definition, ProcessState at, ProcessSubject subject, string to, Cause cause, CancellationToken ct)
    {
        var next = definition.State(to);
        var moved = await Write(at, subject, next, cause, ct);
        await Enter(definition, moved, next, subject, cause, true, ct);
        return moved;
    }

    private async Task<ProcessState> Write(ProcessState at, ProcessSubject subject, StateDefinition next, Cause cause, CancellationToken ct)
    {
        unit.Write(
            """
            update processes.instance set state = $2, category = $3, subject = $4, deadline_on = $5, changed_at = $6,
              version = case when version = $7 then version + 1 end where id = $1
            """,
            at.Id, next.Key, Word(next.Category), Json.Of(subject), Deadline(next), clock.Now, at.Row);
        unit.Write("delete from processes.timer where instance_id = $1", at.Id);
        Step(at.Id, at.State, next.Key, cause.Trigger, cause.Note);
        unit.Audit(new AuditDraft("processes.moved", "process", at.Id, subject.ClientId, new { at.State }, new { State = next.Key, On = cause.Trigger, cause.Note }));
        await dispatcher.Send(new CloseTasksOfProcess(at.Id, cause.Trigger), ct);
        return at with { State = next.Key, Category = next.Category, Row = at.Row + 1 };
    }

    private async Task Enter(ProcessDefinition definition, ProcessState at, StateDefinition state, ProcessSubject subject, Cause cause, bool isFirst, CancellationToken ct)
    {
        WriteTimers(at.Id, state, subject.Values);
        await tasks.Open(definition, at, state, subject, cause.DocumentId, ct);
        if (isFirst)
        {
            await actions.Take(definition, at, state, subject, cause.DocumentNumber, ct);
        }
    }

    private void WriteTimers(Guid instance, StateDefinition state, IReadOnlyDictionary<string, string>? values)
    {
        var timers = StateClock.Timers(state, clock.Today, values, workingDays);
        if (timers.Count > 0)
        {
            unit.Write(
                "insert into processes.timer(instance_id, place, trigger, due_on) select $1, t.* from unnest($2::int[], $3::text[], $4::date[]) as t",
                instance, timers.Select(t => t.Place).ToArray(), timers.Select(t => t.Then).ToArray(), timers.Select(t => t.On).ToArray());
        }
    }
}
