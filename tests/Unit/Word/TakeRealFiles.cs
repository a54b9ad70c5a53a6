using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Documents.Word;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

/// <summary>Files as the programs people use write them, and what their pages are made of.</summary>
public sealed class TakeRealFiles
{
    private const string Model = """
        {"document":{"number":"CS-1"},"client":{"name":"Kovács Anna","vip":true},"offer":{"price":{"amount":12000,"currency":"HUF"},
        "covers":[{"name":"Tűz","limit":{"amount":5000,"currency":"HUF"}},{"name":"Víz","limit":{"amount":700,"currency":"HUF"}}]}}
        """;

    [Fact]
    public void A_file_that_LibreOffice_wrote()
    {
        var model = JsonNode.Parse(Model)!.AsObject();
        var file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Word", "Files", "libreoffice.docx"));

        var filled = new Filled(CompiledTemplate.Compile(file, FieldCatalogue.From(model)).Fill(model, CultureInfo.GetCultureInfo("hu-HU")));

        filled.Text.ShouldBe("""
            Szerződés CS-1
            Tisztelt Kovács Anna! Az éves díj 12 000 Ft, azaz tizenkétezer forint.
            Önnek kiemelt ügyfélként 10 % kedvezmény jár.
            |Fedezet|Összeg|
            |Tűz|5 000 Ft|
            |Víz|700 Ft|
            Első pont
            KOVÁCS ANNA
            1. Tűz; 2. Víz
            Írjon nekünk: CS-1
            """.ReplaceLineEndings("\n").Replace("12 000 Ft", "12\u00A0000\u00A0Ft").Replace("5 000 Ft", "5\u00A0000\u00A0Ft").Replace("700 Ft", "700\u00A0Ft"));
        filled.Xml("word/_rels/document.xml.rels").ShouldContain("https://pelda.example/CS-1");
        filled.Xml("docProps/core.xml").ShouldContain("<dc:title>Kovács Anna szerződése</dc:title>");
    }

    /// <summary>Google Docs says everything of every run, wraps tables in no style, and cuts where one corrected a letter.</summary>
    [Fact]
    public void A_file_as_Google_Docs_writes_it()
    {
        static string Run(string text) => $"<w:r w:rsidDel=\"00000000\" w:rsidR=\"00000000\" w:rsidRPr=\"00000000\"><w:rPr><w:b w:val=\"0\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:rtl w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>";
        static string Paragraph(params string[] runs) => $"<w:p w:rsidR=\"00000000\" w:rsidDel=\"00000000\" w:rsidP=\"00000000\" w:rsidRDefault=\"00000000\" w:rsidRPr=\"00000000\" w14:paraId=\"0000000{runs.Length}\"><w:pPr><w:rPr/></w:pPr>{string.Concat(runs.Select(Run))}</w:p>";
        var row = $"<w:tr><w:trPr><w:cantSplit w:val=\"0\"/><w:tblHeader w:val=\"0\"/></w:trPr>{Cell(Paragraph("{% for c", " in offer.covers %}", "{{c.name}}"))}{Cell(Paragraph("{{c.limit | mon", "ey}}{% endfor %}"))}</w:tr>";

        Body(Paragraph("Tisz", "telt {{cli", "ent.n", "ame}}!"), $"<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0600\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"4500\"/><w:gridCol w:w=\"4500\"/></w:tblGrid>{row}</w:tbl>", Paragraph("vége"))
            .Fill(Model).Text.ShouldBe("Tisztelt Kovács Anna!\n|Tűz|5\u00A0000\u00A0Ft|\n|Víz|700\u00A0Ft|\nvége");
    }

    [Fact]
    public void A_file_in_the_strict_form_of_the_standard()
    {
        const string transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
        var file = Body(P("{% for c in offer.covers %}{{ c.name }}{% endfor %} {{ document.number | qr }}"), Table(Row("{% for c in offer.covers %}{{ c.name }}", "{% endfor %}")), P("{{ client.name }}")).Build(parts =>
        {
            foreach (var (name, xml) in parts.ToList())
            {
                parts[name] = xml.Replace(transitional, strict, StringComparison.Ordinal).Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal);
            }
        });
        var model = JsonNode.Parse(Model)!.AsObject();

        var filled = new Filled(CompiledTemplate.Compile(file, FieldCatalogue.From(model)).Fill(model, CultureInfo.GetCultureInfo("hu-HU")));

        System.Text.RegularExpressions.Regex.Replace(filled.Xml(), "<[^>]*>", "").Trim().ShouldStartWith("TűzVíz");
        filled.Xml().ShouldContain("Kovács Anna");
        filled.Xml().ShouldContain("xmlns:wp=\"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing\"");
        filled.Xml("word/_rels/document.xml.rels").ShouldContain("http://purl.oclc.org/ooxml/officeDocument/relationships/image");
    }

    [Fact]
    public void Page_breaks_and_sections_inside_a_loop()
    {
        const string section = "<w:p><w:pPr><w:sectPr><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:pPr></w:p>";
        var filled = Body(P("{% for c in offer.covers %}"), P("{{ c.name }}", "<w:r><w:br w:type=\"page\"/></w:r>"), section, P("{% endfor %}"), P("vége")).Fill(Model).Valid();
        filled.Xml().Split("w:type=\"page\"").Length.ShouldBe(3);
        filled.Xml().Split("<w:type w:val=\"nextPage\"/>").Length.ShouldBe(3);
    }

    [Fact]
    public void Cells_merged_across_and_down_inside_a_loop()
    {
        var first = $"<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{P("{% for c in offer.covers %}{{ c.name }}")}</w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{P("összesen")}</w:tc></w:tr>";
        var second = $"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{P()}</w:tc><w:tc><w:tcPr/>{P("{{ c.limit }}")}</w:tc><w:tc><w:tcPr/>{P("{% endfor %}")}</w:tc></w:tr>";
        var filled = Body(Table(first, second).Replace("<w:gridCol w:w=\"3000\"/>", string.Concat(Enumerable.Repeat("<w:gridCol w:w=\"3000\"/>", 3))), P("vége")).Fill(Model).Valid();
        filled.Text.ShouldBe("|Tűz|összesen|\n||5\u00A0000\u00A0Ft||\n|Víz|összesen|\n||700\u00A0Ft||\nvége");
        filled.Xml().Split("<w:vMerge w:val=\"restart\"/>").Length.ShouldBe(3);
    }

    [Fact]
    public void A_watermark_with_a_field_in_it()
    {
        const string watermark = "<w:p><w:r><w:pict><v:shape id=\"w1\" type=\"#t\"><v:textpath string=\"{{ document.number }} TERVEZET\"/></v:shape></w:pict></w:r></w:p>";
        Body(P("x")).Header(watermark).Fill(Model).Xml("word/kopf7.xml").ShouldContain("string=\"CS-1 TERVEZET\"");
    }

    private static string Cell(string content) => $"<w:tc><w:tcPr><w:shd w:fill=\"auto\" w:val=\"clear\"/><w:vAlign w:val=\"top\"/></w:tcPr>{content}</w:tc>";
}
