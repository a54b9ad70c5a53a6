using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class ReachEveryPlace
{
    private const string Model = """
        {"client":{"name":"Kovács \"K\" Anna","site":"https://pelda.example/a b","mail":"anna@pelda.example"},"quote":{"covers":[{"name":"Tűz","risks":[{"name":"villám"}]},{"name":"Víz","risks":[]}]},"none":[]}
        """;

    [Fact]
    public void Fills_a_control_tagged_with_a_field_and_keeps_its_format()
    {
        var filled = Body(P(R("Név: "), Control("field:client.name", R("Kattintson ide", "<w:rStyle w:val=\"PlaceholderText\"/><w:b/>"), "<w:showingPlcHdr/>"))).Fill(Model).Valid();
        filled.Text.ShouldBe("Név: Kovács \"K\" Anna");
        filled.Xml().ShouldContain("<w:rPr><w:b/></w:rPr>");
        filled.Xml().ShouldNotContain("PlaceholderText");
        filled.Xml().ShouldNotContain("showingPlcHdr");
    }

    [Fact]
    public void Fills_a_control_around_paragraphs_and_one_with_filters() =>
        Body(Control("field:client.name | upcase", P("minta") + P("második")), P("utó")).Fill(Model).Valid().Text.ShouldBe("KOVÁCS \"K\" ANNA\nutó");

    [Fact]
    public void Repeats_what_a_control_tagged_with_a_list_encloses() =>
        Body(Control("list:quote.covers", P(Control("field:quote.covers.name", R("minta")), R("!")) + Control("list:quote.covers.risks", P(Control("field:item.name", R("x"))))), P("utó"))
            .Fill(Model).Valid().Text.ShouldBe("Tűz!\nvillám\nVíz!\nutó");

    [Fact]
    public void Repeats_the_rows_of_a_repeating_section()
    {
        const string section = "<w15:repeatingSection xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"/>";
        const string item = "<w15:repeatingSectionItem xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"/>";
        var row = Control("", Row(P(Control("field:quote.covers.name", R("minta"))), "a"), item);
        Body(Table(Row("Fedezet", ""), Control("list:quote.covers", row + row, section)), P("utó"))
            .Fill(Model).Valid().Text.ShouldBe("|Fedezet||\n|Tűz|a|\n|Víz|a|\nutó");
    }

    [Fact]
    public void Says_what_is_wrong_in_a_control() =>
        Body(P(Control("field:client.nam", R("x")))).Faults(Model).ShouldHaveSingleItem().Message.ShouldContain("client.name");

    [Fact]
    public void Leaves_a_control_of_somebody_else_alone() =>
        Body(P(Control("author", R("Kiss Béla"))), P("{{ client.mail }}")).Fill(Model).Valid().Xml().ShouldContain("<w:tag w:val=\"author\"");

    [Fact]
    public void Fills_the_address_of_a_link()
    {
        var link = "<w:p><w:hyperlink r:id=\"l1\"><w:r><w:t>{{ client.mail }}</w:t></w:r></w:hyperlink></w:p>";
        Body(link).Link("l1", "mailto:%7B%7B%20client.mail%20%7D%7D").Fill(Model).Valid().Xml("word/_rels/document.xml.rels").ShouldContain("Target=\"mailto:anna%40pelda.example\"");
        Body(link).Link("l1", "%7B%7B%20client.site%20%7D%7D").Fill(Model).Valid().Xml("word/_rels/document.xml.rels").ShouldContain("Target=\"https://pelda.example/a%20b\"");
    }

    [Fact]
    public void Refuses_an_address_that_is_none() =>
        Should.Throw<CrossSell.Documents.Word.DataFaultException>(() => Body(P("x")).Link("l1", "%7B%7B%20client.name%20%7D%7D").Fill(Model)).Message.ShouldContain("“client.name” is not a web or e-mail address");

    [Fact]
    public void Refuses_a_block_in_an_address() =>
        Body(P("x")).Link("l1", "https://a.example/%7B%25%20if%20client.name%20%25%7D").Faults(Model).ShouldHaveSingleItem().Message.ShouldContain("no block");

    [Fact]
    public void Fills_the_code_of_a_field_however_it_is_cut()
    {
        const string field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"{{ cli</w:instrText></w:r><w:r><w:instrText>ent.name }}\" </w:instrText></w:r>"
            + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{{ client.mail }}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
        Body(field).Fill(Model).Valid().Xml().ShouldContain("HYPERLINK \"Kovács \\&quot;K\\&quot; Anna");
        Body("<w:p><w:fldSimple w:instr=\" QUOTE &quot;{{ client.mail }}&quot; \"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>").Fill(Model).Valid().Xml().ShouldContain("QUOTE &quot;anna@pelda.example&quot;");
    }

    [Fact]
    public void Says_where_a_fault_stands_as_its_author_counts()
    {
        var fault = Body(P("elő"), Table(Row("a", "b")), Table(Row("a", "b"), Row("c", "A szerződő neve {{ client.nem }} lesz."))).Faults(Model).ShouldHaveSingleItem();
        fault.Where.ShouldBe("table 2, row 2, column 2");
        fault.Context.ShouldBe("A szerződő neve {{ client.nem }} lesz.");
        fault.Paragraph.ShouldBe(7);
    }

    private static string Control(string tag, string content, string properties = "") =>
        $"<w:sdt><w:sdtPr>{(tag.Length > 0 ? $"<w:tag w:val=\"{tag}\"/>" : "")}{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>";
}
