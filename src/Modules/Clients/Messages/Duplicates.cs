using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Messages;

/// <summary>Which clients look like this one, the likeliest four, before it is added or while it is changed. What is not filled in or not yet valid is not compared.</summary>
/// <param name="Except">The client that is being changed.</param>
[Needs(Permission.EditClients)]
public sealed record FindAlike(ClientData Data, Guid? Except) : IQuery<AlikeAnswer>;

/// <param name="Items">In the actor's scope, likeliest first, at most four.</param>
/// <param name="Elsewhere">A colleague has a client with the same telephone number, e-mail address, tax number, or name and birth date. Who and which is not said.</param>
public sealed record AlikeAnswer(IReadOnlyList<Alike> Items, bool Elsewhere);

/// <param name="Score">0-100: how likely it is the same.</param>
/// <param name="Reasons">Of <c>taxNumber</c>, <c>nameAndBirthDate</c>, <c>email</c>, <c>phone</c>, <c>companyName</c>, <c>similarNameAndBirthDate</c>, <c>name</c>; the strongest first.</param>
public sealed record Alike(ClientItem Client, DateOnly? BirthDate, int Score, IReadOnlyList<string> Reasons);

/// <summary>Pairs of clients in the actor's scope that share what two seldom share, by kind of what they share.</summary>
/// <param name="After">The cursor of the page before.</param>
[Needs(Permission.EditClients)]
public sealed record ListDuplicates(string? After, int Limit) : IQuery<Page<DuplicatePair>>;

/// <param name="Reason">As in <see cref="Alike"/>.</param>
/// <param name="Shared">What they share, as search knows it: plain letters, digits only.</param>
public sealed record DuplicatePair(string Reason, string Shared, ClientItem First, ClientItem Second, DateOnly? FirstBorn, DateOnly? SecondBorn);
