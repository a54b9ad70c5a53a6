using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>The products that could be offered to a client now, best first: what rules say, less what is held, asked already, out of season, not for this client, or refused lately.</summary>
internal static class Suggestions
{
    public static List<Suggestion> For(ClientLive client, CatalogSnapshot catalog, DateOnly today, Func<DateTimeOffset, DateOnly> dateOf, string? except = null)
    {
        if (!client.Client.MayMarket)
        {
            return [];
        }

        var evaluator = new RuleEvaluator(catalog, today);
        return [.. catalog.Rules
            .Where(rule => rule.Definition.Offer != except)
            .Where(rule => catalog.Product(rule.Definition.Offer) is { } product && MayBeOffered(product, client, catalog, today, dateOf))
            .Where(rule => evaluator.Holds(rule.Definition, client))
            .GroupBy(rule => rule.Definition.Offer)
            .Select(group => group.OrderByDescending(rule => rule.Definition.Priority).ThenBy(rule => rule.Code, StringComparer.Ordinal).First())
            .OrderByDescending(rule => rule.Definition.Priority).ThenBy(rule => rule.Definition.Offer, StringComparer.Ordinal)
            .Select(rule => Of(rule, catalog))];
    }

    public static bool MayBeOffered(CatalogProduct product, ClientLive client, CatalogSnapshot catalog, DateOnly today, Func<DateTimeOffset, DateOnly> dateOf) =>
        !client.Holds(product.Code, catalog, today)
        && client.Open.All(o => o.Product != product.Code)
        && InSeason(product, today)
        && IsEligible(product, client.Client.BirthDate, client.Client.Kind, today)
        && client.CooldownOf(product, dateOf, today) is null;

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

    private static Suggestion Of(CatalogRule rule, CatalogSnapshot catalog) => new(
        rule.Definition.Offer,
        catalog.Product(rule.Definition.Offer)!.Definition.Variants.FirstOrDefault()?.Code,
        rule.Definition.Priority / 100.0,
        Reasons.ByRule(rule.Definition),
        $"{rule.Line}/{rule.Code}");
}
