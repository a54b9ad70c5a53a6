namespace CrossSell.Documents.Word;

/// <summary>What currencies are called in words.</summary>
internal sealed record Currency(string Hungarian, string HungarianMinor, string One, string Many, string MinorOne, string MinorMany)
{
    private static readonly Dictionary<string, Currency> Known = new(StringComparer.Ordinal)
    {
        ["HUF"] = new("forint", "fillér", "forint", "forints", "fillér", "fillér"),
        ["EUR"] = new("euró", "cent", "euro", "euros", "cent", "cents"),
        ["USD"] = new("dollár", "cent", "dollar", "dollars", "cent", "cents"),
        ["GBP"] = new("font", "penny", "pound", "pounds", "penny", "pence"),
        ["CHF"] = new("svájci frank", "rappen", "Swiss franc", "Swiss francs", "rappen", "rappen"),
    };

    private static readonly HashSet<string> WithoutMinorUnit = ["HUF", "JPY", "KRW", "ISK", "VND", "CLP"];

    public static bool HasMinorUnit(string code) => !WithoutMinorUnit.Contains(code);

    public static Currency Of(string code) => Known.GetValueOrDefault(code) ?? new(code, "század", code, code, "hundredth", "hundredths");
}
