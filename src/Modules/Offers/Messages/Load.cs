using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Offers.Messages;

/// <summary>
/// Takes over approaches that are over, such as those of a made-up book: they count in figures, cooldowns and in what is learned, and nothing follows from them.
/// A few thousand at a time, with one audit entry for all.
/// </summary>
[Needs(Permission.Operate)]
public sealed record LoadOffers(IReadOnlyList<LoadedOffer> Offers) : ICommand<Done>;

/// <param name="Rule">The rule that made it, <c>line/code</c>, when one did; its present version is kept.</param>
/// <param name="Attempts">By time, at least one: the last one closed the offer.</param>
public sealed record LoadedOffer(
    Guid ClientId, string Product, string? Variant, Reason Reason, string? Rule, ContactPurpose Purpose, DateTimeOffset OpenedAt, IReadOnlyList<LoadedAttempt> Attempts);

/// <param name="By">Name of who tried.</param>
public sealed record LoadedAttempt(DateTimeOffset At, Guid? ById, string By, Outcome Outcome, string? Reason);
