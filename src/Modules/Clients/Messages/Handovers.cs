using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Messages;

/// <summary>How a book is divided among several colleagues.</summary>
public enum HandoverRule
{
    /// <summary>As many clients each.</summary>
    Number,

    /// <summary>Clients of one town stay together, unless they are more than a receiver's share by their room.</summary>
    Town,

    /// <summary>Clients who hold most of one product line stay together, unless they are more than a receiver's share by their room.</summary>
    Line,

    /// <summary>By what is open with the clients and who has room for it.</summary>
    Load,
}

/// <summary>How a handover stands.</summary>
public enum HandoverStatus
{
    Planned,
    Done,

    /// <summary>Back again by itself, on the day that was set from the start.</summary>
    Returned,
    Undone,

    /// <summary>Called off before its day.</summary>
    Cancelled,
}

/// <summary>
/// Hands clients over to colleagues with everything open: offers, tasks, processes, calendar. Planned calls are spread over the capacity of those who get them.
/// It can be taken back for 30 days (<see cref="UndoHandover"/>).
/// </summary>
/// <param name="From">E-mail address of whose clients move; in the actor's scope.</param>
/// <param name="To">E-mail addresses of one or several active advisors or managers.</param>
/// <param name="Rule">How they are divided when there are several; by number when not given.</param>
/// <param name="Clients">Only these; everything of the person's when not given.</param>
/// <param name="On">The day it takes effect; at once when not given or today.</param>
/// <param name="Until">The last day away: everything goes back by itself on the next.</param>
/// <param name="ReadOnlyUntil">Until when the old advisor may still read the clients.</param>
/// <param name="DryRun">Only counts what would move, and to whom.</param>
/// <param name="Introduce">Clients who may be written to by e-mail get a mail from their new advisor when it takes effect.</param>
[Needs(Permission.HandOver)]
public sealed record HandOver(
    string From, IReadOnlyList<string> To, HandoverRule? Rule = null, IReadOnlyList<Guid>? Clients = null, DateOnly? On = null, DateOnly? Until = null, DateOnly? ReadOnlyUntil = null,
    string? Note = null, bool DryRun = false, bool Introduce = false) : ICommand<HandoverView>;

/// <param name="Counts">What moves or moved, by kind: <c>clients</c>, <c>offers</c>, <c>approaches</c> (calls and letters about offers), <c>tasks</c> (everything else to do), <c>appointments</c> (of both, those with a minute), <c>processes</c>, and <c>introductions</c> (mails to clients) where they are wanted.</param>
/// <param name="Shares">The same by receiver.</param>
/// <param name="Short">Planned calls that do not fit into their windows with those who got them; known once it is done.</param>
/// <param name="Kept">Clients that did not go back, because they were given to others since.</param>
/// <param name="UndoUntil">Until when it can be taken back; none when it can't be.</param>
public sealed record HandoverView(
    Guid Id,
    HandoverPerson From,
    HandoverRule Rule,
    HandoverStatus Status,
    DateOnly On,
    DateOnly? Until,
    DateOnly? ReadOnlyUntil,
    string? Note,
    IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<HandoverShare> Shares,
    int Short,
    int Kept,
    string By,
    DateTimeOffset CreatedAt,
    DateTimeOffset? AppliedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? UndoUntil,
    bool DryRun,
    bool Introduce = false)
{
    /// <summary>Receivers to whom no client goes while others get some.</summary>
    public IReadOnlyList<HandoverPerson> GetNobody => Shares.Any(HasClients) ? [.. Shares.Where(s => !HasClients(s)).Select(s => s.To)] : [];

    private static bool HasClients(HandoverShare share) => share.Counts.GetValueOrDefault("clients") > 0;
}

public sealed record HandoverPerson(Guid Id, string Email, string Name);

/// <param name="Room">How many clients the person has room to call in four weeks, as of a dry run.</param>
public sealed record HandoverShare(HandoverPerson To, IReadOnlyDictionary<string, int> Counts, int? Room);

/// <summary>Takes a handover back within 30 days, or calls a planned one off. What somebody changed since stays. Done again, it changes nothing.</summary>
[Needs(Permission.HandOver)]
public sealed record UndoHandover(Guid HandoverId) : ICommand<HandoverView>
{
    /// <summary>For how many days a handover can be taken back.</summary>
    public const int Days = 30;
}

[Needs(Permission.HandOver)]
public sealed record GetHandover(Guid HandoverId) : IQuery<HandoverView>;

/// <summary>Handovers of people in the actor's scope, newest first.</summary>
[Needs(Permission.HandOver)]
public sealed record ListHandovers(string? After, int Limit) : IQuery<Page<HandoverView>>;

/// <summary>The clients of a handover that was done, by name, and who got each.</summary>
[Needs(Permission.HandOver)]
public sealed record ListHandedClients(Guid HandoverId, string? After, int Limit) : IQuery<Page<HandedClient>>;

/// <param name="Now">Who has the client now.</param>
public sealed record HandedClient(Guid ClientId, string Name, string? Town, string To, string Now);

/// <summary>Handovers whose day has come, to take effect or to go back; for the job that does them.</summary>
[Needs(Permission.Operate)]
public sealed record DueHandovers : IQuery<IReadOnlyList<Guid>>;

/// <summary>Does what is due of a handover: lets it take effect, or takes it back. Done again, it changes nothing.</summary>
[Needs(Permission.Operate)]
public sealed record KeepHandover(Guid HandoverId) : ICommand<HandoverView>;
