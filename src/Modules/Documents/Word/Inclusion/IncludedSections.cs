namespace CrossSell.Documents.Word;

/// <summary>
/// Columns, margins and orientation of an included text, where they differ from those around it. Headers and footers are those of the place: a section
/// without its own takes them from the one before.
/// </summary>
internal static class IncludedSections
{
    private static readonly string[] Layout = ["pgSz", "pgMar", "cols", "textDirection", "docGrid"];

    public static (IEnumerable<Element> Before, IEnumerable<Element> After) Around(Placeholder place, Element text)
    {
        var around = SectionOf(place);
        var own = text.Child("body")!.Child("sectPr");
        var breaks = text.Descendants().OfType<Element>().Where(e => e.Is("sectPr") && e != own).ToList();
        breaks.ForEach(DropHeaders);
        if (around is null || own is null || (breaks.Count == 0 && Shape(own) == Shape(around)))
        {
            return ([], []);
        }
        var before = around.Clone();
        DropHeaders(own);
        own.Remove();
        if (place.Parent is Element body && IsLast(place, body))
        {
            around.Children.Clear();
            own.Children.ToList().ForEach(around.Add);
            return ([Paragraph(before)], []);
        }
        around.Children.RemoveAll(c => c is Element { Local: "pgNumType" or "titlePg" });
        return ([Paragraph(before)], [Paragraph(own)]);
    }

    /// <summary>The properties of a section stand at its end.</summary>
    private static Element? SectionOf(Placeholder place)
    {
        var root = place.Ancestors().OfType<Element>().Last();
        return root.Descendants().SkipWhile(n => n != place).OfType<Element>().FirstOrDefault(e => e.Is("sectPr"));
    }

    private static bool IsLast(Placeholder place, Element body) =>
        body.Children.SkipWhile(c => c != place).Skip(1).All(c => c is Element { Local: "sectPr" or "bookmarkStart" or "bookmarkEnd" });

    private static string Shape(Element section) => string.Concat(section.Elements.Where(e => Layout.Contains(e.Local)).Select(ProgramWriter.Markup));

    private static void DropHeaders(Element section) =>
        section.Children.RemoveAll(c => c is Element { Local: "headerReference" or "footerReference" or "titlePg" or "pgNumType" or "footnotePr" or "endnotePr" });

    private static Element Paragraph(Element section)
    {
        var (paragraph, properties) = (Made(section, "p"), Made(section, "pPr"));
        paragraph.Add(properties);
        properties.Add(section);
        return paragraph;
    }

    private static Element Made(Element like, string name) => new(like.Prefix + name, name, like.Uri);
}
