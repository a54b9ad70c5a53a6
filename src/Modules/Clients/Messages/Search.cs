using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Messages;

/// <summary>
/// What a text may mean, for somebody who is typing it: clients by name (any accent, any order, unfinished), telephone number, e-mail address,
/// external id or tax number, contracts by number or by an identifier among their fields, documents by number. Nothing found so, one slip a word is forgiven.
/// Only what the actor may see.
/// </summary>
/// <param name="Query">At most 100 characters are looked for; longer ones find nothing.</param>
/// <param name="Limit">At most so many.</param>
[Needs(Permission.SeeClients)]
public sealed record Search(string? Query, int Limit) : IQuery<SearchAnswer>;

/// <param name="Guessed">Nothing is written as it was typed: these are what may have been meant.</param>
/// <param name="More">There is more than was asked for.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchHit> Items, bool Guessed, bool More);

/// <param name="Group"><c>client</c>, <c>contract</c> or <c>document</c>.</param>
/// <param name="Advisor">The advisor's e-mail address.</param>
/// <param name="NameMarks">The parts of <paramref name="Name"/> that were typed.</param>
/// <param name="Matched">What else matched: the telephone number, the contract's number; none when it was the name.</param>
public sealed record SearchHit(
    string Group, Guid ClientId, string Name, IReadOnlyList<Mark> NameMarks, string Kind, string? City, DateOnly? BirthDate, string Advisor, string AdvisorName, bool DoNotContact,
    SearchMatch? Matched, Guid? ContractId, string? Product, Guid? DocumentId);

/// <param name="Field"><c>phone</c>, <c>email</c>, <c>externalId</c>, <c>taxNumber</c>, <c>number</c>, or the name of a contract's field.</param>
public sealed record SearchMatch(string Field, string Value, IReadOnlyList<Mark> Marks);

/// <summary>A part of a text: so many characters from that one on.</summary>
public sealed record Mark(int Start, int Length);
