using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Api;

/// <summary>The live card of a client.</summary>
/// <param name="NextContact">The day of the next planned contact.</param>
/// <param name="Resting">What would be suggested, were it not in cooldown.</param>
/// <param name="ByRulesAlone">Lines of which too little is held to learn from: their rules alone suggest.</param>
/// <param name="OnTheLine">Who has the client open on a call now; null when nobody has.</param>
/// <param name="Contact">Whether and how the client may be approached now, and why not.</param>
internal sealed record CardAnswer(
    CardClient Client,
    IReadOnlyList<CardContractAnswer> Contracts,
    IReadOnlyList<OfferAnswer> OpenOffers,
    IReadOnlyList<SuggestionAnswer> Suggestions,
    IReadOnlyList<RestingAnswer> Resting,
    IReadOnlyList<Cooldown> Cooldowns,
    DateOnly? NextContact,
    IReadOnlyList<OnTheLine>? OnTheLine,
    ContactStanding Contact,
    IReadOnlyList<string> ByRulesAlone)
{
    public static CardAnswer Of(ClientCard card, string language) => new(
        card.Client,
        [.. card.Contracts.Select(CardContractAnswer.Of)],
        [.. card.OpenOffers.Select(o => OfferAnswer.Of(o, language))],
        [.. card.Suggestions.Select(s => new SuggestionAnswer(s.Product, s.Variant, s.Score, s.Reason.In(language), s.Rule, s.Evidence))],
        [.. card.Resting.Select(r => new RestingAnswer(r.Suggestion.Product, r.Suggestion.Variant, r.Suggestion.Reason.In(language), r.Suggestion.Rule, r.Until))],
        card.Cooldowns,
        card.NextContact,
        card.OnTheLine.Count == 0 ? null : card.OnTheLine,
        card.Contact,
        card.ByRulesAlone);
}

/// <summary>A product that could be offered now, best first.</summary>
/// <param name="Rule">The rule that says so, <c>line/code</c>; <c>model:line@version</c> where what was learned says it alone.</param>
/// <param name="Evidence">What stands behind the reason.</param>
internal sealed record SuggestionAnswer(string Product, string? Variant, double Score, string Reason, string Rule, SuggestionEvidence? Evidence);

/// <param name="Until">The day it may be offered again.</param>
internal sealed record RestingAnswer(string Product, string? Variant, string Reason, string Rule, DateOnly Until);

/// <param name="CooldownUntil">The client refused the product: it is not offered again before this day.</param>
/// <param name="CycleExpiry">When the present term ends: a contract that renews by itself counts on.</param>
/// <param name="NoticeBy">Last day to give notice.</param>
/// <param name="OfferId">The open offer about it, when there is one.</param>
internal sealed record CardContractAnswer(
    Guid Id,
    string? ExternalId,
    string Product,
    string? Variant,
    string HeldAt,
    string? Provider,
    string? Number,
    DateOnly Start,
    DateOnly? Expiry,
    PriceData? Price,
    string Status,
    DateOnly? CycleExpiry,
    DateOnly? NoticeBy,
    Guid? OfferId,
    DateOnly? CooldownUntil)
{
    public static CardContractAnswer Of(CardContract held)
    {
        var c = held.Contract;
        return new(c.Id, c.ExternalId, c.Product, c.Variant, c.HeldAt, c.Provider, c.Number, c.Start, c.Expiry, c.Price, c.Status, held.Expiry, held.NoticeBy, held.OfferId, held.CooldownUntil);
    }
}
