namespace CrossSell.Documents.Word;

/// <summary>Says in words where a paragraph stands, as the author of the template counts.</summary>
internal sealed class Places(Element root)
{
    private const int LongestContext = 80;
    private Dictionary<Element, int>? tables;

    public Place Of(Element paragraph, int number, string text, int at)
    {
        var where = paragraph.Ancestors().OfType<Element>().Select(Describe).OfType<string>().Reverse().ToList();
        return new Place(number, where.Count == 0 ? null : string.Join(", ", where), Around(text, at));
    }

    private string? Describe(Element around) => around switch
    {
        { IsWord: true, Local: "tc" } => $"column {ColumnOf(around)}",
        { IsWord: true, Local: "tr" } => $"row {1 + Siblings(around, "tr").IndexOf(around)}",
        { IsWord: true, Local: "tbl" } => $"table {Tables[around]}",
        { IsWord: true, Local: "txbxContent" } => "text box",
        { IsWord: true, Local: "sdt" } => "content control",
        { IsWord: true, Local: "footnote" or "endnote" } => $"{around.Local} {around.Attribute("id")}",
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
