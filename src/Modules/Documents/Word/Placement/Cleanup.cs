namespace CrossSell.Documents.Word;

/// <summary>After the blocks are placed: paragraphs and rows that held only tags go, controls that were filled are ordinary text.</summary>
internal static class Cleanup
{
    public static void Run(Element root, IReadOnlyDictionary<Element, ParagraphFacts> facts)
    {
        foreach (var row in root.Descendants().OfType<Element>().Where(e => e.Is("tr") && IsOnlyTags(e, facts)).ToList())
        {
            row.Remove();
        }
        foreach (var paragraph in facts.Where(f => f.Value.IsOnlyTags).Select(f => f.Key))
        {
            RemoveOrEmpty(paragraph);
        }
        foreach (var tag in root.Descendants().OfType<Tag>().Where(t => t.Sign != TagSign.Print).ToList())
        {
            Tidy.Remove(tag);
        }
        LoosenControls(root);
        RemoveBrokenBookmarks(root);
    }

    private static bool IsOnlyTags(Element row, IReadOnlyDictionary<Element, ParagraphFacts> facts)
    {
        var paragraphs = row.Descendants().OfType<Element>().Where(e => e.Is("p")).Select(p => facts[p]).ToList();
        return paragraphs.Exists(p => p.HasBlockTags) && paragraphs.TrueForAll(p => !p.HasContent);
    }

    private static void RemoveOrEmpty(Element paragraph)
    {
        if (paragraph.Parent is null)
        {
            return;
        }
        if (paragraph.Child("pPr")?.Child("sectPr") is not null || IsNeeded(paragraph))
        {
            return;
        }
        paragraph.ReplaceWith(paragraph.Elements.Where(e => e.Is("bookmarkStart") || e.Is("bookmarkEnd")).ToList());
    }

    private static bool IsNeeded(Element paragraph)
    {
        if (paragraph.Parent is not Element holder || holder.Is("body"))
        {
            return false;
        }
        var others = holder.Children.Where(c => c != paragraph && c is BlockNode or Element { Local: not ("tcPr" or "bookmarkStart" or "bookmarkEnd") }).ToList();
        return others.Count == 0 || (holder.Is("tc") && others[^1] is Element last && !last.Is("p"));
    }

    private static void LoosenControls(Element root)
    {
        var filled = root.Descendants().Where(n => n is Tag or BlockNode)
            .SelectMany(n => n.Ancestors()).OfType<Element>().Where(e => e.Is("sdt")).Distinct();
        foreach (var properties in filled.Select(c => c.Child("sdtPr")).OfType<Element>())
        {
            properties.Children.RemoveAll(c => c is Element { Local: "dataBinding" or "showingPlcHdr" });
        }
    }

    /// <summary>A bookmark that only begins, or only ends, inside a loop cannot be repeated.</summary>
    private static void RemoveBrokenBookmarks(Element root)
    {
        var ends = root.Descendants().OfType<Element>().Where(e => e.Is("bookmarkStart") || e.Is("bookmarkEnd")).ToList();
        foreach (var bookmark in ends.GroupBy(e => e.Attribute("id")))
        {
            var isPair = bookmark.Count() > 1 && bookmark.Select(BranchAround).Distinct().Count() == 1;
            if (!isPair)
            {
                bookmark.ToList().ForEach(e => e.Remove());
            }
        }
    }

    /// <summary>The branch of the block a node stands in; loops and conditions alike may leave one end out.</summary>
    private static Branch? BranchAround(Node node) => node.Ancestors().OfType<Branch>().FirstOrDefault();
}
