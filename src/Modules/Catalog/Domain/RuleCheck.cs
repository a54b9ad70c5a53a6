using System.Text.RegularExpressions;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>What is wrong with a rule that an administrator made.</summary>
internal static partial class RuleCheck
{
    private const int MostDays = 3650;
    private const int LongestReason = 160;
    private const int MostParts = 30;

    public static IReadOnlyList<RuleFault> Find(string line, RuleDefinition rule, CatalogSnapshot catalog) =>
        [.. Of(line, rule, catalog), .. Of(rule.When, "when", catalog), .. rule.Unless is { } unless ? Of(unless, "unless", catalog) : []];

    private static IEnumerable<RuleFault> Of(string line, RuleDefinition rule, CatalogSnapshot catalog)
    {
        if (!Shape().IsMatch(rule.Code))
        {
            yield return new("code", "ruleCode", "Lower-case letters, digits and hyphens.");
        }

        if (catalog.Product(rule.Offer) is not { } product)
        {
            yield return new("offer", "unknownProduct", $"There is no product {rule.Offer}.", ("product", rule.Offer));
        }
        else if (product.Line != line)
        {
            yield return new("offer", "ruleOfOtherLine", $"A rule of the line {line} offers a product of it.", ("line", line));
        }

        if (rule.Priority is < 1 or > 100)
        {
            yield return new("priority", "outOfBounds", "Must lie between 1 and 100.", ("min", 1), ("max", 100));
        }

        if (rule.AfterDays is < 0 or > MostDays)
        {
            yield return new("afterDays", "outOfBounds", $"Must lie between 0 and {MostDays}.", ("min", 0), ("max", MostDays));
        }

        foreach (var (language, text) in new[] { ("hu", rule.Because.Hu), ("en", rule.Because.En) })
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                yield return new($"because.{language}", "required", "Required.");
            }
            else if (text.Length > LongestReason)
            {
                yield return new($"because.{language}", "tooLong", $"At most {LongestReason} characters.", ("most", LongestReason));
            }
        }
    }

    private static IEnumerable<RuleFault> Of(Condition condition, string at, CatalogSnapshot catalog) => condition switch
    {
        Condition.Bought c => Product(c.Product, $"{at}.bought", catalog),
        Condition.Holds c => Product(c.Product, $"{at}.holds", catalog),
        Condition.Lacks c => Product(c.Product, $"{at}.lacks", catalog),
        Condition.Expiring c => Product(c.Product, $"{at}.expiring.product", catalog).Concat(Range(c.WithinDays, 0, MostDays, $"{at}.expiring.withinDays")),
        Condition.Age { Min: null, Max: null } => [new($"{at}.age", "ruleAge", "Has neither a lower nor an upper bound.")],
        Condition.Age c => Range(c.Min ?? 0, 0, 130, $"{at}.age.min").Concat(Range(c.Max ?? 130, c.Min ?? 0, 130, $"{at}.age.max")),
        Condition.Tag c => string.IsNullOrWhiteSpace(c.Name) ? [new($"{at}.tag", "required", "Required.")] : [],
        Condition.Attr c when string.IsNullOrWhiteSpace(c.Name) => [new($"{at}.attr.name", "required", "Required.")],
        Condition.Attr { Min: { } min, Max: { } max } when min > max => [new($"{at}.attr.max", "outOfBounds", $"Must be {min} or more.", ("min", min), ("max", decimal.MaxValue))],
        Condition.Season c => c.Months.Count == 0 || c.Months.Any(m => m is < 1 or > 12) ? [new($"{at}.season", "ruleSeason", "Months from 1 to 12, at least one.")] : [],
        Condition.Custom c => catalog.Code.Conditions(c.Line).ContainsKey(c.Name) ? [] : [new($"{at}.custom", "ruleCustom", $"The line {c.Line} has no condition {c.Name}.", ("name", c.Name))],
        Condition.All c => Parts(c.Parts, $"{at}.all", catalog),
        Condition.Any c => Parts(c.Parts, $"{at}.any", catalog),
        Condition.Not c => Of(c.Part, $"{at}.not", catalog),
        _ => [],
    };

    private static IEnumerable<RuleFault> Parts(IReadOnlyList<Condition> parts, string at, CatalogSnapshot catalog) => parts.Count is 0 or > MostParts
        ? [new(at, "ruleEmpty", $"Needs at least one condition, and at most {MostParts}.")]
        : parts.SelectMany((part, i) => Of(part, $"{at}[{i}]", catalog));

    private static IEnumerable<RuleFault> Product(string product, string at, CatalogSnapshot catalog) =>
        catalog.Product(product) is null ? [new(at, "unknownProduct", $"There is no product {product}.", ("product", product))] : [];

    private static IEnumerable<RuleFault> Range(int value, int min, int max, string at) =>
        value >= min && value <= max ? [] : [new(at, "outOfBounds", $"Must lie between {min} and {max}.", ("min", min), ("max", max))];

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Shape();
}
