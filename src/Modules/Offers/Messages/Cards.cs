using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Offers.Messages;

/// <summary>The client's live card, from the client's grain.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetCard(Guid ClientId) : IQuery<ClientCard>, IAboutClient;

/// <param name="OnTheLine">Who else has the client open on a call now.</param>
/// <param name="NextContact">The day of the next planned contact.</param>
/// <param name="Timeline">What happened, newest first.</param>
/// <param name="Contact">Whether and how the client may be approached now.</param>
[GenerateSerializer, Immutable]
public sealed record ClientCard(
    [property: Id(0)] CardClient Client,
    [property: Id(1)] List<CardContract> Contracts,
    [property: Id(2)] List<OfferView> OpenOffers,
    [property: Id(3)] List<Suggestion> Suggestions,
    [property: Id(4)] List<Cooldown> Cooldowns,
    [property: Id(5)] List<OfferView> PastOffers,
    [property: Id(6)] List<TimelineItem> Timeline,
    [property: Id(7)] DateOnly? NextContact,
    [property: Id(8)] List<OnTheLine> OnTheLine,
    [property: Id(9)] ContactStanding Contact)
{
    /// <summary>What would be suggested, were it not refused lately: shown where it would have been, with the day it comes back.</summary>
    [Id(10)]
    public List<RestingSuggestion> Resting { get; init; } = [];

    /// <summary>Lines of which too little is held to learn from: their rules alone suggest.</summary>
    [Id(11)]
    public List<string> ByRulesAlone { get; init; } = [];

    /// <summary>The client is one of those who get rules alone, to compare with.</summary>
    [Id(12)]
    public bool IsControl { get; init; }
}

[GenerateSerializer, Immutable]
public sealed record CardClient(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string? ExternalId,
    [property: Id(2)] string Name,
    [property: Id(3)] string Kind,
    [property: Id(4)] DateOnly? BirthDate,
    [property: Id(5)] string? Phone,
    [property: Id(6)] string? Email,
    [property: Id(7)] string? City,
    [property: Id(8)] string Language,
    [property: Id(9)] Guid AdvisorId,
    [property: Id(10)] string[] Tags,
    [property: Id(11)] bool DoNotContact,
    [property: Id(12)] bool MayService,
    [property: Id(13)] bool MayMarket,
    [property: Id(14)] string[] Granted)
{
    /// <summary>Further facts that rules, segments and suggestions use: value by name.</summary>
    [Id(15)]
    public Dictionary<string, string> Attributes { get; init; } = [];
}

/// <param name="Expiry">The expiry of the present cycle: a contract that renews by itself counts on.</param>
/// <param name="NoticeBy">Last day to give notice.</param>
[GenerateSerializer, Immutable]
public sealed record CardContract([property: Id(0)] ContractView Contract, [property: Id(1)] DateOnly? Expiry, [property: Id(2)] DateOnly? NoticeBy, [property: Id(3)] Guid? OfferId)
{
    /// <summary>The client refused the product lately: it is not offered again before this day, the contract's own dates notwithstanding.</summary>
    [Id(4)]
    public DateOnly? CooldownUntil { get; init; }
}

/// <summary>A ranked product that could be offered now, with the reason said aloud.</summary>
/// <param name="Score">What it is ranked by: the chance times the value, 0 to 1 where values are not said; of rules alone, their priority over 100.</param>
/// <param name="Rule">The rule that says so, <c>line/code</c>; <c>model:line@version</c> where what was learned says it alone.</param>
[GenerateSerializer, Immutable]
public sealed record Suggestion(
    [property: Id(0)] string Product,
    [property: Id(1)] string? Variant,
    [property: Id(2)] double Score,
    [property: Id(3)] Reason Reason,
    [property: Id(4)] string Rule)
{
    /// <summary>What stands behind the reason.</summary>
    [Id(5)]
    public SuggestionEvidence? Evidence { get; init; }
}

/// <summary>A suggestion in cooldown: offered again from <paramref name="Until"/> on.</summary>
[GenerateSerializer, Immutable]
public sealed record RestingSuggestion([property: Id(0)] Suggestion Suggestion, [property: Id(1)] DateOnly Until);

/// <summary>A product the client refused: not offered again before <paramref name="Until"/>.</summary>
[GenerateSerializer, Immutable]
public sealed record Cooldown([property: Id(0)] string Product, [property: Id(1)] DateOnly Until);

/// <param name="Kind"><c>offer</c>, <c>outcome</c>, <c>contract</c>, <c>document</c>, <c>client</c>, <c>process</c>, <c>task</c>: which module's action it was.</param>
/// <param name="Action">The audit action; the portal says it in words.</param>
/// <param name="Details">What it set as JSON; what there was, when it only removed.</param>
[GenerateSerializer, Immutable]
public sealed record TimelineItem(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string By,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Action,
    [property: Id(4)] Guid SubjectId,
    [property: Id(5)] string? Details);

[GenerateSerializer, Immutable]
public sealed record OnTheLine([property: Id(0)] Guid UserId, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset Since);

/// <summary>Says that the actor has the client open on a call (renewed every 15 s, forgotten after 45), or has closed it.</summary>
[Needs(Permission.WorkOffers)]
public sealed record HoldLine(Guid ClientId, bool Open) : IQuery<IReadOnlyList<OnTheLine>>, IAboutClient;
