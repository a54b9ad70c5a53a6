using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Worklist.Messages;

/// <summary>
/// What somebody wrote down about a client. A line with <c>@when [minute] [kind] [what]</c> makes the task too: <c>@tomorrow 10:00 call about the roof</c>.
/// <c>when</c> is today, tomorrow, a weekday or next weekday, a day (<c>2026-12-03</c>, <c>12.03.</c>, <c>3 December</c>) or <c>+N</c> days, <c>+Nw</c> weeks, in English or Hungarian words;
/// the minute is said as 10:00, 10.00, 10am or 10 óra; the task is the writer's. A word after an <c>@</c> that is no such day is text like any other.
/// </summary>
/// <param name="Text">1 to 4,000 characters.</param>
/// <param name="Pinned">Stands above the others, and in the brief before a call.</param>
/// <param name="Complaint">The client complained: segments ask for it, and the figures of why clients don't come back count it.</param>
[Needs(Permission.WorkOffers)]
public sealed record WriteNote(Guid ClientId, string Text, bool Pinned, bool Complaint = false) : ICommand<NoteWritten>, IAboutClient;

public sealed record NoteWritten(NoteView Note, TaskView? Task);

/// <summary>The task a note's text would make; changes nothing.</summary>
[Needs(Permission.WorkOffers)]
public sealed record ReadNoteTask(Guid ClientId, string Text) : IQuery<NoteRead>, IAboutClient;

/// <param name="Task">None when the text says no day.</param>
/// <param name="Unread">What follows an <c>@</c> like a day or a minute and can't be read as one; none where there is a task.</param>
/// <param name="Past">The task's day or minute is over: such a note is refused.</param>
public sealed record NoteRead(NoteTask? Task, string? Unread, bool Past);

/// <param name="At">The minute in the business time zone, when the note says one.</param>
public sealed record NoteTask(TaskKind Kind, DateOnly DueOn, TimeOnly? At, string Title);

/// <summary>Changes a note's text or pin; what is not given stays. The text is its writer's and the managers' to change, the pin everybody's who sees the client. No task is made.</summary>
[Needs(Permission.WorkOffers)]
public sealed record ChangeNote(Guid NoteId, string? Text, bool? Pinned) : ICommand<NoteView>;

/// <summary>Takes a note away; its writer and managers may. The audit keeps what it said.</summary>
[Needs(Permission.WorkOffers)]
public sealed record RemoveNote(Guid NoteId) : ICommand<Done>;

/// <summary>A client's notes: the pinned first, then the newest.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListNotes(Guid ClientId, bool PinnedOnly, string? After, int Limit) : IQuery<Page<NoteView>>, IAboutClient;

/// <param name="Mine">The asking person may change the text.</param>
/// <param name="TaskId">The task it made, when it made one.</param>
public sealed record NoteView(Guid Id, Guid ClientId, string Text, bool Pinned, string By, DateTimeOffset At, DateTimeOffset? ChangedAt, Guid? TaskId, bool Mine, bool Complaint = false);

/// <summary>What is to be done for a client besides the approaches: open tasks by day, those asleep too.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListClientTasks(Guid ClientId) : IQuery<IReadOnlyList<TaskView>>, IAboutClient;
