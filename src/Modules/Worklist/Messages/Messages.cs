using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Worklist.Messages;

/// <summary>The kinds of work one person has to do by a time.</summary>
public enum TaskKind
{
    Call,
    Email,
    Meeting,
    Paperwork,
    Letter,
    Data,

    /// <summary>Tells a manager that another task slips.</summary>
    Escalation,
}

/// <summary>A task to be put into the worklist.</summary>
/// <param name="Title">What to do, in both languages.</param>
/// <param name="AssigneeId">The person; none when it stands in a role's queue.</param>
/// <param name="Role">The queue's role when nobody is assigned: <c>backoffice</c>, <c>manager</c>, <c>administrator</c>.</param>
/// <param name="DueAt">The minute, when it matters; otherwise only the day does.</param>
/// <param name="Priority">Among tasks of one day higher comes first.</param>
/// <param name="Purpose">For an approach to a client about an open offer: <c>service</c> or <c>marketing</c>. It shows only while the client may be approached so (<see cref="ApproachBlock"/>), and is done by the offer's outcome.</param>
/// <param name="WindowFrom">First and <paramref name="WindowUntil"/> last day on which it makes sense, when there is such a window; the planner keeps it inside.</param>
public sealed record NewTask(
    Guid Id,
    TaskKind Kind,
    string TitleHu,
    string TitleEn,
    Guid? ClientId,
    Guid? OfferId,
    Guid? ProcessId,
    Guid? DocumentId,
    Guid? AssigneeId,
    string? Role,
    DateOnly DueOn,
    DateTimeOffset? DueAt,
    int Priority,
    DateOnly? WindowFrom = null,
    DateOnly? WindowUntil = null,
    string? Purpose = null)
{
    /// <summary>What it is about where it is about no client: what people call the process.</summary>
    public string? About { get; init; }
}

/// <summary>A task that a process made was done by a person.</summary>
public sealed record ProcessTaskDone(Guid TaskId, Guid ProcessId, string? Note) : IEvent;

/// <summary>Puts tasks into the worklist inside the unit of work in progress; makes rows, reads nothing.</summary>
[Needs(Permission.WorkOffers)]
public sealed record OpenTasks(IReadOnlyList<NewTask> Tasks) : ICommand<Done>;

/// <summary>Closes the open tasks made for offers, because what they were for is done another way.</summary>
/// <param name="ApproachesOnly">Only the approaches; what else was to be done for an offer, such as correcting a telephone number, stays.</param>
[Needs(Permission.WorkOffers)]
public sealed record CloseTasksOfOffers(IReadOnlyList<Guid> OfferIds, bool ApproachesOnly, string How) : ICommand<Done>;

/// <summary>Closes the open tasks of one kind about these clients, because what they were for is done another way.</summary>
[Needs(Permission.WorkOffers)]
public sealed record CloseTasksOfClients(IReadOnlyList<Guid> ClientIds, TaskKind Kind, string How) : ICommand<Done>;

/// <summary>Closes the open tasks made by a process instance.</summary>
[Needs(Permission.WorkOffers)]
public sealed record CloseTasksOfProcess(Guid ProcessId, string How) : ICommand<Done>;

/// <summary>Moves the open approaches about offers to other days or minutes.</summary>
[Needs(Permission.WorkOffers)]
public sealed record MoveApproaches(IReadOnlyList<ApproachMoved> Moved) : ICommand<Done>;

public sealed record ApproachMoved(Guid OfferId, DateOnly DueOn, DateTimeOffset? DueAt);

/// <summary>Turns the open approach about an offer into its next one: another day, channel or owner.</summary>
[Needs(Permission.WorkOffers)]
public sealed record MoveContact(NextContact Contact) : ICommand<Done>;

/// <param name="AdvisorId">Whose it is when no role is named; a person it was handed to keeps it.</param>
/// <param name="Role">The queue it goes into; none for the advisor.</param>
public sealed record NextContact(Guid OfferId, TaskKind Kind, string TitleHu, string TitleEn, Guid AdvisorId, string? Role, DateOnly DueOn, DateTimeOffset? DueAt);

/// <summary>
/// Undoes what one outcome did to tasks, inside the unit of work in progress: those it made are cancelled, those it closed are open again.
/// Refused, naming the task, when one that it made is done, unless <paramref name="Late"/>.
/// </summary>
/// <param name="Made">Tasks that the outcome made.</param>
/// <param name="Withdrawn">Offers that are withdrawn by this: their contacts are cancelled.</param>
/// <param name="Reopened">Offers that are open again by this: their contacts are too.</param>
/// <param name="Processes">Processes that go back: tasks made since are cancelled, tasks closed since are open again.</param>
/// <param name="Since">The moment of the outcome.</param>
[Needs(Permission.WorkOffers)]
public sealed record TakeBackTasks(
    IReadOnlyList<Guid> Made, IReadOnlyList<Guid> Withdrawn, IReadOnlyList<Guid> Reopened, IReadOnlyList<Guid> Processes, DateTimeOffset Since, bool Late) : ICommand<Done>;

/// <summary>A task made by a person.</summary>
[Needs(Permission.WorkOffers)]
public sealed record AddTask(Guid ClientId, TaskKind Kind, string Title, DateOnly DueOn, DateTimeOffset? DueAt, string? Assignee) : ICommand<TaskView>, IAboutClient;

[Needs(Permission.WorkOffers)]
public sealed record CompleteTask(Guid TaskId, string? Note) : ICommand<TaskView>;

/// <summary>Whose work: one's own, or a queue from which somebody takes it.</summary>
public enum WorkQueue
{
    Mine,
    Team,
    Role,
}

/// <summary>The one worklist, in the order of Today: overdue first, then by day, minute and priority. Snoozed tasks are left out until their time.</summary>
/// <param name="Advisor">E-mail address; by default the actor.</param>
/// <param name="Until">Last day shown; by default today.</param>
/// <param name="Queue">One's own tasks, those nobody has taken from one's team's queue, or from one's role's; by default one's own and the role's.</param>
[Needs(Permission.WorkOffers)]
public sealed record GetWorklist(string? Advisor, DateOnly? Until, string? After, int Limit, WorkQueue? Queue = null) : IQuery<Page<TaskView>>;

/// <summary>One task, as far as its client is in the actor's scope.</summary>
[Needs(Permission.WorkOffers)]
public sealed record GetTask(Guid TaskId) : IQuery<TaskView>;

/// <param name="ClientId">None for a task of a process that is about no client.</param>
/// <param name="ClientName">The client's name, else what people call the process.</param>
/// <param name="Status"><c>open</c>, <c>done</c> or <c>cancelled</c>.</param>
/// <param name="TeamId">The team in whose queue it stands while nobody is assigned.</param>
/// <param name="SnoozedUntil">Hidden from the lists until then.</param>
/// <param name="WindowUntil">Last day on which it makes sense, such as the end of an offer's window.</param>
/// <param name="Cause">Why a manager is told of another task: <c>overdue</c> or <c>windowEnding</c>.</param>
public sealed record TaskView(
    Guid Id,
    TaskKind Kind,
    string Title,
    Guid? ClientId,
    string ClientName,
    string? ClientPhone,
    Guid? OfferId,
    Guid? ProcessId,
    Guid? DocumentId,
    Guid? AssigneeId,
    string? Role,
    DateOnly DueOn,
    DateTimeOffset? DueAt,
    int Priority,
    string Status,
    Guid? TeamId = null,
    DateTimeOffset? SnoozedUntil = null,
    DateOnly? WindowUntil = null,
    string? DelegatedBy = null,
    string? DelegateNote = null,
    Guid? AboutTaskId = null,
    string? Cause = null,
    string? Purpose = null);
