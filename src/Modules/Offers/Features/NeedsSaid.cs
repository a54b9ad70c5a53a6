using System.Globalization;
using CrossSell.Kernel;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Features;

/// <summary>What was answered, in the words that people read.</summary>
internal static class NeedsSaid
{
    public static IEnumerable<(string Label, string Answer)> Of(ProductDefinition? product, OfferTerms? terms, string language) =>
        product is null || terms is null
            ? []
            : product.Needs.Where(n => terms.Answers.ContainsKey(n.Name)).Select(n => (n.Label.In(language), Said(n, terms.Answers[n.Name], terms.Quote?.Currency ?? "HUF", language)));

    private static string Said(FieldDefinition field, string value, string currency, string language)
    {
        var culture = Cultures.Of(language);
        return field.Type switch
        {
            FieldType.Choice => field.Choices.FirstOrDefault(c => c.Code == value)?.Name.In(language) ?? value,
            FieldType.YesNo => (value == "true", language) switch { (true, "en") => "yes", (false, "en") => "no", (true, _) => "igen", _ => "nem" },
            FieldType.Money when Number(value) is { } amount => new Money(amount, currency).In(language),
            FieldType.Number when Number(value) is { } number => number.ToString("#,0.##", culture),
            FieldType.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) => day.ToString(language == "en" ? "d MMM yyyy" : "yyyy. MM. dd.", culture),
            _ => value,
        };
    }

    private static decimal? Number(string value) => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
