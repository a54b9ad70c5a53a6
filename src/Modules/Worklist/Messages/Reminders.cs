using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Worklist.Messages;

/// <summary>What the bell says: answered by a link, overdue, due within the hour, newly delegated, escalated or brought up again. Costs the same whatever the book's size.</summary>
[Needs(Permission.WorkOffers)]
public sealed record GetReminders : IQuery<Reminders>;

/// <param name="Unread">How many came up since the person last looked; at most 99.</param>
/// <param name="Items">At most 30, what is most urgent first.</param>
public sealed record Reminders(int Unread, int Overdue, IReadOnlyList<ReminderItem> Items);

/// <param name="TaskId">None for an answer.</param>
/// <param name="Kind"><c>answered</c>, <c>soon</c>, <c>overdue</c>, <c>escalated</c>, <c>delegated</c>, <c>reminded</c>.</param>
/// <param name="ClientId">None for a task of a process that is about no client.</param>
/// <param name="ClientName">The client's name, else what people call the process.</param>
/// <param name="DueOn">Of an answer, the day it came; so with <paramref name="DueAt"/>.</param>
/// <param name="By">Who delegated it, or answered.</param>
public sealed record ReminderItem(
    Guid? TaskId, string Kind, string Title, Guid? ClientId, Guid? ProcessId, string ClientName, DateOnly DueOn, DateTimeOffset? DueAt, string? By, string? Note, bool Unread)
{
    /// <summary>The mail that was answered.</summary>
    public Guid? MailId { get; init; }
}

/// <summary>Says that the person has looked at the reminders.</summary>
[Needs(Permission.WorkOffers)]
public sealed record SeeReminders : ICommand<Done>;

/// <summary>Tells managers of slipping tasks, once for each task and cause however often it runs, and takes back what no longer slips; answers how many were told.</summary>
/// <param name="Slipping">All that slip now.</param>
[Needs(Permission.Operate)]
public sealed record EscalateTasks(IReadOnlyList<SlippingTask> Slipping) : ICommand<int>;

/// <param name="Cause"><c>overdue</c> or <c>windowEnding</c>.</param>
public sealed record SlippingTask(Guid TaskId, string Cause);

/// <summary>Brings tasks up again on the day of a reminder: visible, and due that day unless the client asked for a minute. Answers how many were brought up.</summary>
[Needs(Permission.Operate)]
public sealed record BringUpTasks(IReadOnlyList<TaskToBringUp> Tasks) : ICommand<int>;

/// <param name="RemindOn">The reminder's day; a task is brought up once for each.</param>
public sealed record TaskToBringUp(Guid TaskId, DateOnly RemindOn);

/// <summary>The actor's open tasks as an iCalendar file: what has a minute as an event of 15 minutes, what has a day as an all-day entry, windows as deadlines.</summary>
/// <param name="Address">The portal's address, for links.</param>
[Needs(Permission.WorkOffers)]
public sealed record GetCalendar(string Address) : IQuery<string>;
