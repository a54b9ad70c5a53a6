using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Offers.Messages;

/// <summary>For a few clients, of each of these products what speaks for offering it today, or what stands against it, by the same rules as cards; clients outside the actor's scope are left out.</summary>
/// <param name="Products"><c>line/code</c>; one that is not offered is refused.</param>
[Needs(Permission.SeeClients)]
public sealed record ExplainProducts(IReadOnlyList<string> Products, IReadOnlyList<Guid> Clients) : IQuery<IReadOnlyList<ExplainedClient>>;

/// <param name="Products">In the order asked for.</param>
public sealed record ExplainedClient(Guid ClientId, IReadOnlyList<ExplainedProduct> Products);

/// <param name="Why">Why not: a reason of <see cref="RuleRehearsal.NotAllowed"/>; none when it may be offered.</param>
/// <param name="Because">What a rule says for it, or else what was learned from clients alike; none where nothing does.</param>
public sealed record ExplainedProduct(string? Why, Reason? Because);
