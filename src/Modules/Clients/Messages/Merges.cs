using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Messages;

/// <summary>What would come of making two clients one; changes nothing.</summary>
/// <param name="ClientId">The client that stays.</param>
/// <param name="OtherId">The client that is merged into it.</param>
[Needs(Permission.MergeClients)]
public sealed record GetMergePreview(Guid ClientId, Guid OtherId) : IQuery<MergePreview>, IAboutClient;

/// <param name="Fields">In the order of a form; those in which neither has anything are left out.</param>
/// <param name="Consents">The consents that stand afterwards, as <c>channel:purpose</c>: where one allowed and the other refused, the refusal.</param>
/// <param name="Withdrawn">Consents that one of the two granted and that do not stand afterwards.</param>
/// <param name="DoNotContact">One of the two wants no approach.</param>
/// <param name="Moves">How many rows move, by table (<c>portfolio.contract</c>, <c>offers.offer</c>, …).</param>
public sealed record MergePreview(
    ClientView Client, ClientView Other, IReadOnlyList<MergeField> Fields, IReadOnlyList<string> Consents, IReadOnlyList<string> Withdrawn, bool DoNotContact, IReadOnlyDictionary<string, int> Moves);

/// <param name="Field">Of <c>externalId</c>, <c>name</c>, <c>birthDate</c>, <c>taxNumber</c>, <c>email</c>, <c>phone</c>, <c>address</c>, <c>language</c>, <c>advisor</c>.</param>
/// <param name="Kept">What the client that stays has.</param>
/// <param name="Take">Proposed: to take the other's, because the one that stays has nothing there.</param>
public sealed record MergeField(string Field, string? Kept, string? Other, bool Take);

/// <summary>
/// Makes two clients one: contracts, offers and their contacts, tasks, processes, documents and consents of the other move to the client that stays, tags and attributes are put together,
/// and of consents the stricter word stands. Of a product that both have an offer open for, the other's offer is withdrawn. The other's id leads to the one that stays from then on.
/// It can be taken back for 30 days (<see cref="UndoMerge"/>).
/// </summary>
/// <param name="Take">The fields (<see cref="MergeField.Field"/>) to take from the other; when null, those in which the client that stays has nothing.</param>
/// <param name="IfVersion">Refused as stale when the client that stays has another version.</param>
[Needs(Permission.MergeClients)]
public sealed record MergeClients(Guid ClientId, Guid OtherId, IReadOnlyList<string>? Take, int? IfVersion = null) : ICommand<MergeView>, IAboutClient;

/// <summary>
/// Takes a merge back: the other client is there again, with the rows that moved and with what it was. What was changed on the client that stays since the merge stays changed;
/// what was added since stays with it; an offer that was withdrawn stays withdrawn.
/// </summary>
[Needs(Permission.MergeClients)]
public sealed record UndoMerge(Guid MergeId) : ICommand<MergeView>;

/// <summary>Merges of clients in the actor's scope, newest first.</summary>
/// <param name="ClientId">Only those into this client.</param>
[Needs(Permission.MergeClients)]
public sealed record ListMerges(Guid? ClientId, Guid? After, int Limit) : IQuery<Page<MergeView>>;

/// <param name="ClientId">The client that stays.</param>
/// <param name="UndoUntil">Until when it can be taken back; none when it was.</param>
/// <param name="Moved">How many rows moved, by table.</param>
public sealed record MergeView(
    Guid Id, Guid ClientId, string Client, Guid OtherId, string Other, DateTimeOffset At, string By, DateTimeOffset? UndoUntil, DateTimeOffset? UndoneAt, IReadOnlyDictionary<string, int> Moved);

/// <summary>The client that the one with this id was merged into, when it is in the actor's scope; else nothing.</summary>
[Needs(Permission.SeeClients)]
public sealed record FindSurvivor(Guid MergedId) : IQuery<Guid?>;

/// <summary>Two clients are about to become one, in the transaction in which they do; told before anything moves.</summary>
public sealed record ClientsMerging(Guid ClientId, Guid OtherId) : IEvent;

/// <summary>Rows went from one client to another, in the transaction in which they did.</summary>
public sealed record ClientRowsMoved(IReadOnlyList<Guid> ClientIds) : IEvent;
