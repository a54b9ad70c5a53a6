using CrossSell.Documents.Word;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class WriteFormattedText
{
    private const string Model = """{"terms":{"rich":"Az **önrész** *mindig* 10 \\* %.\n- első & **félkövér**\n- második\nvége <b>"},"none":null,"short":{"rich":"a **b** c"}}""";

    [Fact]
    public void Writes_bold_italic_lines_and_points_in_the_format_of_its_place()
    {
        var filled = Body($"<w:p><w:pPr><w:pStyle w:val=\"X\"/><w:jc w:val=\"both\"/></w:pPr>{R("Feltételek: {{ terms }}", "<w:rFonts w:ascii=\"Arial\"/><w:sz w:val=\"18\"/>")}</w:p>", P("utó")).Fill(Model).Valid();
        filled.Text.ShouldBe("Feltételek: Az önrész mindig 10 * %.\n•\telső & félkövér\n•\tmásodik\nvége <b>\nutó");
        filled.Xml().ShouldContain("<w:rPr><w:rFonts w:ascii=\"Arial\"/><w:b/><w:sz w:val=\"18\"/></w:rPr><w:t xml:space=\"preserve\">önrész</w:t>");
        filled.Xml().ShouldContain("<w:i/><w:sz w:val=\"18\"/></w:rPr><w:t xml:space=\"preserve\">mindig</w:t>");
        filled.Xml().ShouldContain("<w:ind w:left=\"360\" w:hanging=\"360\"/><w:jc w:val=\"both\"/>");
    }

    [Fact]
    public void Stays_in_its_paragraph_where_the_run_is_inside_something() =>
        Body("<w:p><w:smartTag w:element=\"x\">" + R("{{ terms }}") + "</w:smartTag></w:p>").Fill(Model).Text.ShouldBe("Az önrész mindig 10 * %.\v• első & félkövér\v• második\vvége <b>");

    [Fact]
    public void Is_plain_where_only_plain_text_can_stand() =>
        Body(P("x")).Title("{{ short }}").Fill(Model).Valid().Xml("docProps/core.xml").ShouldContain("<dc:title>a b c</dc:title>");

    [Fact]
    public void Takes_a_stand_in_when_it_is_missing() =>
        Body(P("{{ none | default: \"–\" }}")).Fill(Model).Valid().Text.ShouldBe("–");

    [Theory]
    [InlineData("{{ terms | upcase }}", "The filter “upcase” works on")]
    [InlineData("{% if terms == \"x\" %}{% endif %}", "“terms” is formatted text")]
    public void Refuses_what_only_plain_text_can_do(string tag, string message) => Body(P(tag)).Faults(Model).ShouldHaveSingleItem().Message.ShouldStartWith(message);

    [Theory]
    [InlineData("a*b", "a|b")]
    [InlineData("**a", "a")]
    [InlineData("***a***b", "a|b")]
    [InlineData("\\**a*", "*|a")]
    [InlineData("", "")]
    public void Reads_any_stars(string rich, string pieces) => string.Join('|', RichText.Pieces(rich).Select(p => p.Text)).ShouldBe(pieces);
}
