using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Messages;

/// <summary>Who to call, when, why, what to offer, what they hold and what was said last.</summary>
/// <param name="Queue">As in <see cref="GetWorklist"/>.</param>
[Needs(Permission.WorkOffers)]
public sealed record GetToday(string? Advisor, DateOnly? Until, string? After, int Limit, WorkQueue? Queue = null) : IQuery<TodayList>;

public sealed record TodayList(int Overdue, int DueToday, int NextDays, IReadOnlyList<TodayItem> Items, string? Next);

/// <param name="Holds">Products held here and elsewhere, <c>line/code</c>.</param>
/// <param name="LastSaid">The last contact with the client, whatever it was about.</param>
/// <param name="Purpose">Whether it is an approach about an open offer, and in which right: only while that is so does it show.</param>
public sealed record TodayItem(
    Guid TaskId,
    string Kind,
    string Title,
    DateOnly DueOn,
    DateTimeOffset? DueAt,
    Guid? ClientId,
    string ClientName,
    string? Phone,
    string? City,
    Guid? OfferId,
    string? Product,
    string? Variant,
    Reason? Why,
    DateOnly? ContactUntil,
    int Attempts,
    IReadOnlyList<string> Holds,
    ContactAttempt? LastSaid,
    string? LastSaidAbout,
    Guid? DocumentId,
    ContactPurpose? Purpose,
    TodayTask? Task = null,
    Guid? ProcessId = null);

/// <summary>Whose the task is and how it came to them.</summary>
/// <param name="InQueue">Nobody has taken it yet.</param>
/// <param name="About">The slipping task that this one tells of.</param>
public sealed record TodayTask(bool InQueue, string? DelegatedBy, string? DelegateNote, string? Cause, DateOnly? WindowUntil, Guid? About);

/// <summary>One task of Today, with the same facts.</summary>
[Needs(Permission.WorkOffers)]
public sealed record GetTodayItem(Guid TaskId) : IQuery<TodayItem>;
