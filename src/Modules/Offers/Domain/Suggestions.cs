using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>The products that could be offered to a client now, best first: what rules say, less what is held, asked already, out of season, not for this client, or refused lately.</summary>
internal static class Suggestions
{
    private static readonly Text Fenced = new("A termékvonal kódja le van választva.", "The product line's code is fenced off.");

    public static List<Suggestion> For(ClientLive client, CatalogSnapshot catalog, DateOnly today, Func<DateTimeOffset, DateOnly> dateOf, string? except = null) =>
        Ranked(client, catalog, today, product => product.Code != except && MayBeOffered(product, client, catalog, today, dateOf));

    /// <summary>What would be suggested, were it not in cooldown; the day it comes back with it.</summary>
    public static List<RestingSuggestion> Resting(ClientLive client, CatalogSnapshot catalog, DateOnly today, Func<DateTimeOffset, DateOnly> dateOf) =>
        [.. Ranked(client, catalog, today, product => Fits(product, client, catalog, today) && client.CooldownOf(product, dateOf, today) is not null)
            .Select(s => new RestingSuggestion(s, client.CooldownOf(catalog.Product(s.Product)!, dateOf, today)!.Value))];

    public static bool MayBeOffered(CatalogProduct product, ClientLive client, CatalogSnapshot catalog, DateOnly today, Func<DateTimeOffset, DateOnly> dateOf) =>
        Fits(product, client, catalog, today) && client.CooldownOf(product, dateOf, today) is null;

    private static bool Fits(CatalogProduct product, ClientLive client, CatalogSnapshot catalog, DateOnly today) =>
        !client.Holds(product.Code, catalog, today)
        && client.Open.All(o => o.Product != product.Code)
        && client.HeldOutOf(product.Code, today) is null
        && InSeason(product, today)
        && IsEligible(product, client.Client.BirthDate, client.Client.Kind, today)
        && WhyNotByCode(product, client, catalog, today) is null;

    /// <summary>Why the line's code would not have the product offered; a line that is fenced off offers nothing new.</summary>
    public static Text? WhyNotByCode(CatalogProduct product, ClientLive client, CatalogSnapshot catalog, DateOnly today) =>
        catalog.Code.FenceOf(product.Line) is not null ? Fenced
        : catalog.Code.Decides(product.Line) ? catalog.Code.WhyNot(product.Line, product.Definition.Code, LineFacts.Of(client, catalog, today))
        : null;

    private static List<Suggestion> Ranked(ClientLive client, CatalogSnapshot catalog, DateOnly today, Func<CatalogProduct, bool> may)
    {
        if (!client.Client.MayMarket)
        {
            return [];
        }

        var evaluator = new RuleEvaluator(catalog, today);
        return [.. catalog.Rules
            .Where(rule => catalog.Product(rule.Definition.Offer) is { } product && may(product))
            .Where(rule => evaluator.Holds(rule.Definition, client))
            .GroupBy(rule => rule.Definition.Offer)
            .Select(group => group.OrderByDescending(rule => rule.Definition.Priority).ThenBy(rule => rule.Code, StringComparer.Ordinal).First())
            .OrderByDescending(rule => rule.Definition.Priority).ThenBy(rule => rule.Definition.Offer, StringComparer.Ordinal)
            .Select(rule => Of(rule, client, catalog))];
    }

    public static bool InSeason(CatalogProduct product, DateOnly today) =>
        product.Definition.SeasonMonths.Count == 0 || product.Definition.SeasonMonths.Contains(today.Month);

    public static bool IsEligible(CatalogProduct product, DateOnly? birthDate, string kind, DateOnly today)
    {
        var eligible = product.Definition.Eligible;
        if (eligible is null)
        {
            return true;
        }

        var age = RuleEvaluator.AgeOf(birthDate, today);
        return (eligible.Kind is null || eligible.Kind == kind)
            && (age is null || (age >= (eligible.MinAge ?? 0) && age <= (eligible.MaxAge ?? int.MaxValue)));
    }

    /// <summary>The variant of the same name as what the rule speaks of: the filter for the same car. Otherwise the product's first.</summary>
    public static string? VariantFor(RuleDefinition rule, CatalogProduct offered, ClientLive client)
    {
        var spoken = RuleEvaluator.Products(rule.When).ToHashSet();
        return client.Contracts.Where(c => c.Variant is not null && spoken.Contains(c.Product) && offered.Definition.Variants.Any(v => v.Code == c.Variant))
            .MaxBy(c => c.Start)?.Variant ?? offered.Definition.Variants.FirstOrDefault()?.Code;
    }

    private static Suggestion Of(CatalogRule rule, ClientLive client, CatalogSnapshot catalog) => new(
        rule.Definition.Offer,
        VariantFor(rule.Definition, catalog.Product(rule.Definition.Offer)!, client),
        rule.Definition.Priority / 100.0,
        Reasons.ByRule(rule.Definition),
        $"{rule.Line}/{rule.Code}");
}
