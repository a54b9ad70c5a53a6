using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class PrintFields
{
    private const string Client = """{"client":{"name":"Kovács Anna","phone":null,"note":"A & B <C>"},"today":"2026-11-23"}""";

    [Fact]
    public void Puts_a_field_where_its_tag_stood() =>
        Body(P("Tisztelt {{ client.name }}!")).Fill(Client).Valid().Text.ShouldBe("Tisztelt Kovács Anna!");

    [Fact]
    public void Joins_a_tag_that_Word_cut_over_runs() =>
        Body(P("Tisztelt {", "<w:proofErr w:type=\"spellStart\"/>", R("{ cli", "<w:b/>"), R("ent.na", "<w:i/><w:lang w:val=\"en-US\"/>"), "<w:proofErr w:type=\"spellEnd\"/>", "me }", R("}!", "<w:b/>")))
            .Fill(Client).Valid().Text.ShouldBe("Tisztelt Kovács Anna!");

    [Fact]
    public void Gives_a_cut_tag_the_format_of_its_first_run()
    {
        var xml = Body(P(R("{{ client", "<w:b/>"), R(".name }} után", "<w:i/>"))).Fill(Client).Valid().Xml();
        xml.ShouldContain("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Kovács Anna</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\"> után</w:t></w:r>");
    }

    [Theory]
    [InlineData("{{\u00A0client.name\u00A0}}")]
    [InlineData("{\u200B{ client\u200B.name }\u200D}")]
    [InlineData("{{ client.phone | default: „Kovács Anna” }}")]
    [InlineData("{{ client.phone | default: “Kovács Anna” }}")]
    [InlineData("{{ client.phone | default: ’Kovács Anna’ }}")]
    [InlineData("{% if -1 < 2 and –3 < −2 %}Kovács Anna{% endif %}")]
    public void Reads_what_Word_makes_of_typing_as_what_was_meant(string tag) => Body(P(tag)).Fill(Client).Text.ShouldBe("Kovács Anna");

    [Fact]
    public void Takes_tabs_and_breaks_inside_a_tag_as_blanks() =>
        Body("<w:p><w:r><w:t>{{</w:t><w:tab/><w:t>client.name</w:t><w:br/><w:t>}}</w:t></w:r></w:p>").Fill(Client).Valid().Text.ShouldBe("Kovács Anna");

    [Fact]
    public void Escapes_what_XML_reserves() => Body(P("{{ client.note }}")).Fill(Client).Valid().Text.ShouldBe("A & B <C>");

    [Fact]
    public void Turns_line_breaks_and_tabs_of_the_data_into_Words_own() =>
        Body(P("{{ x }}")).Fill("""{"x":"egy\r\nkettő\nhárom\tnégy"}""").Valid().Text.ShouldBe("egy\vkettő\vhárom\tnégy");

    [Theory]
    [InlineData("\\u0007")]
    [InlineData("\\u0000")]
    [InlineData("\\uFFFF")]
    public void Refuses_control_characters_by_field_name(string character) =>
        Should.Throw<Documents.Word.DataFaultException>(() => Body(P("{{ client.name }}")).Fill("""{"client":{"name":"a?b"}}""".Replace("?", character)))
            .Problems.ShouldHaveSingleItem().Tag.ShouldBe("client.name");

    [Fact]
    public void Names_every_field_without_a_value_at_once()
    {
        var faults = Should.Throw<Documents.Word.DataFaultException>(() => Body(P("{{ a }}{{ b.c }}{% for x in l %}{{ x.y }}{% endfor %}"))
            .Fill("""{"a":null,"b":{"c":null},"l":[{"y":"1"},{"y":null}]}""")).Problems;
        faults.Select(f => f.Tag).ShouldBe(["a", "b.c", "l[2].y"]);
        faults[0].Message.ShouldBe("“a” has no value. Fill it in, or write {{ a | default: \"\" }} in the template if it may be empty.");
    }

    [Fact]
    public void Fills_headers_footers_and_notes_by_their_type_whatever_their_name()
    {
        var filled = Body(P("x", "<w:r><w:footnoteReference w:id=\"1\"/></w:r>")).Header(P("{{ client.name }}")).Footer(P("{% if client.phone %}nincs{% else %}lap{% endif %}"))
            .Footnotes("<w:footnote w:id=\"1\"><w:p><w:r><w:t>{{ today }}</w:t></w:r></w:p></w:footnote>").Fill(Client).Valid();
        filled.Lines("word/kopf7.xml").ShouldBe("Kovács Anna");
        filled.Lines("word/fuss.xml").ShouldBe("lap");
        filled.Lines("word/notes.xml").ShouldBe("2026. november 23.");
    }

    [Fact]
    public void Fills_the_title_of_the_document() =>
        Body(P("x")).Title("Levél: {{ client.note }}").Fill(Client).Valid().Xml("docProps/core.xml").ShouldContain("<dc:title>Levél: A &amp; B &lt;C&gt;</dc:title>");

    [Fact]
    public void Fills_both_copies_of_a_text_box()
    {
        const string box = "<w:txbxContent><w:p><w:r><w:t>{{ client.name }}</w:t></w:r></w:p></w:txbxContent>";
        var xml = Body("<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"1\" name=\"a\"/><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx>"
            + box + "</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect id=\"s1\"><v:textbox>" + box + "</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>")
            .Fill(Client).Valid().Xml();
        System.Text.RegularExpressions.Regex.Count(xml, "Kovács Anna").ShouldBe(2);
    }

    [Fact]
    public void Fills_content_controls_and_unbinds_them()
    {
        var filled = Body("<w:sdt><w:sdtPr><w:id w:val=\"5\"/><w:showingPlcHdr/><w:dataBinding w:xpath=\"/a\" w:storeItemID=\"{1}\"/></w:sdtPr><w:sdtContent>" + P("{{ client.name }}") + "</w:sdtContent></w:sdt>").Fill(Client).Valid();
        filled.Text.ShouldBe("Kovács Anna");
        filled.Xml().ShouldNotContain("dataBinding");
        filled.Xml().ShouldNotContain("showingPlcHdr");
    }

    [Fact]
    public void Fills_the_text_of_a_link() =>
        Body("<w:p><w:hyperlink r:id=\"l1\"><w:r><w:t>{{ client.</w:t></w:r><w:r><w:t>name }}</w:t></w:r></w:hyperlink></w:p>").Link("l1", "https://example.org/").Fill(Client).Valid().Text.ShouldBe("Kovács Anna");

    [Fact]
    public void Writes_the_same_bytes_for_the_same_input()
    {
        var template = Body(P("{{ client.name }} {{ today }}")).Header(P("{{ client.name }}"));
        template.Fill(Client).Bytes.ShouldBe(template.Fill(Client).Bytes);
    }

    [Fact]
    public void Makes_a_document_of_a_Word_template_file() =>
        Body(P("{{ client.name }}")).AsType("template.main+xml").Fill(Client).Valid().Xml("[Content_Types].xml").ShouldContain("wordprocessingml.document.main+xml");

    [Fact]
    public void Says_which_fields_it_reads() =>
        Body(P("{{ client.name }}{% for c in offer.covers %}{{ c.limit | money }}{% if today > \"2026-01-01\" %}{% endif %}{% endfor %}")).Compile().Fields
            .ShouldBe(["client.name", "offer.covers", "offer.covers.limit", "today"]);
}
