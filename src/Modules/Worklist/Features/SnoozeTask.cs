using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;
using FluentValidation;

namespace CrossSell.Worklist.Features;

internal sealed class SnoozeTaskValidator : AbstractValidator<SnoozeTask>
{
    public SnoozeTaskValidator(BusinessClock clock)
    {
        RuleFor(s => s.Until).Must(u => u > clock.Now).WithErrorCode("inPast").WithMessage("The time must be in the future.");
        RuleFor(s => s.Until).Must(u => u < clock.Now.AddDays(400)).WithErrorCode("tooFar").WithMessage("The time must be within 400 days.");
    }
}

/// <summary>Hidden till then, then due: a snoozed task does not come back overdue.</summary>
internal sealed class SnoozeTaskHandler(IUnitOfWork unit, IDispatcher dispatcher, Database database, CallContext call, BusinessClock clock) : ICommandHandler<SnoozeTask, TaskView>
{
    public async Task<TaskView> Handle(SnoozeTask request, CancellationToken ct)
    {
        var (task, _) = await database.Open(request.TaskId, call.Actor, ct);
        var day = clock.DateOf(request.Until);
        if (!request.Anyway && task.WindowUntil is { } last && day > last)
        {
            throw new RuleBrokenException("error.pastWindow", $"The last day for this task is {last:yyyy-MM-dd}; snooze it until then at most, or say that you want it anyway.", ("until", last));
        }

        var until = request.AtMinute ? request.Until : clock.At(day, TimeOnly.MinValue);
        var (on, at) = Due(task, request, day);
        unit.Write(
            """
            update worklist.task set snoozed_until = $2, due_on = $3, due_at = $4, pinned = true, changed_at = $5, revision = revision + 1, status = case when status = 'open' then 'open' end
            where id = $1
            """,
            task.Id, until, on, at, clock.Now);
        unit.Audit(new AuditDraft("worklist.snoozed", "task", task.Id, task.ClientId, new { task.DueOn, task.DueAt }, new { task.Title, Until = until, DueOn = on }));
        unit.TouchClient(task.ClientId);
        if (task is { OfferId: { } offer, ClientId: { } client, Purpose: not null })
        {
            await dispatcher.Tell(new TasksMoved([new MovedOffer(offer, client, on, at)]), ct);
        }

        return task with { SnoozedUntil = until, DueOn = on, DueAt = at };
    }

    /// <summary>What is due later anyway stays due then.</summary>
    private (DateOnly On, DateTimeOffset? At) Due(TaskView task, SnoozeTask request, DateOnly day)
    {
        if (task.DueOn > day || (task.DueOn == day && task.DueAt > request.Until))
        {
            return (task.DueOn, task.DueAt);
        }

        return (day, request.AtMinute ? request.Until.ToUniversalTime() : null);
    }
}
