namespace CrossSell.Documents.Word;

internal static class Tidy
{
    /// <summary>Takes a tag out of the text it stands in, and the run with it when nothing else was there.</summary>
    public static void Remove(Tag tag)
    {
        var parent = tag.Parent;
        tag.Remove();
        if (parent is Element text && text.Is("t") && text.Children.Count == 0)
        {
            RemoveWithEmptyRun(text);
        }
    }

    public static void RemoveWithEmptyRun(Element text)
    {
        var run = text.Parent as Element;
        text.Remove();
        if (run is not null && run.Is("r") && IsHollow(run))
        {
            run.Remove();
        }
    }

    /// <summary>Nothing inside but properties and the white space of a pretty-printed file.</summary>
    public static bool IsHollow(Element element) => element.Children.All(c => c is Element { Local: "rPr", IsWord: true } || (c is TextNode text && !element.Is("t") && string.IsNullOrWhiteSpace(text.Text)));
}
