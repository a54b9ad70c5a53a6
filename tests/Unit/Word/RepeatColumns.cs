using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class RepeatColumns
{
    private const string Model = """{"years":[{"name":"2026","price":"1"},{"name":"2027","price":"2"},{"name":"2028","price":"3"}],"rows":[{"name":"Tűz"},{"name":"Víz"}],"yes":true,"no":false}""";

    [Fact]
    public void Repeats_the_cells_between_the_tags_when_they_are_not_the_whole_row()
    {
        var filled = Body(Wide(3, Row("Fedezet", "{% for y in years %}{{ y.name }}{% endfor %}", "Össz"), Row("Díj", P("{% for y in years %}") + P("{{ y.price }}") + P("{% endfor %}"), "6")), P("utó")).Fill(Model).Valid();
        filled.Text.ShouldBe("|Fedezet|202620272028|Össz|\n|Díj|1\n2\n3|6|\nutó");
    }

    [Fact]
    public void Repeats_two_cells_and_the_columns_of_the_grid()
    {
        var filled = Body(Wide(4, Row("Fedezet", "{% for y in years %}{{ y.name }}", "ár{% endfor %}", "Össz"), Row("Díj", "{% for y in years %}{{ y.price }}", "Ft{% endfor %}", "6")), P("utó")).Fill(Model).Valid();
        filled.Text.ShouldBe("|Fedezet|2026|ár|2027|ár|2028|ár|Össz|\n|Díj|1|Ft|2|Ft|3|Ft|6|\nutó");
        filled.Xml().Split("<w:gridCol").Length.ShouldBe(1 + 8);
    }

    [Fact]
    public void Hides_cells() =>
        Body(Wide(3, Row("a", "b", "{% if no %}c", "d{% endif %}"), Row("a", "b", "{% if yes %}c", "d{% endif %}")), P("utó")).Fill(Model).Valid().Text.ShouldBe("|a|b|\n|a|b|c|d|\nutó");

    [Fact]
    public void Repeats_rows_of_repeated_cells() =>
        Body(Wide(4, Row("{% for r in rows %}{{ r.name }}", "{% for y in years %}{{ y.name }}", "x{% endfor %}", "{% endfor %}")), P("utó")).Fill(Model).Valid()
            .Text.ShouldBe("|Tűz|2026|x|2027|x|2028|x||\n|Víz|2026|x|2027|x|2028|x||\nutó");

    private static string Wide(int columns, params string[] rows) => Table(rows).Replace("<w:gridCol w:w=\"3000\"/>", string.Concat(Enumerable.Repeat("<w:gridCol w:w=\"3000\"/>", columns)));
}
