using System.Globalization;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>What was learned, as a sentence of at most 160 characters that names the two strongest facts; every number in it can be counted again.</summary>
internal static class LearnedReason
{
    public const int Longest = 160;
    private const int ShortName = 24;
    private static readonly CultureInfo Hungarian = CultureInfo.GetCultureInfo("hu-HU");

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

    public static Reason? Of(CatalogProduct product, IReadOnlyList<EvidenceFact> facts, CatalogSnapshot catalog)
    {
        if (facts.Count == 0)
        {
            return null;
        }

        return new Reason("learned", Fitting(shorten => Hu(product, facts, catalog, shorten)), Fitting(shorten => En(product, facts, catalog, shorten)));
    }

    /// <summary>The whole sentence where it fits; else without the second fact, else with short names.</summary>
    private static string Fitting(Func<(bool One, int Name), string> sentence)
    {
        foreach (var shorten in new[] { (false, int.MaxValue), (true, int.MaxValue), (true, ShortName) })
        {
            if (sentence(shorten) is { Length: <= Longest } fitting)
            {
                return fitting;
            }
        }

        return sentence((true, ShortName / 2))[..Longest];
    }

    private static EvidenceFact Fact(LineModel model, Cited cited, Situation situation)
    {
        var (kind, of, level) = model.Space.Meaning(cited.Fact);
        var adds = Math.Round(cited.Adds, 4);
        if (kind == FactKind.Trait)
        {
            var trait = model.Traits[of];
            var at = trait.Levels[level - 1];
            return new EvidenceFact("trait", trait.Name, at.Value ?? Range(at), null, cited.Both, cited.Of, adds);
        }

        var product = model.Products[of];
        return kind == FactKind.Held
            ? new EvidenceFact("held", product, null, null, cited.Both, cited.Of, adds)
            : new EvidenceFact("holds", product, null, situation.Held.TryGetValue(product, out var since) ? since : null, cited.Both, cited.Of, adds);
    }

    private static string Range(Level level) => (level.Min, level.Below) switch
    {
        (null, { } below) => string.Create(CultureInfo.InvariantCulture, $"<{below:0.####}"),
        ({ } min, null) => string.Create(CultureInfo.InvariantCulture, $"{min:0.####}+"),
        ({ } min, { } below) => string.Create(CultureInfo.InvariantCulture, $"{min:0.####}–<{below:0.####}"),
        _ => "…",
    };

    private static string Hu(CatalogProduct product, IReadOnlyList<EvidenceFact> facts, CatalogSnapshot catalog, (bool One, int Name) shorten)
    {
        string Name(string code) => Cut(catalog.Known(code)?.Definition.Name.Hu ?? code, shorten.Name);
        var (first, offered) = (facts[0], Cut(product.Definition.Name.Hu, shorten.Name));
        var counted = string.Create(Hungarian, $"{first.Both:N0} / {first.Clients:N0}");
        if (first.Kind == "line")
        {
            return $"{Cut(product.LineName.Hu, shorten.Name)}: az ügyfelek {Percent(first)} %-ának van „{offered}” ({counted}).";
        }

        var known = first.Kind switch
        {
            "holds" => $"„{Name(first.Of)}” van{(first.Since is { } since ? string.Create(Hungarian, $" {since:yyyy. MM. dd.} óta") : string.Empty)}",
            "held" => $"„{Name(first.Of)}” volt",
            _ => Cut(Trait(first, "hu"), shorten.Name * 2L),
        };
        var also = facts.Count < 2 || shorten.One ? string.Empty : facts[1].Kind switch
        {
            "holds" => $"; „{Name(facts[1].Of)}” mellett {Percent(facts[1])} %",
            "held" => $"; ha „{Name(facts[1].Of)}” volt, {Percent(facts[1])} %",
            _ => $"; {Trait(facts[1], "hu")}: {Percent(facts[1])} %",
        };
        return $"{known}: az ilyen ügyfelek {Percent(first)} %-ának van „{offered}” is ({counted}){also}.";
    }

    private static string En(CatalogProduct product, IReadOnlyList<EvidenceFact> facts, CatalogSnapshot catalog, (bool One, int Name) shorten)
    {
        string Name(string code) => Cut(catalog.Known(code)?.Definition.Name.En ?? code, shorten.Name);
        var (first, offered) = (facts[0], Cut(product.Definition.Name.En, shorten.Name));
        var counted = string.Create(Cultures.English, $"{first.Both:N0} of {first.Clients:N0}");
        if (first.Kind == "line")
        {
            return $"{Cut(product.LineName.En, shorten.Name)}: {Percent(first)} % of clients hold {offered} ({counted}).";
        }

        var known = first.Kind switch
        {
            "holds" => $"Holds {Name(first.Of)}{(first.Since is { } since ? string.Create(Cultures.English, $" since {since:d MMM yyyy}") : string.Empty)}",
            "held" => $"Once held {Name(first.Of)}",
            _ => Cut(Trait(first, "en"), shorten.Name * 2L),
        };
        var also = facts.Count < 2 || shorten.One ? string.Empty : facts[1].Kind switch
        {
            "holds" => $"; with {Name(facts[1].Of)}, {Percent(facts[1])} %",
            "held" => $"; having held {Name(facts[1].Of)}, {Percent(facts[1])} %",
            _ => $"; {Trait(facts[1], "en")}: {Percent(facts[1])} %",
        };
        return $"{known}: {Percent(first)} % of such clients hold {offered} ({counted}){also}.";
    }

    /// <summary>What a client is, as people say it.</summary>
    public static string Trait(EvidenceFact fact, string language) => (fact.Of, fact.Value, language) switch
    {
        (TraitShape.Kind, "company", "en") => "Is a company",
        (TraitShape.Kind, _, "en") => "Is a person",
        (TraitShape.Kind, "company", _) => "Cég",
        (TraitShape.Kind, _, _) => "Magánszemély",
        (TraitShape.Age, { } value, "en") => $"Age {value}",
        (TraitShape.Age, { } value, _) => $"Életkor: {value}",
        var (name, value, _) => $"{name[TraitShape.Attribute.Length..]}: {value}",
    };

    private static string Percent(EvidenceFact fact) => Math.Round(fact.Share * 100).ToString(CultureInfo.InvariantCulture);

    private static string Cut(string text, long most) => text.Length <= most ? text : text[..(int)(most - 1)] + "…";
}
