using System.Globalization;

namespace CrossSell.Documents.Word;

/// <summary>The parts of a package and how they hang together; parts can be added.</summary>
internal sealed partial class TemplatePackage
{
    private const string RelationsEnding = ".rels";
    private readonly HashSet<string> changed = new(StringComparer.OrdinalIgnoreCase);

    public string MainPart => entries.First(e => TypeOf(e.Name) is WordMain or WordTemplate).Name;

    /// <summary>The texts of the package: main text, headers, footers, notes.</summary>
    public IEnumerable<Element> Stories => entries.Where(e => HasTree(e.Name) && PartKinds.Of(TypeOf(e.Name)) == PartKind.Story).Select(e => Tree(e.Name));

    /// <summary>The highest number any text gives to a drawing or a bookmark, so that new ones begin above it.</summary>
    public int LastId => LastIdIn(Stories);

    public static int LastIdIn(IEnumerable<Element> stories) => stories
        .SelectMany(s => s.Descendants().OfType<Element>())
        .Where(e => e.Local == "docPr" || e.Is("bookmarkStart"))
        .Select(e => int.TryParse(e.Attribute("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id < int.MaxValue / 2 ? id : 0)
        .DefaultIfEmpty(0).Max();

    public static string RelationsOf(string part) => $"{part[..(part.LastIndexOf('/') + 1)]}_rels/{part[(part.LastIndexOf('/') + 1)..]}{RelationsEnding}";

    /// <summary>The name of the part a relationship of <paramref name="part"/> leads to.</summary>
    public static string Resolve(string part, string target) => new Uri(new Uri("part:///" + part), target).AbsolutePath.TrimStart('/');

    public string? PartOf(string type) => entries.Find(e => TypeOf(e.Name) == type && HasTree(e.Name))?.Name;

    public IEnumerable<Element> Relations(string part) => trees.GetValueOrDefault(RelationsOf(part))?.Elements ?? [];

    public Element? Relation(string part, string id) => Relations(part).FirstOrDefault(r => r.Attribute("Id") == id);

    public bool IsChanged(string part) => changed.Contains(part);

    public void Change(string part) => changed.Add(part);

    public void Relate(string part, Element relation)
    {
        var name = RelationsOf(part);
        if (!HasTree(name))
        {
            trees[name] = new Element("Relationships", "Relationships", Names.Relations) { Attributes = { new("xmlns", "xmlns", "", Names.Relations) } };
            entries.Add(new ZipEntry(name, 0, 0, default, []));
        }
        trees[name].Add(relation);
        Change(name);
    }

    /// <summary>Adds a part that the main text has one of, such as styles.</summary>
    public string Add(string name, string type, string relation, Element root)
    {
        trees[name] = root;
        entries.Add(new ZipEntry(name, 0, 0, default, []));
        Declare(name, type);
        Change(name);
        var related = new Element("Relationship", "Relationship", Names.Relations);
        related.Set("Id", "Id", "", "included_" + relation);
        related.Set("Type", "Type", "", (IsStrict ? "http://purl.oclc.org/ooxml/officeDocument/relationships/" : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/") + relation);
        related.Set("Target", "Target", "", "/" + name);
        Relate(MainPart, related);
        return name;
    }

    /// <summary>Takes over a part of another package as it is.</summary>
    public void Add(TemplatePackage from, string part, string name)
    {
        if (from.entries.Find(e => e.Name.Equals(part, StringComparison.OrdinalIgnoreCase)) is not { } entry)
        {
            return;
        }
        entries.Add(entry with { Name = name });
        Declare(name, from.TypeOf(part));
        if (from.HasTree(part))
        {
            trees[name] = from.Tree(part);
        }
    }

    private void Declare(string name, string type)
    {
        var types = trees[ContentTypesPart];
        var declared = new Element(types.Prefix + "Override", "Override", types.Uri);
        declared.Set("PartName", "PartName", "", "/" + name);
        declared.Set("ContentType", "ContentType", "", type);
        types.Add(declared);
        byName[name] = type;
        Change(ContentTypesPart);
    }
}
