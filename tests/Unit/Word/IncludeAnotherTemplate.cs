using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossSell.Documents.Messages;
using CrossSell.Documents.Word;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

/// <summary>General terms of a product line, kept as a file of their own, inside the contracts of the line.</summary>
public sealed class IncludeAnotherTemplate
{
    private const string Model = """{"client":{"name":"Kovács Anna","company":true},"covers":[{"name":"Tűz"},{"name":"Víz"}],"logo":"__LOGO__"}""";
    private const string Numbering = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml", StyleType = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
    private static readonly string Include = P("{% include \"terms\" %}");

    [Fact]
    public void Puts_the_other_text_where_its_tag_stands_and_fills_its_tags()
    {
        var terms = Body(P("{{ client.name }} szerződő"), P("{% for c in covers %}"), P("{{ loop.index }}. {{ c.name }}"), P("{% endfor %}"), Table(Row("{% for c in covers %}{{ c.name }}", "{% endfor %}")), P("vége"));
        var filled = Fill(Body(P("elő"), Include, P("utó {{ client.name }}")), terms);
        filled.Text.ShouldBe("elő\nKovács Anna szerződő\n1. Tűz\n2. Víz\n|Tűz||\n|Víz||\nvége\nutó Kovács Anna");
        Compile(Body(P("elő"), Include), terms).Fields.ShouldBe(["client.name", "covers", "covers.name"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_left_out_where_the_condition_around_it_does_not_hold(bool isCompany)
    {
        var template = Body(P("elő"), P("{% if client.company %}"), Include, P("{% endif %}"), P("utó"));
        var model = JsonNode.Parse(Model.Replace("true", isCompany ? "true" : "false", StringComparison.Ordinal))!.AsObject();
        new Filled(Compile(template, Body(P("feltétel"))).Fill(model, CultureInfo.GetCultureInfo("hu-HU"))).Valid().Text.ShouldBe(isCompany ? "elő\nfeltétel\nutó" : "elő\nutó");
    }

    [Fact]
    public void Keeps_the_look_of_its_own_styles_beside_those_of_the_same_name()
    {
        var host = Styled(Body("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Szerződés</w:t></w:r></w:p>", Include), "<w:b/>", "<w:sz w:val=\"22\"/>", "<w:pPr><w:spacing w:after=\"200\"/></w:pPr>");
        var terms = Styled(Body("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Feltételek</w:t></w:r></w:p>", P("szöveg")), "<w:i/>", "<w:sz w:val=\"16\"/>", "");
        var filled = Fill(host, terms);
        var styles = filled.Xml("word/look.xml");
        styles.ShouldContain("<w:style w:type=\"paragraph\" w:styleId=\"terms_Heading1\" w:customStyle=\"1\"><w:name w:val=\"heading 1 (terms)\"/><w:basedOn w:val=\"terms_Normal\"/>");
        styles.ShouldContain("<w:styleId=\"Heading1\"".Replace("<w:styleId", "w:styleId", StringComparison.Ordinal));
        styles.ShouldContain("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>", Case.Sensitive, "the included text has no distance after its paragraphs, though the contract has");
        styles.ShouldContain("<w:sz w:val=\"16\"/>");
        filled.Xml().ShouldContain("<w:pStyle w:val=\"terms_Heading1\"/>");
        filled.Xml().ShouldContain("<w:pPr><w:pStyle w:val=\"terms_Normal\"/></w:pPr><w:r><w:t xml:space=\"preserve\">szöveg", Case.Sensitive, "a paragraph without a style has the default of its own file");
    }

    [Fact]
    public void Counts_its_lists_for_itself()
    {
        var filled = Fill(Listed(Body(Item("a"), Include, Item("b"))), Listed(Body(Item("első"), Item("második"), P("{% for c in covers %}"), Item("{{ c.name }}"), P("{% endfor %}"))));
        Regex.Matches(filled.Xml(), "numId w:val=\"(\\d+)\"").Select(m => m.Groups[1].Value).ShouldBe(["5", "10", "10", "10", "10", "5"]);
        filled.Xml("word/lists.xml").ShouldContain("<w:abstractNum w:abstractNumId=\"1\">");
        filled.Xml("word/lists.xml").ShouldContain("<w:num w:numId=\"10\"><w:abstractNumId w:val=\"1\"/>");
    }

    [Fact]
    public void Brings_its_pictures_links_and_notes()
    {
        const string drawing = "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"9\" cy=\"9\"/><wp:docPr id=\"7\" name=\"kép\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
            + "<pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"x\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"x0\"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
        const string note = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>{{ client.name }} lábjegyzete</w:t></w:r></w:p></w:footnote>", reference = "<w:p><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
        var link = "<w:p><w:hyperlink r:id=\"l1\"><w:r><w:t>cím</w:t></w:r></w:hyperlink></w:p>";
        var terms = Body(drawing, link, reference).Relationship("image", "media/a.png").RawPart("word/media/a.png", "kép", "image/png").Link("l1", "https://pelda.example/").Footnotes(note);

        var filled = Fill(Body(drawing, reference, Include).Relationship("image", "media/a.png").RawPart("word/media/a.png", "más", "image/png").Footnotes(note.Replace("{{ client.name }}", "A szerződés", StringComparison.Ordinal)), terms, validate: false);
        filled.Xml().ShouldContain("r:embed=\"included1_1\"");
        filled.Xml("word/_rels/document.xml.rels").ShouldContain("Target=\"/word/media/included1_a.png\"");
        filled.Xml("word/media/included1_a.png").ShouldBe("kép");
        filled.Xml("word/media/a.png").ShouldBe("más");
        filled.Xml("word/_rels/document.xml.rels").ShouldContain("Target=\"https://pelda.example/\" TargetMode=\"External\"");
        filled.Xml("word/notes.xml").ShouldContain("<w:footnote w:id=\"3\"><w:p><w:r><w:t xml:space=\"preserve\">Kovács Anna lábjegyzete");
        filled.Xml().ShouldContain("<w:footnoteReference w:id=\"3\"/>");
        Regex.Matches(filled.Xml(), "docPr id=\"(\\d+)\"").Select(m => m.Groups[1].Value).ShouldBe(["7", "8"]);

        var alone = Fill(Body(Include), terms, validate: false);
        alone.Xml("word/footnotes.xml").ShouldContain("Kovács Anna lábjegyzete");
    }

    [Fact]
    public void Puts_pictures_of_the_data_into_the_included_text() =>
        Fill(Body(Include), Body(P("{{ logo | image: 20 }}"))).Xml("word/_rels/document.xml.rels").ShouldContain("rIdFilled1");

    [Fact]
    public void Renames_bookmarks_that_the_contract_has_as_well_with_all_that_refers_to_them()
    {
        static string Marked(string text) => $"<w:p><w:bookmarkStart w:id=\"1\" w:name=\"dij\"/>{R(text)}<w:bookmarkEnd w:id=\"1\"/></w:p><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF dij \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
        var xml = Fill(Body(Marked("a"), Include), Body(Marked("b"), "<w:p><w:hyperlink w:anchor=\"dij\"><w:r><w:t>ide</w:t></w:r></w:hyperlink></w:p>")).Xml();
        xml.ShouldContain("<w:bookmarkStart w:id=\"2\" w:name=\"dij_terms\"/>");
        Regex.Matches(xml, "REF dij_terms").Count.ShouldBe(1);
        xml.ShouldContain("w:anchor=\"dij_terms\"");
        xml.ShouldContain("<w:bookmarkStart w:id=\"1\" w:name=\"dij\"/>");
    }

    [Fact]
    public void Keeps_its_columns_and_the_headers_of_its_place()
    {
        var terms = Body(P("két hasábban")).Build(parts => parts["word/document.xml"] = parts["word/document.xml"].Replace("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:cols w:num=\"2\"/>", StringComparison.Ordinal));
        var last = Fill(Body(P("elő"), Include).Header(P("fej")), terms).Xml();
        Regex.Matches(last, "<w:sectPr>.*?</w:sectPr>").Select(m => (m.Value.Contains("cols", StringComparison.Ordinal), m.Value.Contains("headerReference", StringComparison.Ordinal))).ShouldBe([(false, true), (true, false)]);
        var between = Fill(Body(P("elő"), Include, P("utó")).Header(P("fej")), terms).Xml();
        Regex.Matches(between, "<w:sectPr>.*?</w:sectPr>").Select(m => m.Value.Contains("cols", StringComparison.Ordinal)).ShouldBe([false, true, false]);
    }

    [Fact]
    public void Says_outright_which_fonts_and_colours_its_theme_means()
    {
        const string theme = "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"t\"><a:themeElements><a:fontScheme name=\"f\"><a:majorFont><a:latin typeface=\"Georgia\"/></a:majorFont><a:minorFont><a:latin typeface=\"Verdana\"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>";
        var terms = Body(P(R("x", "<w:rFonts w:asciiTheme=\"minorHAnsi\" w:hAnsiTheme=\"majorHAnsi\"/><w:color w:val=\"112233\" w:themeColor=\"accent1\"/>")))
            .RawPart("word/theme/theme1.xml", theme, "application/vnd.openxmlformats-officedocument.theme+xml").Relationship("theme", "theme/theme1.xml");
        Fill(Body(Include), terms).Xml().ShouldContain("<w:rFonts w:ascii=\"Verdana\" w:hAnsi=\"Georgia\"/><w:color w:val=\"112233\"/>");
    }

    [Fact]
    public void Leaves_the_notes_of_reviewers_and_what_Word_counts_for_itself_behind() =>
        Fill(Body(Include), Body("<w:p w14:paraId=\"00000001\"><w:commentRangeStart w:id=\"0\"/><w:r><w:t>x</w:t></w:r><w:commentRangeEnd w:id=\"0\"/></w:p>")).Xml().ShouldNotContain("comment");

    [Fact]
    public void Gives_the_same_bytes_every_time()
    {
        var (host, terms) = (Listed(Styled(Body(P("a"), Include), "<w:b/>", "", "")), Listed(Styled(Body(Item("b")), "<w:i/>", "", "")));
        Fill(host, terms).Bytes.ShouldBe(Fill(host, terms).Bytes);
    }

    [Theory]
    [InlineData("szöveg {% include \"terms\" %}", "must stand alone in a paragraph of the main text")]
    [InlineData("{% include terms %}", "is included by its key in quotation marks")]
    [InlineData("{% include \"trems\" %}", "There is no template “trems” of this line in this language that could be included. Did you mean “terms”?")]
    public void Says_what_is_wrong_with_the_tag(string tag, string message) =>
        Rejected(Body(P(tag)), Body(P("x"))).ShouldHaveSingleItem().Message.ShouldContain(message);

    [Fact]
    public void Cannot_stand_in_a_loop_a_table_a_header_or_twice()
    {
        Rejected(Body(P("{% for c in covers %}"), Include, P("{% endfor %}")), Body(P("x"))).ShouldHaveSingleItem().Message.ShouldContain("cannot be included in a loop");
        Rejected(Body(Table(Row(Include)), P("x")), Body(P("x"))).ShouldHaveSingleItem().Message.ShouldContain("must stand alone");
        Rejected(Body(P("x")).Header(Include), Body(P("x"))).ShouldHaveSingleItem().Message.ShouldContain("must stand alone");
        Rejected(Body(P("x")).Title("{% include \"terms\" %}"), Body(P("x"))).ShouldHaveSingleItem().Message.ShouldContain("must stand alone");
        Rejected(Body(Include, Include), Body(P("x"))).ShouldHaveSingleItem().Message.ShouldContain("included twice");
    }

    [Fact]
    public void Names_the_faults_of_the_included_file_by_its_key_and_paragraph()
    {
        var faults = Rejected(Body(P("a"), Include, P("{{ client.nmae }}")), Body(P("jó"), P("{{ client.nam }}")));
        faults.Select(f => (f.Part, f.Paragraph)).ShouldBe([("terms: word/document.xml", 2), ("word/document.xml", 3)]);
        Rejected(Body(Include), Body(Include)).ShouldHaveSingleItem().Message.ShouldContain("cannot include a third");
    }

    [Fact]
    public void Tells_which_templates_it_includes_however_Word_cut_the_tag() =>
        IncludeTags.KeysIn(Body(P("{% incl", "ude „ter", "ms” %}"), P("{% include %}")).Build()).ShouldBe(["terms"]);

    private static Filled Fill(Docx host, Docx terms, bool validate = true) => Fill(host, terms.Build(), validate);

    private static Filled Fill(Docx host, byte[] terms, bool validate = true)
    {
        var filled = new Filled(Compile(host, terms).Fill(Data, CultureInfo.GetCultureInfo("hu-HU")));
        TemplatePackage.Accept(filled.Bytes);
        return validate ? filled.Valid() : filled;
    }

    private static JsonObject Data => JsonNode.Parse(Model.Replace("__LOGO__", Convert.ToBase64String(Barcode.Draw("LOGO")!.Content), StringComparison.Ordinal))!.AsObject();

    private static CompiledTemplate Compile(Docx host, Docx terms) => Compile(host, terms.Build());

    private static CompiledTemplate Compile(Docx host, byte[] terms) =>
        CompiledTemplate.Compile(host.Build(), FieldCatalogue.From(Data), new Dictionary<string, byte[]> { ["terms"] = terms });

    private static IReadOnlyList<TemplateProblem> Rejected(Docx host, Docx terms) => Should.Throw<TemplateRejectedException>(() => Compile(host, terms)).Problems;

    private static string Item(string text) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>{R(text)}</w:p>";

    private static Docx Listed(Docx file) => file.Relationship("numbering", "lists.xml").RawPart(
        "word/lists.xml",
        $"<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"0\"><w:nsid w:val=\"11111111\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        Numbering);

    private static Docx Styled(Docx file, string heading, string defaults, string paragraphs) => file.Relationship("styles", "look.xml").RawPart(
        "word/look.xml",
        $"<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault><w:pPrDefault>{paragraphs}</w:pPrDefault></w:docDefaults>"
            + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
            + $"<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:rPr>{heading}</w:rPr></w:style></w:styles>",
        StyleType);
}
