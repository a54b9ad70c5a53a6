namespace CrossSell.Documents.Word;

/// <summary>The parts a guest refers to (pictures, diagrams, charts), copied under names of their own, and the links it leads to.</summary>
internal sealed class ImportedParts(TemplatePackage host, TemplatePackage guest, string name)
{
    private static readonly string[] RelationUris = ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"];
    private readonly Dictionary<string, string> copies = new(StringComparer.OrdinalIgnoreCase);
    private int relations;

    /// <summary>Gives what <paramref name="text"/> refers to a place among the relationships of the host's part.</summary>
    public void Relate(string guestPart, Element text, string hostPart)
    {
        var known = new Dictionary<string, string>();
        foreach (var element in text.Descendants().OfType<Element>())
        {
            foreach (var attribute in element.Attributes.Where(a => RelationUris.Contains(a.Uri)).ToList())
            {
                if (!known.TryGetValue(attribute.Value, out var id) && guest.Relation(guestPart, attribute.Value) is { } relation && !IsHeader(relation))
                {
                    known[attribute.Value] = id = $"{name}_{++relations}";
                    host.Relate(hostPart, Copy(guestPart, relation, id));
                }
                element.Replace(attribute, attribute with { Value = id ?? attribute.Value });
            }
        }
    }

    private static bool IsHeader(Element relation) => relation.Attribute("Type") is { } type && (type.EndsWith("/header", StringComparison.Ordinal) || type.EndsWith("/footer", StringComparison.Ordinal));

    private Element Copy(string guestPart, Element relation, string id)
    {
        var copy = relation.Hollow();
        copy.Set("Id", "Id", "", id);
        if (copy.Attribute("TargetMode") != "External" && copy.Attribute("Target") is { } target && target.Length > 0 && target[0] != '#')
        {
            copy.Set("Target", "Target", "", "/" + CopyOf(TemplatePackage.Resolve(guestPart, target)));
        }
        return copy;
    }

    private string CopyOf(string part)
    {
        if (copies.TryGetValue(part, out var copied))
        {
            return copied;
        }
        var slash = part.LastIndexOf('/') + 1;
        copies[part] = copied = $"{part[..slash]}{name}_{part[slash..]}";
        host.Add(guest, part, copied);
        foreach (var relation in guest.Relations(part))
        {
            host.Relate(copied, Copy(part, relation, relation.Attribute("Id") ?? ""));
        }
        return copied;
    }
}
