using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;

namespace CrossSell.Segments.Messages;

/// <summary>How the clients of a segment stand with every product: what is held, and the white space beside it.</summary>
/// <param name="Segment">Id or name of a segment the actor sees; or else a <paramref name="Filter"/>; everybody in scope when neither is given.</param>
/// <param name="Line">Only the products of a line.</param>
[Needs(Permission.SeeClients)]
public sealed record GetWhitespace(string? Segment, string? Filter, string? Line) : IQuery<Whitespace>;

/// <param name="Clients">How many clients were looked at.</param>
/// <param name="Filter">What was asked for, in the language; none for everybody.</param>
/// <param name="Sentence">The same in the actor's language.</param>
public sealed record Whitespace(int Clients, string? Filter, string? Sentence, IReadOnlyList<WhitespaceProduct> Products);

/// <summary>One product: each client is in exactly one of <paramref name="Held"/>, <paramref name="Open"/>, <paramref name="NotAllowed"/>, <paramref name="Cooldown"/>, <paramref name="Offerable"/>.</summary>
/// <param name="Held">Hold it, here or elsewhere.</param>
/// <param name="HeldHere">Of them, here.</param>
/// <param name="Open">An offer is open.</param>
/// <param name="NotAllowed">No consent to marketing, not by age or kind, out of season, contact data being corrected, or in a control group.</param>
/// <param name="Cooldown">Refused it lately.</param>
/// <param name="Offerable">Could be offered it today.</param>
/// <param name="Yearly">What the contracts held here bring in a year, in <paramref name="Currency"/>.</param>
/// <param name="AverageYearly">What one of them brings.</param>
/// <param name="Currency">That of most of its contracts; those in others are not added.</param>
/// <param name="Potential">What the clients who could be offered it would bring in a year at that average, were every one of them to buy.</param>
public sealed record WhitespaceProduct(
    string Product, string Line, int Held, int HeldHere, int Open, int NotAllowed, int Cooldown, int Offerable, decimal Yearly, decimal AverageYearly, string? Currency, decimal Potential);

/// <summary>The matrix client by client: how each stands with each product of a line, by name.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListWhitespaceClients(string? Segment, string? Filter, string Line, string? After, int Limit) : IQuery<WhitespaceClients>;

/// <param name="Products">The columns, <c>line/code</c>.</param>
public sealed record WhitespaceClients(IReadOnlyList<string> Products, IReadOnlyList<WhitespaceClient> Items, string? Next);

/// <param name="Standings">In the order of the columns: <c>held</c>, <c>open</c>, <c>notAllowed</c>, <c>cooldown</c>, <c>offerable</c>.</param>
/// <param name="Reasons">In the same order: why a product may not be offered, or what speaks for one that may.</param>
public sealed record WhitespaceClient(Guid ClientId, string Name, IReadOnlyList<string> Standings, IReadOnlyList<ExplainedProduct> Reasons);
