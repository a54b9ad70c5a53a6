using System.Text.RegularExpressions;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class BeginListsAnew
{
    private const string Model = """{"covers":[{"name":"Tűz","risks":["a","b"]},{"name":"Víz","risks":["c","d"]}]}""";

    [Fact]
    public void A_list_inside_a_loop_begins_anew_each_time()
    {
        var filled = Document(P("{% for c in covers %}"), Item(5, "{{ c.name }}"), Item(5, "második"), P("{% endfor %}"));
        Lists(filled).ShouldBe(["5", "5", "10", "10"]);
        filled.Xml("word/lists.xml").ShouldContain("<w:num w:numId=\"10\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>");
    }

    [Fact]
    public void A_loop_that_makes_the_points_of_one_list_counts_on() =>
        Lists(Document(P("{% for c in covers %}"), Item(5, "{{ c.name }}"), P("{% endfor %}"))).ShouldBe(["5", "5"]);

    [Fact]
    public void The_points_of_an_inner_loop_begin_anew_with_the_outer_one() =>
        Lists(Document(P("{% for c in covers %}"), P("{{ c.name }}"), P("{% for r in c.risks %}"), Item(5, "{{ r }}"), P("{% endfor %}"), P("{% endfor %}"))).ShouldBe(["5", "5", "10", "10"]);

    [Fact]
    public void A_list_that_goes_on_outside_the_loop_counts_on() =>
        Lists(Document(Item(5, "elő"), P("{% for c in covers %}"), Item(5, "{{ c.name }}"), Item(5, "x"), P("{% endfor %}"))).ShouldBe(["5", "5", "5", "5", "5"]);

    [Fact]
    public void A_list_that_comes_with_a_style_begins_anew_as_well() =>
        Lists(Document(P("{% for c in covers %}"), Styled("{{ c.name }}"), Styled("x"), P("{% endfor %}"))).ShouldBe(["9", "9", "10", "10"]);

    private static Filled Document(params string[] body) => Body([.. body, P("vége")])
        .RawPart("word/lists.xml", $"<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"
            + "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"9\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>", "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml")
        .Relationship("numbering", "lists.xml")
        .RawPart("word/look.xml", $"<w:styles xmlns:w=\"{W}\"><w:style w:type=\"paragraph\" w:styleId=\"Point\"><w:name w:val=\"Point\"/><w:pPr><w:numPr><w:numId w:val=\"9\"/></w:numPr></w:pPr></w:style></w:styles>", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml")
        .Relationship("styles", "look.xml").Fill(Model).Valid();

    private static string Item(int list, string text) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{R(text)}</w:p>";

    private static string Styled(string text) => $"<w:p><w:pPr><w:pStyle w:val=\"Point\"/><w:jc w:val=\"both\"/></w:pPr>{R(text)}</w:p>";

    private static IEnumerable<string> Lists(Filled filled) => Regex.Matches(filled.Xml(), "numId w:val=\"(\\d+)\"").Select(m => m.Groups[1].Value);
}
