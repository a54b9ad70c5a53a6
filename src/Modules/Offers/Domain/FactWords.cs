using System.Globalization;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>How a language says facts.</summary>
/// <param name="most">Letters of a name, of which longer ones are cut.</param>
internal abstract class FactWords(CultureInfo culture, CatalogSnapshot catalog, int most)
{
    protected CultureInfo Culture => culture;

    public string Sentence(CatalogProduct product, IReadOnlyList<EvidenceFact> facts, int? noFor)
    {
        var (first, offered) = (facts[0], Cut(In(product.Definition.Name)));
        var (percent, counted) = (Percent(first), Counted(first.Both.ToString("N0", culture), first.Clients.ToString("N0", culture)));
        var said = first.Kind == "line" ? OfLine(Cut(In(product.LineName)), offered, percent, counted)
            : Conclusion(string.Join(", ", Parts(first).Select((part, i) => i == 0 ? Whole(part) : Lower(part, Whole(part)))), offered, percent, counted, first.Next);
        var also = facts.Count < 2 ? string.Empty : $"; {string.Join(And, Parts(facts[1]).Select(Short))}: {Percent(facts[1])} %";
        return $"{said}{also}.{(noFor is { } days ? LastNo(days) : string.Empty)}";
    }

    protected string Name(string code) => Cut(catalog.Known(code) is { } known ? In(known.Definition.Name) : code);

    protected abstract string In(Text text);

    protected abstract string And { get; }

    /// <summary>A fact as the beginning of a sentence; and as a condition within one.</summary>
    protected abstract string Whole(AlsoFact fact);

    protected abstract string Short(AlsoFact fact);

    protected abstract string Conclusion(string known, string offered, string percent, string counted, bool next);

    protected abstract string OfLine(string line, string offered, string percent, string counted);

    protected abstract string Counted(string both, string of);

    protected abstract string LastNo(int days);

    protected string Month(AlsoFact fact) => culture.DateTimeFormat.GetMonthName(int.Parse(fact.Value!, CultureInfo.InvariantCulture));

    protected static string Attribute(AlsoFact fact) => $"{fact.Of[TraitShape.Attribute.Length..]}: {fact.Value}";

    private static IEnumerable<AlsoFact> Parts(EvidenceFact fact) => [new AlsoFact(fact.Kind, fact.Of, fact.Value, fact.Since), .. fact.And is { } and ? new[] { and } : []];

    /// <summary>Names of attributes stay as their owner writes them.</summary>
    private string Lower(AlsoFact fact, string text) => fact.Kind == "trait" && fact.Of.StartsWith(TraitShape.Attribute, StringComparison.Ordinal) ? text : char.ToLower(text[0], culture) + text[1..];

    private string Cut(string text) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string Percent(EvidenceFact fact) => Math.Round(fact.Share * 100).ToString(CultureInfo.InvariantCulture);
}

internal sealed class EnglishFacts(CatalogSnapshot catalog, int most) : FactWords(Cultures.English, catalog, most)
{
    protected override string In(Text text) => text.En;

    protected override string And => " and ";

    protected override string Whole(AlsoFact fact) => fact.Kind switch
    {
        "holds" => $"Holds {Name(fact.Of)}{Day(" since ", fact.Since)}",
        "held" => $"Once held {Name(fact.Of)}",
        "last" => $"Gained {Name(fact.Of)} last{Day(", on ", fact.Since)}",
        "since" => $"Last gained something {Ago(fact)}{Day(", on ", fact.Since)}",
        "month" => $"It is {Month(fact)}",
        _ => Trait(fact),
    };

    protected override string Short(AlsoFact fact) => fact.Kind switch
    {
        "holds" => $"with {Name(fact.Of)}",
        "held" => $"having held {Name(fact.Of)}",
        "last" => $"after {Name(fact.Of)}",
        "since" => $"last one {Ago(fact)}",
        "month" => $"in {Month(fact)}",
        _ => Trait(fact),
    };

    protected override string Conclusion(string known, string offered, string percent, string counted, bool next) =>
        next ? $"{known}: then {percent} % of what clients gained was {offered} ({counted})" : $"{known}: {percent} % of such clients hold {offered} ({counted})";

    protected override string OfLine(string line, string offered, string percent, string counted) => $"{line}: {percent} % of clients hold {offered} ({counted})";

    protected override string Counted(string both, string of) => $"{both} of {of}";

    protected override string LastNo(int days) => $" Last no {days} days ago.";

    private string Day(string before, DateOnly? day) => day is { } on ? before + on.ToString("d MMM yyyy", Culture) : string.Empty;

    private static string Ago(AlsoFact fact) => fact.Value switch
    {
        "<31" => "within a month",
        "31–<92" => "1 to 3 months ago",
        "92–<366" => "3 to 12 months ago",
        "366–<1096" => "1 to 3 years ago",
        _ => "over 3 years ago",
    };

    private static string Trait(AlsoFact fact) => (fact.Of, fact.Value) switch
    {
        (TraitShape.Kind, "company") => "Is a company",
        (TraitShape.Kind, _) => "Is a person",
        (TraitShape.Age, _) => $"Age {fact.Value}",
        _ => Attribute(fact),
    };
}

internal sealed class HungarianFacts(CatalogSnapshot catalog, int most) : FactWords(CultureInfo.GetCultureInfo("hu-HU"), catalog, most)
{
    protected override string In(Text text) => text.Hu;

    protected override string And => " és ";

    protected override string Whole(AlsoFact fact) => fact.Kind switch
    {
        "holds" => $"„{Name(fact.Of)}” van{(fact.Since is { } since ? $" {Day(since)} óta" : string.Empty)}",
        "held" => $"„{Name(fact.Of)}” volt",
        "last" => $"Legutóbb: „{Name(fact.Of)}”{(fact.Since is { } last ? $" ({Day(last)})" : string.Empty)}",
        "since" => $"Legutóbb {Ago(fact)} szerzett terméket{(fact.Since is { } on ? $" ({Day(on)})" : string.Empty)}",
        "month" => $"Most {Month(fact)} van",
        _ => Trait(fact),
    };

    protected override string Short(AlsoFact fact) => fact.Kind switch
    {
        "holds" => $"„{Name(fact.Of)}” mellett",
        "held" => $"ha „{Name(fact.Of)}” volt",
        "last" => $"„{Name(fact.Of)}” után",
        "since" => $"ha a legutóbbit {Ago(fact)} szerezte",
        "month" => $"ebben a hónapban ({Month(fact)})",
        _ => Trait(fact),
    };

    protected override string Conclusion(string known, string offered, string percent, string counted, bool next) =>
        next ? $"{known}: ilyenkor a szerzett termékek {percent} %-a „{offered}” ({counted})" : $"{known}: az ilyen ügyfelek {percent} %-ának van „{offered}” is ({counted})";

    protected override string OfLine(string line, string offered, string percent, string counted) => $"{line}: az ügyfelek {percent} %-ának van „{offered}” ({counted})";

    protected override string Counted(string both, string of) => $"{both} / {of}";

    protected override string LastNo(int days) => $" Utolsó nem: {days} napja.";

    private string Day(DateOnly day) => day.ToString("yyyy. MM. dd.", Culture);

    private static string Ago(AlsoFact fact) => fact.Value switch
    {
        "<31" => "egy hónapon belül",
        "31–<92" => "1–3 hónapja",
        "92–<366" => "3–12 hónapja",
        "366–<1096" => "1–3 éve",
        _ => "több mint 3 éve",
    };

    private static string Trait(AlsoFact fact) => (fact.Of, fact.Value) switch
    {
        (TraitShape.Kind, "company") => "Cég",
        (TraitShape.Kind, _) => "Magánszemély",
        (TraitShape.Age, _) => $"Életkor: {fact.Value}",
        _ => Attribute(fact),
    };
}
