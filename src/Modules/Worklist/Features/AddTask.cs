using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;
using FluentValidation;

namespace CrossSell.Worklist.Features;

internal sealed class AddTaskValidator : AbstractValidator<AddTask>
{
    public AddTaskValidator(BusinessClock clock)
    {
        RuleFor(t => t.Title).NotEmpty().WithErrorCode("required").MaximumLength(200).WithErrorCode("tooLong");
        RuleFor(t => t.DueOn).GreaterThanOrEqualTo(_ => clock.Today).WithErrorCode("inPast").WithMessage("The day must be today or later.");
    }
}

internal sealed class AddTaskHandler(IUnitOfWork unit, IDispatcher dispatcher, CallContext call, IPeople people, IClientDirectory clients, BusinessClock clock)
    : ICommandHandler<AddTask, TaskView>
{
    public async Task<TaskView> Handle(AddTask request, CancellationToken ct)
    {
        var name = (await clients.Names([request.ClientId], ct)).GetValueOrDefault(request.ClientId)
            ?? throw new NotFoundException("client", request.ClientId);
        var assignee = request.Assignee is null ? call.Actor.UserId : (await Assignee(request.Assignee, ct)).Id;
        var task = new NewTask(
            Ids.New(clock.Now), request.Kind, request.Title, request.Title, request.ClientId, null, null, null, assignee, null, request.DueOn, request.DueAt, 50);
        await dispatcher.Send(new OpenTasks([task]), ct);
        unit.Touch(request.ClientId);
        return new TaskView(
            task.Id, task.Kind, request.Title, request.ClientId, name, null, null, null, null, assignee, null, request.DueOn, request.DueAt, 50, "open");
    }

    private async Task<Person> Assignee(string email, CancellationToken ct) =>
        (await people.ByEmail([email.ToLowerInvariant()], ct)).GetValueOrDefault(email.ToLowerInvariant())
        ?? throw new InvalidInputException("assignee", "unknownUser", $"There is no user {email}.");
}

internal sealed class CompleteTaskHandler(IUnitOfWork unit, Database database, IDispatcher dispatcher, CallContext call, BusinessClock clock) : ICommandHandler<CompleteTask, TaskView>
{
    public async Task<TaskView> Handle(CompleteTask request, CancellationToken ct)
    {
        var (task, _) = await database.Open(request.TaskId, call.Actor, ct);
        if (task.Purpose is not null)
        {
            throw new RuleBrokenException("error.taskOfOffer", "An approach about an offer is done by recording its outcome.");
        }

        unit.Write(
            $"""
            with closed as (
              update worklist.task set status = case when status = 'open' then 'done' end, note = $2, closed_at = $3, closed_by = $4, changed_at = $3, revision = revision + 1 where id = $1
              returning id)
            {CloseTasks.Escalations}
            """,
            request.TaskId, request.Note, clock.Now, call.Actor.UserId);
        unit.Audit(new AuditDraft("worklist.done", "task", task.Id, task.ClientId, new { task.Status }, new { Status = "done", task.Title, request.Note }));
        if (task.ProcessId is { } process && task.Kind != TaskKind.Escalation)
        {
            await dispatcher.Tell(new ProcessTaskDone(task.Id, process, request.Note), ct);
        }

        unit.TouchClient(task.ClientId);
        return task with { Status = "done" };
    }
}
