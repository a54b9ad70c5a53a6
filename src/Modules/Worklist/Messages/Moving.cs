using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Worklist.Messages;

/// <summary>Takes a task from a queue. Refused as a conflict when somebody was faster.</summary>
[Needs(Permission.WorkOffers)]
public sealed record ClaimTask(Guid TaskId) : ICommand<TaskView>;

/// <summary>Gives a task back: to the role's queue it came from, else to the queue of the team of the client's advisor.</summary>
[Needs(Permission.WorkOffers)]
public sealed record ReleaseTask(Guid TaskId) : ICommand<TaskView>;

/// <summary>Gives a task to a colleague, who sees from whom it came and the note.</summary>
/// <param name="To">E-mail address of somebody who may see the client.</param>
[Needs(Permission.WorkOffers)]
public sealed record DelegateTask(Guid TaskId, string To, string? Note) : ICommand<TaskView>;

/// <summary>Those a task may be delegated to: everybody but its assignee who may see the client.</summary>
[Needs(Permission.WorkOffers)]
public sealed record ListDelegates(Guid TaskId) : IQuery<IReadOnlyList<Person>>;

/// <summary>Hides a task until a moment, then it is back, due on that day.</summary>
/// <param name="AtMinute">Whether the minute matters, or only the day.</param>
/// <param name="Anyway">Also past the last day of the task's window; otherwise that is refused with the day.</param>
[Needs(Permission.WorkOffers)]
public sealed record SnoozeTask(Guid TaskId, DateTimeOffset Until, bool AtMinute, bool Anyway) : ICommand<TaskView>;

/// <summary>Moves many tasks: all to one day, or spread over the next working days by the capacity of those they belong to, earliest deadline first. At most 500.</summary>
/// <param name="DueOn">The day; or <paramref name="SpreadOver"/>, how many working days from today on (1-60).</param>
/// <param name="DryRun">Only says how the days would fill.</param>
[Needs(Permission.WorkOffers)]
public sealed record RescheduleTasks(IReadOnlyList<Guid> TaskIds, DateOnly? DueOn, int? SpreadOver, bool DryRun) : ICommand<Rescheduled>;

/// <param name="Moved">Where each goes; tasks that are closed, unknown or out of scope are counted in <paramref name="Skipped"/>.</param>
/// <param name="Days">How the days touched fill.</param>
public sealed record Rescheduled(IReadOnlyList<MovedTask> Moved, IReadOnlyList<DayLoad> Days, int Skipped, bool DryRun);

/// <param name="PastWindow">The new day lies behind the last day on which the task makes sense.</param>
public sealed record MovedTask(Guid TaskId, Guid ClientId, string ClientName, string Title, Guid? OfferId, DateOnly From, DateOnly To, DateOnly? WindowUntil, bool PastWindow);

/// <summary>One day of one person: clients to call before and after, and how many there is room for.</summary>
/// <param name="Away">On leave, or no working day.</param>
public sealed record DayLoad(Guid AdvisorId, string Advisor, DateOnly Day, int Before, int After, int Capacity, bool Away)
{
    /// <summary>How many clients too many.</summary>
    public int Over => Math.Max(0, After - Capacity);
}

/// <summary>Tasks of offers were moved to other days by a person or the planner; told in the same transaction.</summary>
public sealed record TasksMoved(IReadOnlyList<MovedOffer> Offers) : IEvent;

public sealed record MovedOffer(Guid OfferId, Guid ClientId, DateOnly DueOn, DateTimeOffset? DueAt);
