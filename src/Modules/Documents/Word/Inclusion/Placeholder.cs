namespace CrossSell.Documents.Word;

/// <summary>Where an included text goes; it stands beside the paragraph of its tag until all else is placed.</summary>
internal sealed class Placeholder(Element text) : Node
{
    public Element Text { get; } = text;

    /// <summary>Puts one where the tag's paragraph stands, if that is a place for whole pages.</summary>
    public static Placeholder For(Tag tag, Element text)
    {
        var place = new Placeholder(text);
        var paragraph = ParagraphOf(tag);
        paragraph.Parent!.Insert(paragraph.Parent.Children.IndexOf(paragraph), place);
        return place;
    }

    public static void Check(Tag tag)
    {
        var paragraph = ParagraphOf(tag);
        var others = paragraph.Descendants().OfType<Tag>().Count();
        if (!paragraph.ParentElement!.Is("body") || others > 1 || tag.HasContentBefore || tag.HasContentAfter)
        {
            throw new TagException("includeAlone", $"“{tag.Text}” must stand alone in a paragraph of the main text, not in a line with other text, nor in a table, a text box, a content control, a header or a note.");
        }
    }

    public void Fill()
    {
        var sections = IncludedSections.Around(this, Text);
        var nodes = Text.Child("body")!.Children.Where(c => c is not Element last || !last.Is("sectPr")).ToList();
        nodes.ForEach(n => n.Remove());
        ReplaceWith([.. sections.Before, .. nodes, .. sections.After]);
    }

    private static Element ParagraphOf(Tag tag) => tag.Ancestors().OfType<Element>().FirstOrDefault(e => e.Is("p"))
        ?? throw new TagException("includeAloneMain", $"“{tag.Text}” must stand alone in a paragraph of the main text.");
}
