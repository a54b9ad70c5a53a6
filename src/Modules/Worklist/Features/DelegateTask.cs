using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;
using FluentValidation;

namespace CrossSell.Worklist.Features;

internal sealed class DelegateTaskValidator : AbstractValidator<DelegateTask>
{
    public DelegateTaskValidator()
    {
        RuleFor(d => d.To).NotEmpty().WithErrorCode("required");
        RuleFor(d => d.Note).MaximumLength(500).WithErrorCode("tooLong");
    }
}

internal sealed class DelegateTaskHandler(IUnitOfWork unit, Database database, IPeople people, CallContext call, BusinessClock clock) : ICommandHandler<DelegateTask, TaskView>
{
    public async Task<TaskView> Handle(DelegateTask request, CancellationToken ct)
    {
        var actor = call.Actor;
        var (task, advisor) = await database.Open(request.TaskId, actor, ct);
        var to = await Colleague(request.To.Trim().ToLowerInvariant(), WhoseWork(task, advisor, actor), ct);
        unit.Write(
            """
            update worklist.task set assignee_id = $2, delegated_by = $3, delegated_at = $4, delegate_note = $5, pinned = true, snoozed_until = null, changed_at = $4, revision = revision + 1,
              status = case when status = 'open' then 'open' end
            where id = $1
            """,
            task.Id, to.Id, actor.UserId, clock.Now, request.Note);
        unit.Audit(new AuditDraft("worklist.delegated", "task", task.Id, task.ClientId, new { task.AssigneeId }, new { task.Title, AssigneeId = to.Id, To = to.Name, request.Note }));
        unit.TouchClient(task.ClientId);
        return task with { AssigneeId = to.Id, DelegatedBy = actor.Name, DelegateNote = request.Note, SnoozedUntil = null };
    }

    /// <summary>Whose colleagues may take it: the client's advisor's, else those of whoever has it.</summary>
    internal static Guid WhoseWork(TaskView task, Guid? advisor, Actor actor) => advisor ?? task.AssigneeId ?? actor.UserId ?? Guid.Empty;

    private async Task<Person> Colleague(string email, Guid advisor, CancellationToken ct)
    {
        var known = (await people.ByEmail([email], ct)).GetValueOrDefault(email)
            ?? throw new InvalidInputException("to", "unknownUser", $"There is no user {email}.");
        return (await people.WhoSee(advisor, ct)).Any(p => p.Id == known.Id)
            ? known
            : throw new InvalidInputException([new FieldFault("to", "mayNotSee", $"{known.Name} may not see this client.", ("name", known.Name))]);
    }
}

internal sealed class ListDelegatesHandler(Database database, IPeople people, CallContext call) : IQueryHandler<ListDelegates, IReadOnlyList<Person>>
{
    public async Task<IReadOnlyList<Person>> Handle(ListDelegates request, CancellationToken ct)
    {
        var (task, advisor) = await database.Visible(request.TaskId, call.Actor, ct);
        return [.. (await people.WhoSee(DelegateTaskHandler.WhoseWork(task, advisor, call.Actor), ct)).Where(p => p.Id != task.AssigneeId)];
    }
}
