using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CrossSell.Documents.Messages;
using CrossSell.Documents.Word;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace CrossSell.Unit.Word;

/// <summary>Builds Word files from raw XML, and reads what came out of filling them.</summary>
internal sealed class Docx
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
        + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
        + "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:v=\"urn:schemas-microsoft-com:vml\" mc:Ignorable=\"w14\"";
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private readonly SortedDictionary<string, string> parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> types = [];
    private readonly List<string> relations = [];
    private readonly string body;
    private string mainType = "document.main+xml";
    private string sectionLinks = "";

    private Docx(string body) => this.body = body;

    public static Docx Body(params string[] blocks) => new(string.Concat(blocks));

    public static string P(params string[] runs) => $"<w:p>{string.Concat(runs.Select(r => r.StartsWith('<') ? r : R(r)))}</w:p>";

    public static string R(string text, string format = "") =>
        $"<w:r>{(format.Length > 0 ? $"<w:rPr>{format}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</w:t></w:r>";

    public static string Table(params string[] rows) =>
        $"<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"3000\"/></w:tblGrid>{string.Concat(rows)}</w:tbl>";

    public static string Row(params string[] cells) =>
        $"<w:tr>{string.Concat(cells.Select(c => $"<w:tc><w:tcPr><w:tcW w:w=\"3000\" w:type=\"dxa\"/></w:tcPr>{(c.StartsWith('<') ? c : P(c))}</w:tc>"))}</w:tr>";

    public Docx Header(params string[] blocks) => Story("hdr", "header", "kopf7.xml", blocks, "default");

    public Docx Footer(params string[] blocks) => Story("ftr", "footer", "fuss.xml", blocks, "default");

    public Docx Footnotes(string notes) =>
        Part("word/notes.xml", $"<w:footnotes {Namespaces}>{notes}</w:footnotes>", Word + "footnotes+xml", "footnotes");

    public Docx Title(string title)
    {
        types["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml";
        parts["docProps/core.xml"] = "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            + $"<dc:title>{title}</dc:title></cp:coreProperties>";
        return this;
    }

    public Docx Link(string id, string target)
    {
        relations.Add($"<Relationship Id=\"{id}\" Type=\"{Relation}hyperlink\" Target=\"{target}\" TargetMode=\"External\"/>");
        return this;
    }

    public Docx Relationship(string kind, string target, bool external = false)
    {
        relations.Add($"<Relationship Id=\"x{relations.Count}\" Type=\"{Relation}{kind}\" Target=\"{target}\"{(external ? " TargetMode=\"External\"" : "")}/>");
        return this;
    }

    public Docx AsType(string type)
    {
        mainType = type;
        return this;
    }

    public Docx RawPart(string name, string content, string type)
    {
        parts[name] = content;
        types[name] = type;
        return this;
    }

    public byte[] Build(Action<Dictionary<string, string>>? change = null)
    {
        var all = new Dictionary<string, string>(parts)
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + $"<Override PartName=\"/word/document.xml\" ContentType=\"{(mainType.Contains('/') ? mainType : Word + mainType)}\"/>"
                + string.Concat(types.Select(t => $"<Override PartName=\"/{t.Key}\" ContentType=\"{t.Value}\"/>")) + "</Types>",
            ["_rels/.rels"] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + $"<Relationship Id=\"r1\" Type=\"{Relation}officeDocument\" Target=\"word/document.xml\"/>"
                + (parts.ContainsKey("docProps/core.xml") ? "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>" : "") + "</Relationships>",
            ["word/_rels/document.xml.rels"] = $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations)}</Relationships>",
            ["word/document.xml"] = $"<w:document {Namespaces}><w:body>{body}<w:sectPr>{sectionLinks}<w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>",
        };
        change?.Invoke(all);
        return Zip(all.Select(p => (p.Key, p.Value)));
    }

    public CompiledTemplate Compile(FieldCatalogue? catalogue = null) => CompiledTemplate.Compile(Build(), catalogue ?? FieldCatalogue.Open);

    public Filled Fill(string json, string culture = "hu-HU")
    {
        var (model, file) = (JsonNode.Parse(json)!.AsObject(), Build());
        var filled = new Filled(CompiledTemplate.Compile(file, FieldCatalogue.From(model)).Fill(model, CultureInfo.GetCultureInfo(culture)));
        return filled.AsValidAs(new Filled(file));
    }

    public IReadOnlyList<TemplateProblem> Faults(string? json = null)
    {
        var catalogue = json is null ? FieldCatalogue.Open : FieldCatalogue.From(JsonNode.Parse(json)!.AsObject());
        var problems = Should.Throw<TemplateRejectedException>(() => CompiledTemplate.Compile(Build(), catalogue)).Problems;
        Faults_in_Hungarian.Say(problems);
        return problems;
    }

    public static byte[] Zip(IEnumerable<(string Name, string Content)> entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return stream.ToArray();
    }

    private Docx Story(string element, string kind, string file, string[] blocks, string type)
    {
        Part("word/" + file, $"<w:{element} {Namespaces}>{string.Concat(blocks)}</w:{element}>", $"{Word}{kind}+xml", kind);
        sectionLinks += $"<w:{kind}Reference w:type=\"{type}\" r:id=\"{kind}1\"/>";
        return this;
    }

    private Docx Part(string name, string content, string type, string kind)
    {
        parts[name] = content;
        types[name] = type;
        relations.Add($"<Relationship Id=\"{kind}1\" Type=\"{Relation}{kind}\" Target=\"{name["word/".Length..]}\"/>");
        return this;
    }
}

internal sealed class Filled(byte[] bytes)
{
    public byte[] Bytes { get; } = bytes;

    public string Xml(string part = "word/document.xml")
    {
        using var zip = new ZipArchive(new MemoryStream(Bytes));
        using var reader = new StreamReader(zip.GetEntry(part)!.Open());
        return reader.ReadToEnd();
    }

    public string Text => Lines("word/document.xml");

    /// <summary>Paragraphs as lines, cells between bars, rows as lines.</summary>
    public string Lines(string part) => Read(XDocument.Parse(Xml(part)).Root!).Replace("\n\n|", "\n|").Trim('\n');

    /// <summary>The file, if Word would open it without complaint.</summary>
    public Filled Valid()
    {
        Wrong(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        return this;
    }

    /// <summary>The file, if filling made nothing wrong that was not wrong in the template.</summary>
    public Filled AsValidAs(Filled template)
    {
        var wrong = Wrong(e => e.Description);
        (wrong.Count == 0 ? [] : wrong.Except(template.Wrong(e => e.Description))).ShouldBeEmpty();
        return this;
    }

    private List<string> Wrong(Func<ValidationErrorInfo, string> say)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(Bytes), false);
        return [.. new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(say)];
    }

    private static string Read(XElement element) => element.Name switch
    {
        var n when n == Docx.W + "t" => element.Value,
        var n when n == Docx.W + "tab" => "\t",
        var n when n == Docx.W + "br" => "\v",
        var n when n == Docx.W + "pPr" || n.LocalName == "Fallback" => "",
        var n when n == Docx.W + "p" => Children(element) + "\n",
        var n when n == Docx.W + "tc" => Children(element).Trim('\n') + "|",
        var n when n == Docx.W + "tr" => "|" + Children(element) + "\n",
        _ => Children(element),
    };

    private static string Children(XElement element) => string.Concat(element.Elements().Select(Read));
}
