namespace CrossSell.Documents.Word;

/// <summary>Tags at places that are not filled must not slip into a contract as they stand.</summary>
internal static class Leftovers
{
    private static readonly Why Misplaced = new("cannotBeFilled", "A tag stands where it cannot be filled (a formula or a chart). Put it into ordinary text.");

    public static void Find(Element root, FaultList faults)
    {
        var paragraph = 0;
        foreach (var node in root.Descendants())
        {
            if (node is Element element)
            {
                paragraph += element.Is("p") ? 1 : 0;
                foreach (var attribute in element.Attributes.Where(a => a.Content is null && IsTag(a.Value) && !element.Ancestors().OfType<Element>().Any(a => a.Is("sdtPr"))))
                {
                    faults.Add(new Place(paragraph), attribute.Value, Misplaced);
                }
            }
            else if (node is TextNode text && IsTag(text.Text) && text.ParentElement is { } holder && !holder.Is("t") && !holder.Is("instrText"))
            {
                faults.Add(new Place(paragraph), text.Text.Trim(), Misplaced);
            }
        }
    }

    private static bool IsTag(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);
}
