using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Insights.Messages;

/// <summary>
/// Asks for the mails that people get by the clock: the digest of each working day, the escalations of the half day, the week. Each once for its day however often this runs, and only to who wants it.
/// Answers how many were asked for.
/// </summary>
[Needs(Permission.Operate)]
public sealed record AskForReports : ICommand<int>;

/// <summary>How a week went, for each advisor in the actor's scope.</summary>
/// <param name="Of">A day of the week; the last whole week when not given.</param>
[Needs(Permission.PlanTeam)]
public sealed record GetWeek(DateOnly? Of) : IQuery<WeekReport>;

/// <param name="From">Its Monday; <paramref name="Until"/> is its Sunday.</param>
public sealed record WeekReport(DateOnly From, DateOnly Until, IReadOnlyList<WeekOfPerson> People);

/// <param name="Contacts">Contacts recorded, with all outcomes.</param>
/// <param name="Lapsed">Offers that closed without an answer.</param>
/// <param name="Done">Tasks that were done.</param>
/// <param name="Overdue">Open tasks whose day is over, as of now.</param>
/// <param name="Undelivered">Mails to clients that failed or came back in the week.</param>
public sealed record WeekOfPerson(Guid Id, string Name, int Contacts, int Accepted, int Rejected, int NoAnswer, int Lapsed, int Done, int Overdue, int Undelivered);
