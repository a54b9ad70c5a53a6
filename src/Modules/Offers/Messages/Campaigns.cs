using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Offers.Messages;

/// <summary>Which of these clients may be offered a product today to sell it, by the same rules as scans and cards; those outside the actor's scope are left out.</summary>
/// <param name="Product"><c>line/code</c>; one that is not offered is refused.</param>
[Needs(Permission.WorkOffers)]
public sealed record WhoMayBeOffered(string Product, IReadOnlyList<Guid> Clients) : IQuery<IReadOnlyList<OfferableClient>>;

/// <param name="Why">Why not: a reason of <see cref="RuleRehearsal.NotAllowed"/>; none when they may.</param>
/// <param name="Approached">The days of the last week on which somebody tried to reach the client, whatever it was about.</param>
/// <param name="Planned">The days on which the client is going to be approached.</param>
public sealed record OfferableClient(Guid ClientId, Guid AdvisorId, string Name, string? Why, IReadOnlyList<DateOnly> Approached, IReadOnlyList<DateOnly> Planned);

/// <summary>Opens offers on days that somebody planned, inside the unit of work in progress: decided client by client on what is so now. Whoever may not be offered it any more is left out.</summary>
/// <param name="Cause">What opens them, such as <c>campaign:ID</c>; it stands in the audit.</param>
[Needs(Permission.WorkOffers)]
public sealed record OpenPlannedOffers(string Product, string? Variant, Reason Reason, string Cause, IReadOnlyList<PlannedOffer> Offers) : ICommand<PlannedOffersOpened>;

/// <param name="On">The day of the first contact.</param>
/// <param name="Until">Last day of the window to make contact.</param>
public sealed record PlannedOffer(Guid ClientId, DateOnly On, DateOnly Until);

/// <param name="Opened">Offers by client.</param>
/// <param name="NotAllowed">Why not, by client.</param>
public sealed record PlannedOffersOpened(IReadOnlyDictionary<Guid, Guid> Opened, IReadOnlyDictionary<Guid, string> NotAllowed);

/// <summary>
/// Leaves clients alone about a product until a day, so that somebody can see what happens without: no rule, scan, follow-up, campaign or person opens an offer for it,
/// except for a contract held here that expires.
/// </summary>
/// <param name="Cause">What for; <see cref="ReleaseHeldOut"/> ends it.</param>
[Needs(Permission.WorkOffers)]
public sealed record HoldOut(Guid Cause, string Product, IReadOnlyList<Guid> Clients, DateOnly Until) : ICommand<Done>;

/// <summary>Ends a <see cref="HoldOut"/>; ending it twice is ending it once.</summary>
[Needs(Permission.WorkOffers)]
public sealed record ReleaseHeldOut(Guid Cause) : ICommand<Done>;
