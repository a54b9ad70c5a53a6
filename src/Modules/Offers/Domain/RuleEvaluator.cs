using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>Does a condition hold for a client today? Written once; scans and the card use the same.</summary>
internal sealed class RuleEvaluator(CatalogSnapshot catalog, DateOnly today)
{
    private const int DaysOfOccasion = 30;

    public bool Holds(RuleDefinition rule, ClientLive client) =>
        Is(rule.When, client, rule.AfterDays) && (rule.Unless is null || !Is(rule.Unless, client, 0));

    /// <summary>The day by which the occasion of a rule that holds is over: the soonest expiry it speaks of, or 30 days after a purchase it answers; nothing for a rule without occasion.</summary>
    public DateOnly? Deadline(RuleDefinition rule, ClientLive client) => Occasions(rule.When, client, rule.AfterDays).Where(day => day >= today).Cast<DateOnly?>().Min();

    private IEnumerable<DateOnly> Occasions(Condition condition, ClientLive client, int afterDays) => condition switch
    {
        Condition.Bought bought => client.Contracts.Where(c => c.Product == bought.Product && c.Start.AddDays(afterDays) <= today).Select(c => c.Start.AddDays(afterDays + DaysOfOccasion)),
        Condition.Expiring expiring => client.LiveContracts(catalog, today).Where(c => c.Product == expiring.Product && ExpiresWithin(c.Expiry, c.Product, expiring.WithinDays))
            .Select(c => Cycle.Expiry(c.Expiry, catalog.Known(c.Product)?.Definition.Term, today)!.Value),
        Condition.All all => all.Parts.SelectMany(p => Occasions(p, client, afterDays)),
        Condition.Any any => any.Parts.SelectMany(p => Occasions(p, client, afterDays)),
        _ => [],
    };

    /// <summary>The products whose purchase is an event of this rule.</summary>
    public static IEnumerable<string> Events(Condition condition) => condition switch
    {
        Condition.Bought bought => [bought.Product],
        Condition.All all => all.Parts.SelectMany(Events),
        Condition.Any any => any.Parts.SelectMany(Events),
        _ => [],
    };

    /// <summary>The products that have to be bought, held or expiring.</summary>
    public static IEnumerable<string> Products(Condition condition) => condition switch
    {
        Condition.Bought bought => [bought.Product],
        Condition.Holds holds => [holds.Product],
        Condition.Expiring expiring => [expiring.Product],
        Condition.All all => all.Parts.SelectMany(Products),
        Condition.Any any => any.Parts.SelectMany(Products),
        _ => [],
    };

    private bool Is(Condition condition, ClientLive client, int afterDays) => condition switch
    {
        Condition.Bought bought => client.Contracts.Any(c => c.Product == bought.Product && c.Start.AddDays(afterDays) <= today),
        Condition.Holds holds => client.Holds(holds.Product, catalog, today),
        Condition.Lacks lacks => !client.Holds(lacks.Product, catalog, today),
        Condition.Expiring expiring => client.LiveContracts(catalog, today).Any(c => c.Product == expiring.Product && ExpiresWithin(c.Expiry, c.Product, expiring.WithinDays)),
        Condition.Age age => AgeOf(client.Client.BirthDate, today) is { } years && years >= (age.Min ?? 0) && years <= (age.Max ?? int.MaxValue),
        Condition.Tag tag => client.Client.Tags.Contains(tag.Name, StringComparer.OrdinalIgnoreCase),
        Condition.Attr attr => client.Client.Attributes.TryGetValue(attr.Name, out var value) && Fits(attr, value),
        Condition.Season season => season.Months.Contains(today.Month),
        Condition.Custom custom => catalog.Code.Holds(custom.Line, custom.Name, LineFacts.Of(client, catalog, today)),
        Condition.All all => all.Parts.All(p => Is(p, client, afterDays)),
        Condition.Any any => any.Parts.Any(p => Is(p, client, afterDays)),
        Condition.Not not => !Is(not.Part, client, afterDays),
        _ => throw new InvalidOperationException($"Condition {condition.GetType().Name} is not known."),
    };

    private static bool Fits(Condition.Attr attr, string value) =>
        (attr.Is.Count == 0 || attr.Is.Contains(value, StringComparer.OrdinalIgnoreCase))
        && ((attr.Min is null && attr.Max is null) || (Attributes.Number(value) is { } number && number >= (attr.Min ?? decimal.MinValue) && number <= (attr.Max ?? decimal.MaxValue)));

    public static int? AgeOf(DateOnly? birth, DateOnly today) =>
        birth is not { } born ? null : today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);

    private bool ExpiresWithin(DateOnly? expiry, string product, int days) =>
        Cycle.Expiry(expiry, catalog.Known(product)?.Definition.Term, today) is { } date && date >= today && date <= today.AddDays(days);
}
