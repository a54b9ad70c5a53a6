using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>Says a rule as a sentence: when this holds, offer that.</summary>
internal sealed class RuleWords(Texts texts, ProductNames products, Dates dates, ILineCodes codes)
{
    public string Sentence(RuleDefinition rule)
    {
        var when = texts["rule.if", Condition(rule.When)];
        var after = rule.AfterDays > 0 ? texts["rule.after", rule.AfterDays] : string.Empty;
        var unless = rule.Unless is { } silent ? texts["rule.unless", Condition(silent)] : string.Empty;
        return texts["rule.sentence", when, after, products.Of(rule.Offer), unless];
    }

    public string Condition(Condition condition) => condition switch
    {
        Condition.Bought c => texts["rule.bought", products.Of(c.Product)],
        Condition.Holds c => texts["rule.holds", products.Of(c.Product)],
        Condition.Lacks c => texts["rule.lacks", products.Of(c.Product)],
        Condition.Expiring c => texts["rule.expiring", products.Of(c.Product), c.WithinDays],
        Condition.Age { Min: { } min, Max: { } max } => texts["rule.ageBetween", min, max],
        Condition.Age { Min: { } min } => texts["rule.ageFrom", min],
        Condition.Age c => texts["rule.ageTo", c.Max],
        Condition.Tag c => texts["rule.tag", c.Name],
        Condition.Attr { Is.Count: > 0 } c => texts["rule.attrIs", c.Name, string.Join(texts["rule.or"], c.Is)],
        Condition.Attr { Min: { } min, Max: { } max } c => texts["rule.attrBetween", c.Name, min, max],
        Condition.Attr { Min: { } min } c => texts["rule.attrFrom", c.Name, min],
        Condition.Attr { Max: { } max } c => texts["rule.attrTo", c.Name, max],
        Condition.Attr c => texts["rule.attr", c.Name],
        Condition.Season c => texts["rule.season", string.Join(", ", c.Months.Where(m => m is >= 1 and <= 12).Select(dates.MonthName))],
        Condition.Custom c => texts["rule.custom", codes.Conditions(c.Line).TryGetValue(c.Name, out var said) ? said.In(texts.Language) : c.Name],
        Condition.All c => string.Join(texts["rule.and"], c.Parts.Select(Part)),
        Condition.Any c => string.Join(texts["rule.or"], c.Parts.Select(Part)),
        Condition.Not c => texts["rule.not", Part(c.Part)],
        _ => string.Empty,
    };

    private string Part(Condition part) => part is Condition.All { Parts.Count: > 1 } or Condition.Any { Parts.Count: > 1 } ? $"({Condition(part)})" : Condition(part);

    public string Fault(RuleFault fault) =>
        texts.Find("error.field." + fault.Code) is { } text
            ? fault.Arguments.Aggregate(text, (said, argument) => said.Replace("{" + argument.Name + "}", argument.Name == "product" ? products.Of(argument.Value?.ToString() ?? "–") : argument.Value?.ToString(), StringComparison.Ordinal))
            : fault.Message;
}
