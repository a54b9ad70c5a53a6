using System.Globalization;
using CrossSell.Documents.Messages;

namespace CrossSell.Documents.Word;

/// <summary>Says in words where a paragraph stands, as the author of the template counts.</summary>
internal sealed class Places(Element root)
{
    private const int LongestContext = 80;
    private Dictionary<Element, int>? tables;

    public Place Of(Element paragraph, int number, string text, int at)
    {
        var where = paragraph.Ancestors().OfType<Element>().Select(Describe).OfType<Spot>().Reverse().ToList();
        return new Place(number, where, Around(text, at));
    }

    private Spot? Describe(Element around) => around switch
    {
        { IsWord: true, Local: "tc" } => new("column", ColumnOf(around)),
        { IsWord: true, Local: "tr" } => new("row", 1 + Siblings(around, "tr").IndexOf(around)),
        { IsWord: true, Local: "tbl" } => new("table", Tables[around]),
        { IsWord: true, Local: "txbxContent" } => new("textBox", null),
        { IsWord: true, Local: "sdt" } => new("contentControl", null),
        { IsWord: true, Local: "footnote" or "endnote" } => new(around.Local, int.TryParse(around.Attribute("id"), CultureInfo.InvariantCulture, out var id) ? id : null),
        _ => null,
    };

    private Dictionary<Element, int> Tables =>
        tables ??= root.Descendants().OfType<Element>().Where(e => e.Is("tbl")).Select((table, i) => (table, i)).ToDictionary(t => t.table, t => t.i + 1);

    /// <summary>A merged cell counts as the columns it covers.</summary>
    private static int ColumnOf(Element cell) => 1 + Siblings(cell, "tc").TakeWhile(c => c != cell).Sum(BlockPlacer.SpanOf);

    private static List<Element> Siblings(Element one, string name) => [.. one.Parent!.Elements.Where(e => e.Is(name))];

    private static string Around(string text, int at)
    {
        var from = Math.Max(0, Math.Min(at - (LongestContext / 3), text.Length - LongestContext));
        var to = Math.Min(text.Length, from + LongestContext);
        var shown = text[from..to].Replace('\uFFFC', '…').ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        return $"{(from > 0 ? "…" : "")}{shown}{(to < text.Length ? "…" : "")}";
    }
}
