using CrossSell.Catalog.Messages;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>The products that could be offered to a client now, best first: what rules say and what was learned, less what is held, asked already, out of season, not for this client, or refused lately.</summary>
internal static class Suggestions
{
    /// <summary>As many as a card shows when asked for the rest.</summary>
    public const int MostOfCard = 20;

    private static readonly Text Fenced = new("A termékvonal kódja le van választva.", "The product line's code is fenced off.");

    public static List<Suggestion> For(
        ClientLive client, CatalogSnapshot catalog, DateOnly today, Func<DateTimeOffset, DateOnly> dateOf, string? except = null, Learned? learned = null, int most = MostOfCard) =>
        client.Client.MayMarket
            ? new Suggester(catalog, learned ?? Learned.None, today, dateOf).For(client, most, product => product.Code != except && MayBeOffered(product, client, catalog, today, dateOf))
            : [];

    /// <summary>What rules would suggest, were it not in cooldown; the day it comes back with it.</summary>
    public static List<RestingSuggestion> Resting(ClientLive client, CatalogSnapshot catalog, DateOnly today, Func<DateTimeOffset, DateOnly> dateOf) =>
        client.Client.MayMarket
            ? [.. new Suggester(catalog, Learned.None, today, dateOf)
                .For(client, MostOfCard, product => Fits(product, client, catalog, today) && client.CooldownOf(product, dateOf, today) is not null)
                .Select(s => new RestingSuggestion(s, client.CooldownOf(catalog.Product(s.Product)!, dateOf, today)!.Value))]
            : [];

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
}
