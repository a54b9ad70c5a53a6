using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Messages;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Processes.Features;

/// <summary>Moves an instance and takes the actions of the state it enters, all as rows of the unit of work in progress.</summary>
internal sealed class Mover(IUnitOfWork unit, IDispatcher dispatcher, Definitions definitions, CallContext call, BusinessClock clock, WorkingDays workingDays)
{
    private readonly List<Guid> _requested = [];

    /// <summary>The documents asked for since this was last asked.</summary>
    public IReadOnlyList<Guid> TakeRequested()
    {
        Guid[] taken = [.. _requested];
        _requested.Clear();
        return taken;
    }

    public async Task<ProcessState> Fire(ProcessState at, ProcessSubject subject, string trigger, string? note, Guid? documentId, string? documentNumber, CancellationToken ct)
    {
        var definition = await definitions.Get(at.Key, at.Version, ct);
        var next = definition.Next(at.State, trigger);
        if (next is null)
        {
            return at;
        }

        var moved = at with { State = next.Key, Category = next.Category, Row = at.Row + 1 };
        unit.Write(
            """
            update processes.instance set state = $2, category = $3, subject = $4, deadline_on = $5, changed_at = $6,
              version = case when version = $7 then version + 1 end where id = $1
            """,
            at.Id, next.Key, Word(next.Category), Json.Of(subject), Deadline(next), clock.Now, at.Row);
        Step(at.Id, at.State, next.Key, trigger, note);
        unit.Audit(new AuditDraft("processes.moved", "process", at.Id, subject.ClientId, new { at.State }, new { State = next.Key, On = trigger, Note = note }));
        await dispatcher.Send(new CloseTasksOfProcess(at.Id, trigger), ct);
        await Enter(moved, next, subject, documentId, documentNumber, ct);
        return moved;
    }

    public void Step(Guid instance, string? from, string to, string trigger, string? note) => unit.Write(
        "insert into processes.step(id, instance_id, at, from_state, to_state, trigger, actor_id, actor_name, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        Ids.New(clock.Now), instance, clock.Now, from, to, trigger, call.Actor.UserId, call.Actor.Name, note);

    public DateOnly? Deadline(StateDefinition state) =>
        state.Deadline is { } deadline ? workingDays.Add(clock.Today, deadline.WorkingDays) : null;

    public async Task Enter(ProcessState at, StateDefinition state, ProcessSubject subject, Guid? documentId, string? documentNumber, CancellationToken ct)
    {
        foreach (var action in state.Enter)
        {
            await (action.Do switch
            {
                ProcessAction.Task => dispatcher.Send(new OpenTasks([TaskOf(action, at, subject, documentId)]), ct),
                ProcessAction.Document => Request(at, action, subject, ct),
                ProcessAction.AddContract => dispatcher.Send(Sold(subject, documentNumber), ct),
                ProcessAction.StartProcess => dispatcher.Send(new StartProcesses([new NewProcess(Ids.New(clock.Now), action.Process!, subject)]), ct),
                ProcessAction.Wait => Task.CompletedTask,
                _ => throw new InvalidOperationException($"Process {at.Key} asks for {action.Do}, which was refused at installation."),
            });
        }
    }

    private Task<Done> Request(ProcessState at, ActionDefinition action, ProcessSubject subject, CancellationToken ct)
    {
        var id = Ids.New(clock.Now);
        _requested.Add(id);
        return dispatcher.Send(new RequestDocument(id, at.Id, action.Template!, SubjectOf(subject)), ct);
    }

    public static string Word(StateCategory category) => category.ToString().ToLowerInvariant();

    private NewTask TaskOf(ActionDefinition action, ProcessState at, ProcessSubject subject, Guid? documentId)
    {
        var own = action.Role is null or "advisor";
        var due = workingDays.Add(clock.Today, action.WorkingDays ?? 1);
        return new NewTask(
            Ids.New(clock.Now), TaskKind.Paperwork, action.Title!.Hu, action.Title.En, subject.ClientId, subject.OfferId, at.Id, documentId,
            own ? subject.AdvisorId : null, own ? null : action.Role, due, null, 50);
    }

    private static DocumentSubject SubjectOf(ProcessSubject s) => new(s.ClientId, s.OfferId, s.AdvisorId, s.Product, s.Variant, s.Language);

    private AddSoldContract Sold(ProcessSubject s, string? number) =>
        new(Ids.New(clock.Now), s.ClientId, s.Product, s.Variant, number, s.Start ?? clock.Today, s.Expiry, s.NoticeDays, s.Price, s.ReplacesContractId) { Fields = s.Fields };
}
