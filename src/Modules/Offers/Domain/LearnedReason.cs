using System.Globalization;
using CrossSell.Catalog.Messages;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>What was learned, as a sentence of at most 160 characters that names the two strongest facts; every number in it can be counted again.</summary>
internal static class LearnedReason
{
    public const int Longest = 160;
    private const int ShortName = 24;

    /// <summary>The facts cited; where none can be, how many of the line's clients hold the product; nothing where nobody does.</summary>
    public static List<EvidenceFact> Facts(LineModel model, int target, IReadOnlyList<Cited> cited, Situation situation)
    {
        if (cited.Count > 0)
        {
            return [.. cited.Select(c => Fact(model, c, situation))];
        }

        var holders = model.Support.Holders[target];
        return holders == 0 ? [] : [new EvidenceFact("line", model.Code, null, null, holders, model.Support.Clients, 0)];
    }

    /// <param name="noFor">Days since the client last said no to the product.</param>
    public static Reason? Of(CatalogProduct product, IReadOnlyList<EvidenceFact> facts, CatalogSnapshot catalog, int? noFor = null)
    {
        if (facts.Count == 0)
        {
            return null;
        }

        return new Reason(
            "learned",
            Fitting((one, most) => new HungarianFacts(catalog, most).Sentence(product, one ? [facts[0]] : facts, noFor)),
            Fitting((one, most) => new EnglishFacts(catalog, most).Sentence(product, one ? [facts[0]] : facts, noFor)));
    }

    /// <summary>The whole sentence where it fits; else without the second fact, else with short names.</summary>
    private static string Fitting(Func<bool, int, string> sentence)
    {
        foreach (var (one, most) in new[] { (false, int.MaxValue), (true, int.MaxValue), (true, ShortName) })
        {
            if (sentence(one, most) is { Length: <= Longest } fitting)
            {
                return fitting;
            }
        }

        var shortest = sentence(true, ShortName / 2);
        return shortest[..Math.Min(shortest.Length, Longest)];
    }

    private static EvidenceFact Fact(LineModel model, Cited cited, Situation situation)
    {
        AlsoFact[] parts = [.. Ranking.Singles(model, cited.Fact).Select(f => Part(model, f, situation))];
        return new EvidenceFact(parts[0].Kind, parts[0].Of, parts[0].Value, parts[0].Since, cited.Both, cited.Of, Math.Round(cited.Adds, 4)) { And = parts.ElementAtOrDefault(1), Next = cited.OfTime };
    }

    private static AlsoFact Part(LineModel model, int fact, Situation situation)
    {
        var (kind, of, level) = model.Space.Meaning(fact);
        return kind switch
        {
            FactKind.Trait when model.Traits[of] is var trait => new AlsoFact("trait", trait.Name, trait.Levels[level - 1].Value ?? Range(trait.Levels[level - 1]), null),
            FactKind.Since => new AlsoFact("since", string.Empty, Range(FactSpace.SinceRange(of)), situation.LastGain),
            FactKind.Month => new AlsoFact("month", string.Empty, of.ToString(CultureInfo.InvariantCulture), null),
            FactKind.Last => new AlsoFact("last", model.Products[of], null, situation.LastGain),
            FactKind.Held => new AlsoFact("held", model.Products[of], null, null),
            _ => new AlsoFact("holds", model.Products[of], null, situation.Held.TryGetValue(model.Products[of], out var since) ? since : null),
        };
    }

    private static string Range(Level level) => (level.Min, level.Below) switch
    {
        (null, { } below) => string.Create(CultureInfo.InvariantCulture, $"<{below:0.####}"),
        ({ } min, null) => string.Create(CultureInfo.InvariantCulture, $"{min:0.####}+"),
        ({ } min, { } below) => string.Create(CultureInfo.InvariantCulture, $"{min:0.####}–<{below:0.####}"),
        _ => "…",
    };
}
