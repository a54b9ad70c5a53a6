using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossSell.Documents.Word;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

/// <summary>What Word does to a file while people work on it; docs/reference/word-files.md lists it with the tests elsewhere.</summary>
public sealed class SurviveWordsHabits
{
    private const string Model = """{"client":{"name":"Kovács Anna","phone":null},"covers":[{"name":"Tűz","photo":"__A__"},{"name":"Víz","photo":"__B__"}],"sign":"__A__","none":[]}""";
    private const string Shape = "<a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr/><wps:spPr/>{0}<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>";

    [Fact]
    public void A_tag_with_a_run_for_every_letter_and_marks_of_spelling_revision_and_bookmarks_between()
    {
        var runs = "{{ client.name }}".Select((c, i) => $"<w:proofErr w:type=\"{(i % 2 == 0 ? "spellStart" : "spellEnd")}\"/><w:bookmarkStart w:id=\"{i}\" w:name=\"b{i}\"/><w:r w:rsidR=\"00A1{i:X4}\"><w:rPr><w:lang w:val=\"en-US\"/></w:rPr><w:t xml:space=\"preserve\">{c}</w:t></w:r><w:bookmarkEnd w:id=\"{i}\"/>");
        var filled = Fill(Body($"<w:p>{string.Concat(runs)}</w:p>"));
        filled.Text.ShouldBe("Kovács Anna");
        Regex.Count(filled.Xml(), "<w:bookmarkStart").ShouldBe(17, "bookmarks outside of loops are what links and indexes lead to");
    }

    [Fact]
    public void Hyphens_and_symbols_inside_a_tag()
    {
        static string Parted(string special) => $"<w:p><w:r><w:t>{{{{ client.phone | default: \"a</w:t>{special}<w:t>b\" }}}}</w:t></w:r></w:p>";
        Fill(Body(Parted("<w:noBreakHyphen/>"))).Text.ShouldBe("a-b");
        Fill(Body(Parted("<w:softHyphen/>"))).Text.ShouldBe("ab");
        foreach (var special in new[] { "<w:sym w:font=\"Symbol\" w:char=\"F0B7\"/>", "<w:footnoteReference w:id=\"1\"/>", "<w:drawing/>" })
        {
            Body(Parted(special)).Faults().ShouldHaveSingleItem().Message.ShouldContain("a picture, a field or a symbol inside the tag");
        }
    }

    [Fact]
    public void A_paragraph_that_is_alone_in_its_control_stays()
    {
        var filled = Fill(Body($"<w:sdt><w:sdtPr/><w:sdtContent>{P("{% if client.phone %}x{% endif %}")}</w:sdtContent></w:sdt>", P("utó")));
        filled.Xml().ShouldContain("<w:sdtContent><w:p");
        filled.Text.Trim().ShouldBe("utó");
    }

    [Fact]
    public void A_loop_inside_a_text_box_goes_into_both_of_its_copies()
    {
        var content = $"<w:txbxContent>{P("{% for c in covers %}")}{P("{{ c.name }}")}{P("{% endfor %}")}</w:txbxContent>";
        var box = "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"1\" name=\"a\"/>" + Shape.Replace("{0}", $"<wps:txbx>{content}</wps:txbx>", StringComparison.Ordinal)
            + $"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect id=\"s1\"><v:textbox>{content}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent>";
        var xml = Fill(Body($"<w:p><w:r>{box}</w:r></w:p>")).Xml();
        Regex.Count(xml, "Tűz").ShouldBe(2);
        Regex.Count(xml, "Víz").ShouldBe(2);
    }

    [Fact]
    public void Numbers_of_controls_and_shapes_inside_a_loop_are_new_each_time()
    {
        var xml = Fill(Body(P("{% for c in covers %}"), "<w:sdt><w:sdtPr><w:id w:val=\"77\"/></w:sdtPr><w:sdtContent>" + P("{{ c.name }}") + "</w:sdtContent></w:sdt>",
            "<w:p><w:r><w:pict><v:rect id=\"kep1\" style=\"width:10pt;height:10pt\"/></w:pict></w:r></w:p>", P("{% endfor %}"))).Xml();
        Regex.Matches(xml, "<w:id w:val=\"(\\d+)\"").Select(m => m.Groups[1].Value).Distinct().Count().ShouldBe(2);
        Regex.Matches(xml, "<v:rect id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Comments_of_reviewers_stay_where_they_are_and_are_not_repeated()
    {
        static string Commented(int id, string text) => $"<w:p><w:commentRangeStart w:id=\"{id}\"/>{R(text)}<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r></w:p>";
        var comments = $"<w:comments xmlns:w=\"{W}\"><w:comment w:id=\"0\" w:author=\"a\"><w:p/></w:comment><w:comment w:id=\"1\" w:author=\"a\"><w:p/></w:comment></w:comments>";
        var filled = Fill(Body(Commented(0, "{{ client.name }}"), P("{% for c in covers %}"), Commented(1, "{{ c.name }}"), P("{% endfor %}"))
            .RawPart("word/comments.xml", comments, "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml").Relationship("comments", "comments.xml"));
        Regex.Matches(filled.Xml(), "<w:commentReference w:id=\"(\\d)\"").Select(m => m.Groups[1].Value).ShouldBe(["0"]);
    }

    [Fact]
    public void A_bookmark_that_begins_before_a_loop_and_ends_in_it_goes_and_one_around_it_stays()
    {
        var xml = Fill(Body("<w:p><w:bookmarkStart w:id=\"1\" w:name=\"fel\"/><w:bookmarkStart w:id=\"2\" w:name=\"egesz\"/><w:r><w:t>a</w:t></w:r></w:p>", P("{% for c in covers %}"), "<w:p><w:r><w:t>{{ c.name }}</w:t></w:r><w:bookmarkEnd w:id=\"1\"/></w:p>", P("{% endfor %}"),
            "<w:p><w:bookmarkEnd w:id=\"2\"/></w:p>")).Xml();
        xml.ShouldNotContain("fel");
        xml.ShouldContain("<w:bookmarkStart w:id=\"2\" w:name=\"egesz\"/>");
        xml.ShouldContain("<w:bookmarkEnd w:id=\"2\"/>");
    }

    [Fact]
    public void Footnotes_and_endnotes_with_tags_of_their_own_and_a_note_inside_a_loop()
    {
        var endnotes = $"<w:endnotes xmlns:w=\"{W}\"><w:endnote w:id=\"1\">{P("vége: {{ client.name }}")}</w:endnote></w:endnotes>";
        var filled = Fill(Body(P("{% for c in covers %}"), P("{{ c.name }}", "<w:r><w:footnoteReference w:id=\"1\"/></w:r>"), P("{% endfor %}"), P("x", "<w:r><w:endnoteReference w:id=\"1\"/></w:r>"))
            .Footnotes($"<w:footnote w:id=\"1\">{P("{% for c in covers %}{{ c.name }} {% endfor %}")}</w:footnote>")
            .RawPart("word/endnotes.xml", endnotes, "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml").Relationship("endnotes", "endnotes.xml"));
        filled.Lines("word/notes.xml").Trim().ShouldBe("Tűz Víz");
        filled.Lines("word/endnotes.xml").Trim().ShouldBe("vége: Kovács Anna");
    }

    [Fact]
    public void The_header_of_a_section_in_the_middle_under_any_name()
    {
        var section = "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"x0\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:pPr></w:p>";
        var header = $"<w:hdr xmlns:w=\"{W}\">{P("középső {{ client.name }}")}</w:hdr>";
        var filled = Fill(Body(P("a"), section, P("b")).Relationship("header", "parts/sonstwas.xml").RawPart("word/parts/sonstwas.xml", header, "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml").Header(P("utolsó")));
        filled.Lines("word/parts/sonstwas.xml").ShouldBe("középső Kovács Anna");
    }

    [Fact]
    public void Properties_of_the_file_its_own_ones_and_those_of_the_company()
    {
        const string custom = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"2\" name=\"Ügyfél\"><vt:lpwstr>{{ client.name }}</vt:lpwstr></property></Properties>";
        const string app = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Company>{{ client.name | upcase }}</Company></Properties>";
        var filled = Fill(Body(P("x")).RawPart("docProps/custom.xml", custom, "application/vnd.openxmlformats-officedocument.custom-properties+xml").RawPart("docProps/app.xml", app, "application/vnd.openxmlformats-officedocument.extended-properties+xml"));
        filled.Xml("docProps/custom.xml").ShouldContain("<vt:lpwstr>Kovács Anna</vt:lpwstr>");
        filled.Xml("docProps/app.xml").ShouldContain("<Company>KOVÁCS ANNA</Company>");
    }

    [Fact]
    public void Fields_are_never_told_to_refresh_and_protection_stays()
    {
        const string settings = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/></w:settings>";
        var filled = Fill(Body(P("{{ client.name }}"), "<w:p><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>")
            .RawPart("word/settings.xml", settings, "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml").Relationship("settings", "settings.xml"));
        filled.Xml("word/settings.xml").ShouldBe(settings);
        filled.Xml().ShouldContain("<w:fldSimple w:instr=\" PAGE \">");
    }

    [Fact]
    public void A_photo_for_each_item_and_a_signature_in_the_size_of_its_sample()
    {
        static string Sample(string tag, int id) => $"<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"1800000\" cy=\"600000\"/><wp:docPr id=\"{id}\" name=\"minta\" descr=\"{tag}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
            + "<pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"x\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"x0\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
        var filled = Fill(Body(P("{% for c in covers %}"), Sample("{{ c.photo | image }}", 3), P("{% endfor %}"), Sample("{{ sign | image }}", 4)).Relationship("image", "media/m.png").RawPart("word/media/m.png", "x", "image/png"));
        Regex.Matches(filled.Xml(), "r:embed=\"(\\w+)\"").Select(m => m.Groups[1].Value).ShouldBe(["rIdFilled1", "rIdFilled2", "rIdFilled1"]);
        Regex.Count(filled.Xml(), "<wp:extent cx=\"1800000\" cy=\"600000\"/>").ShouldBe(3);
        Regex.Matches(filled.Xml(), "docPr id=\"(\\d+)\"").Select(m => m.Groups[1].Value).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Blanks_at_the_edges_of_a_text_beside_a_tag_are_kept()
    {
        var xml = Fill(Body("<w:p><w:r><w:t xml:space=\"preserve\"> elé {{ client.name }} mögé </w:t></w:r></w:p>")).Xml();
        Regex.Matches(xml, "<w:t([^>]*)>").Select(m => m.Groups[1].Value).ShouldAllBe(a => a == " xml:space=\"preserve\"");
        xml.ShouldContain(" elé Kovács Anna mögé ");
    }

    [Fact]
    public void Half_of_a_surrogate_pair_in_the_data_is_refused_by_field()
    {
        var model = new JsonObject { ["x"] = "a\uD83Db" };
        Should.Throw<DataFaultException>(() => Body(P("{{ x }}")).Compile().Fill(model, CultureInfo.GetCultureInfo("hu-HU"))).Problems.ShouldHaveSingleItem().Tag.ShouldBe("x");
    }

    [Fact]
    public void A_DTD_hidden_in_another_encoding_is_found()
    {
        var file = Body(P("x")).Build();
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("word/document.xml")!.Delete();
            using var part = new StreamWriter(zip.CreateEntry("word/document.xml").Open(), System.Text.Encoding.Unicode);
            part.Write($"<?xml version=\"1.0\" encoding=\"utf-16\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document xmlns:w=\"{W}\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>");
        }
        Should.Throw<TemplateRejectedException>(() => CompiledTemplate.Compile(stream.ToArray(), FieldCatalogue.Open)).Message.ShouldContain("(DTD)");
    }

    [Fact]
    public void A_ZIP_with_a_password_of_its_own_is_refused()
    {
        var file = Body(P("x")).Build();
        var directory = file.AsSpan().IndexOf("PK\x01\x02"u8);
        file[directory + 8] |= 1;
        Should.Throw<TemplateRejectedException>(() => CompiledTemplate.Compile(file, FieldCatalogue.Open)).Message.ShouldContain("protected by a password");
    }

    private static Filled Fill(Docx template) => template.Fill(Model.Replace("__A__", Picture("A"), StringComparison.Ordinal).Replace("__B__", Picture("B"), StringComparison.Ordinal));

    private static string Picture(string text) => Convert.ToBase64String(Barcode.Draw(text)!.Content);
}
