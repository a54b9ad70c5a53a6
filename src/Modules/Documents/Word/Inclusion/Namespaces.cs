namespace CrossSell.Documents.Word;

/// <summary>Elements that move to another file take along what their prefixes mean, and which of them an older Word may pass over.</summary>
internal static class Namespaces
{
    private const string Declarations = "http://www.w3.org/2000/xmlns/", Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";

    public static void Bring(Element from, Element to, IEnumerable<Element> moved)
    {
        var clashing = new List<XmlAttributeText>();
        foreach (var declaration in from.Attributes.Where(a => a.Uri == Declarations))
        {
            var known = to.Attributes.Find(a => a.Name == declaration.Name);
            if (known is null)
            {
                to.Attributes.Insert(0, declaration);
            }
            else if (known.Value != declaration.Value)
            {
                clashing.Add(declaration);
            }
        }
        Ignorable(from, to, clashing);
        moved.ToList().ForEach(e => e.Attributes.InsertRange(0, clashing.Where(c => e.Attributes.TrueForAll(a => a.Name != c.Name))));
    }

    private static void Ignorable(Element from, Element to, List<XmlAttributeText> clashing)
    {
        var more = Words(from).Where(w => clashing.TrueForAll(c => c.Local != w)).Except(Words(to)).ToList();
        if (more.Count > 0)
        {
            var name = from.Attributes.Find(a => a is { Local: "Ignorable", Uri: Compatibility })!.Name;
            to.Set(to.Attributes.Find(a => a is { Local: "Ignorable", Uri: Compatibility })?.Name ?? name, "Ignorable", Compatibility, string.Join(' ', Words(to).Concat(more)));
        }
    }

    private static IEnumerable<string> Words(Element root) =>
        root.Attributes.Find(a => a is { Local: "Ignorable", Uri: Compatibility })?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
