using System.Globalization;

namespace CrossSell.Documents.Word;

/// <summary>The footnotes, or the endnotes, of a guest, numbered on after those of the host.</summary>
internal sealed class ImportedNotes(TemplatePackage host, TemplatePackage guest, string kind)
{
    private string Type => $"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml";

    /// <summary>The notes the text refers to, now among the host's.</summary>
    public IReadOnlyList<Element> Run(Element text, ImportedParts parts)
    {
        var references = text.Descendants().OfType<Element>().Where(e => e.Is(kind + "Reference")).ToList();
        if (references.Count == 0 || guest.PartOf(Type) is not { } guestPart)
        {
            return [];
        }
        var notes = guest.Tree(guestPart);
        var hostPart = host.PartOf(Type) ?? host.Add($"word/{kind}s.xml", Type, kind + "s", Separators(notes));
        var target = host.Tree(hostPart);
        var last = target.Elements.Select(IdOf).DefaultIfEmpty(0).Max();
        var taken = new List<Element>();
        foreach (var note in notes.Elements.Where(n => n.Attribute("type") is null or "normal").ToList())
        {
            last++;
            references.Where(r => r.Attribute("id") == note.Attribute("id")).ToList().ForEach(r => SetId(r, last));
            SetId(note, last);
            parts.Relate(guestPart, note, hostPart);
            note.Remove();
            target.Add(note);
            taken.Add(note);
        }
        Namespaces.Bring(notes, target, taken);
        host.Change(hostPart);
        return taken;
    }

    private static int IdOf(Element note) => int.TryParse(note.Attribute("id"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static void SetId(Element element, int id)
    {
        var old = element.Attributes.Find(a => a.Local == "id" && element.IsWord)!;
        element.Replace(old, old with { Value = id.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary>A part of notes begins with the lines that part them from the text.</summary>
    private static Element Separators(Element notes)
    {
        var root = notes.Hollow();
        notes.Elements.Where(n => n.Attribute("type") is not (null or "normal")).ToList().ForEach(n => root.Add(n.Clone()));
        return root;
    }
}
