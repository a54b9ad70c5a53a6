using CrossSell.Documents.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Word;

/// <summary>A Word file that was looked through and may be used as a template.</summary>
internal sealed partial class TemplatePackage
{
    public const string ContentTypesPart = "[Content_Types].xml";
    private const string WordMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string WordTemplate = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
    public static readonly IReadOnlyList<string> LinkSchemes = ["http", "https", "mailto", "tel"];
    private readonly Dictionary<string, string> byExtension = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Element> trees = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<TemplateProblem> faults = [];
    private readonly List<ZipEntry> entries;

    private TemplatePackage(IReadOnlyList<ZipEntry> entries) => this.entries = [.. entries];

    public IReadOnlyList<ZipEntry> Entries => entries;

    public static TemplatePackage Accept(ReadOnlyMemory<byte> file)
    {
        CheckSignature(file.Span);
        var package = new TemplatePackage(ZipReader.Read(file));
        package.Accept();
        return package.faults.Count == 0 ? package : throw new TemplateRejectedException(package.faults);
    }

    public string TypeOf(string part) =>
        byName.GetValueOrDefault(part) ?? byExtension.GetValueOrDefault(Path.GetExtension(part).TrimStart('.')) ?? "";

    public Element Tree(string part) => trees[part];

    /// <summary>The first part of a kind, if there is any.</summary>
    public Element? Tree(PartKind kind) => Entries.Where(e => HasTree(e.Name) && PartKinds.Of(TypeOf(e.Name)) == kind).Select(e => Tree(e.Name)).FirstOrDefault();

    public bool HasTree(string part) => trees.ContainsKey(part);

    public bool IsStrict => Entries.Any(e => HasTree(e.Name) && Tree(e.Name).Uri == Names.StrictWord);

    /// <summary>The list of types of the filled file, which is a document also when the template was a .dotx, and may get pictures; null when it stays as it is.</summary>
    public Element? ChangedContentTypes(bool withPictures)
    {
        var types = trees[ContentTypesPart];
        var templates = types.Elements.Where(e => e.Attribute("ContentType") == WordTemplate).ToList();
        templates.ForEach(t => t.Set("ContentType", "ContentType", "", WordMain));
        var missing = withPictures ? Picture.Extensions.Where(e => !byExtension.ContainsKey(e)).ToList() : [];
        foreach (var extension in missing)
        {
            var type = new Element(types.Prefix + "Default", "Default", types.Uri);
            type.Set("Extension", "Extension", "", extension);
            type.Set("ContentType", "ContentType", "", "image/" + extension);
            types.Insert(0, type);
        }
        return templates.Count + missing.Count > 0 || IsChanged(ContentTypesPart) ? types : null;
    }

    private static void CheckSignature(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("PK"u8))
        {
            return;
        }
        if (file.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw file.IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0
                ? Refuse("password", "The file is protected by a password. Remove the password in Word (File, Info, Protect Document) and upload it again.")
                : Refuse("oldWord", "The file is in the old Word format (.doc). Open it in Word and save it as a Word document (.docx).");
        }
        throw Refuse("notWord", "The file is not a Word document (.docx).");
    }

    private static TemplateRejectedException Refuse(string code, Said message) => new("package", new(code, message));

    private void Accept()
    {
        foreach (var entry in Entries.Where(e => e.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || e.Name.Equals(ContentTypesPart, StringComparison.OrdinalIgnoreCase)))
        {
            Parse(entry);
        }
        ReadContentTypes();
        foreach (var entry in Entries.Where(e => !trees.ContainsKey(e.Name) && IsXml(TypeOf(e.Name))))
        {
            Parse(entry);
        }
        CheckMainPart();
        CheckContent();
        CheckRelationships();
        CheckRevisions();
    }

    private void Parse(ZipEntry entry)
    {
        try
        {
            trees[entry.Name] = XmlTree.Read(entry.Name, entry.Content);
        }
        catch (TemplateRejectedException wrong)
        {
            faults.AddRange(wrong.Problems);
        }
    }

    private static bool IsXml(string type) => type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase) || type is "application/xml" or "text/xml";

    private void ReadContentTypes()
    {
        if (!trees.TryGetValue(ContentTypesPart, out var types))
        {
            throw faults.Count > 0 ? new TemplateRejectedException(faults) : Refuse("zipNotWord", "The file is a ZIP archive but not a Word document (.docx).");
        }
        foreach (var type in types.Elements)
        {
            var (target, key) = type.Local == "Override" ? (byName, type.Attribute("PartName")?.TrimStart('/')) : (byExtension, type.Attribute("Extension"));
            if (key is not null)
            {
                target[key] = type.Attribute("ContentType") ?? "";
            }
        }
    }

    private void CheckMainPart()
    {
        var types = Entries.Select(e => TypeOf(e.Name)).ToList();
        if (types.Exists(t => t.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || t.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
            || Entries.Any(e => e.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            Fault("package", "macros", "The file contains macros (.docm). Save it in Word as a document without macros (.docx).");
        }
        else if (!types.Exists(t => t is WordMain or WordTemplate))
        {
            Fault("package", "noMainText", "The file is not a Word document (.docx): it has no main text. Other Office files cannot be templates.");
        }
    }

    private void CheckContent()
    {
        foreach (var entry in Entries)
        {
            var type = TypeOf(entry.Name);
            if (type.Contains("oleObject", StringComparison.OrdinalIgnoreCase))
            {
                Fault(entry.Name, "ole", "The file contains an embedded object (OLE). Delete it, or insert it as a picture.");
            }
            else if (type.Contains("activeX", StringComparison.OrdinalIgnoreCase) || type.Contains("ms-office.activeX", StringComparison.OrdinalIgnoreCase))
            {
                Fault(entry.Name, "activeX", "The file contains an ActiveX control. Delete it; use plain text instead.");
            }
        }
    }

    private void CheckRelationships()
    {
        foreach (var (part, tree) in trees.Where(t => t.Key.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var relationship in tree.Elements)
            {
                CheckRelationship(part, relationship.Attribute("Type") ?? "", relationship.Attribute("Target") ?? "", relationship.Attribute("TargetMode") == "External");
            }
        }
    }

    private void CheckRelationship(string part, string type, string target, bool isExternal)
    {
        var kind = type[(type.LastIndexOf('/') + 1)..];
        if (kind == "oleObject" && faults.TrueForAll(f => f.Code != "template.ole"))
        {
            Fault(part, "ole", "The file contains an embedded object (OLE). Delete it, or insert it as a picture.");
        }
        else if (kind == "control" && faults.TrueForAll(f => f.Code != "template.activeX"))
        {
            Fault(part, "activeX", "The file contains an ActiveX control. Delete it; use plain text instead.");
        }
        if (!isExternal)
        {
            return;
        }
        if (kind != "hyperlink")
        {
            faults.Add(TemplateProblem.Of(part, Place.None, null, kind == "attachedTemplate"
                ? new("attachedTemplate", "The file is bound to a Word template on a computer. In Word, choose Developer, Document Template, and replace it by Normal.")
                : new("outside", $"The file loads something from outside ({kind}: “{target}”). Insert it into the file instead of linking it.")));
        }
        else if (Uri.TryCreate(target, UriKind.Absolute, out var link) && !LinkSchemes.Contains(link.Scheme) && !TagScanner.MayHaveTags(Uri.UnescapeDataString(target)))
        {
            Fault(part, "linkScheme", $"The link to “{target}” is not a web or e-mail address. Remove the link.");
        }
    }

    private void CheckRevisions()
    {
        foreach (var (part, tree) in trees.Where(t => t.Value.IsWord))
        {
            var paragraph = 0;
            foreach (var element in tree.Descendants().OfType<Element>().Where(e => e.IsWord))
            {
                paragraph += element.Local == "p" ? 1 : 0;
                if (IsRevision(element))
                {
                    faults.Add(TemplateProblem.Of(part, new Place(paragraph), null, new("trackedChanges", "The text contains tracked changes. In Word, accept or reject all changes (Review, Accept, Accept All Changes and Stop Tracking).")));
                    break;
                }
            }
        }
    }

    private static bool IsRevision(Element element) => element.Local is "ins" or "del" or "moveFrom" or "moveTo" or "cellIns" or "cellDel" or "cellMerge"
        or "rPrChange" or "pPrChange" or "sectPrChange" or "tblPrChange" or "trPrChange" or "tcPrChange" or "tblGridChange" or "tblPrExChange" or "numberingChange";

    private void Fault(string part, string code, Said message) => faults.Add(TemplateProblem.Of(part, Place.None, null, new(code, message)));
}
