namespace CrossSell.Documents.Word;

/// <summary>A template's paragraphs as its author sees them, numbered as its faults are.</summary>
internal static class TemplateText
{
    public static IReadOnlyList<(string Part, int Paragraph, string Text)> Read(ReadOnlyMemory<byte> docx)
    {
        var package = TemplatePackage.Accept(docx);
        return [.. package.Entries.Where(e => package.HasTree(e.Name) && PartKinds.Of(package.TypeOf(e.Name)) == PartKind.Story)
            .OrderBy(e => package.Tree(e.Name).Is("document") ? 0 : 1).SelectMany(e => Read(e.Name, package.Tree(e.Name)))];
    }

    private static IEnumerable<(string, int, string)> Read(string part, Element root) =>
        root.Descendants().OfType<Element>().Where(e => e.Is("p")).Select((p, i) => (part, i + 1, Text(p))).Where(l => l.Item3.Length > 0);

    private static string Text(Element paragraph) => string.Concat(paragraph.Descendants().OfType<Element>()
        .Where(e => e.IsWord && e.Local is "t" or "tab" or "br" && e.Ancestors().OfType<Element>().First(a => a.Is("p")) == paragraph)
        .Select(e => e.Local == "t" ? string.Concat(e.Children.OfType<TextNode>().Select(t => t.Text)) : " ")).Trim();
}
