using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Features;

/// <summary>What was answered, in the words that people read.</summary>
internal static class NeedsSaid
{
    public static IEnumerable<(string Label, string Answer)> Of(ProductDefinition? product, OfferTerms? terms, string language) =>
        product is null || terms is null
            ? []
            : product.Needs.Where(n => terms.Answers.ContainsKey(n.Name)).Select(n => (n.Label.In(language), FieldValues.Say(n, terms.Answers[n.Name], language, terms.Quote?.Currency ?? "HUF")));
}
