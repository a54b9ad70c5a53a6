using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain.Learning;

/// <summary>The models that rank now, and how they are put to use.</summary>
/// <param name="Lines">By line; a line that is not here has too little to learn from, and its rules alone speak.</param>
internal sealed record Learned(IReadOnlyDictionary<string, LearnedLine> Lines, Shares Shares)
{
    public static Learned None { get; } = new(new Dictionary<string, LearnedLine>(), Shares.None);

    /// <summary>What a rule says as if it had been seen: who holds what it speaks of wants what it offers.</summary>
    public static IReadOnlyList<RuleHint> Hints(string line, CatalogSnapshot catalog, IReadOnlyDictionary<string, int> places) =>
        [.. from rule in catalog.Rules
            where rule.Line == line && places.ContainsKey(rule.Definition.Offer)
            from product in RuleEvaluator.Products(rule.Definition.When).Distinct()
            where product != rule.Definition.Offer && places.ContainsKey(product)
            select new RuleHint(places[product], places[rule.Definition.Offer], rule.Definition.Priority / 10f)];
}

/// <param name="Answers">Turns what the model says into the chance of a yes; none while too few offers were answered.</param>
internal sealed record LearnedLine(int Version, LineModel Model, Calibration? Answers)
{
    public string Name => $"{Model.Code}@{Version}";
}
