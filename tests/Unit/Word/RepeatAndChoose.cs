using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class RepeatAndChoose
{
    private const string Offer = """
        {"offer":{"covers":[{"name":"Tűz","limit":{"amount":12000,"currency":"HUF"},"risks":["villám","robbanás"]},{"name":"Víz","limit":{"amount":5,"currency":"HUF"},"risks":[]}],
        "none":[],"yes":true,"no":false,"kind":"company","n":3,"empty":null}}
        """;

    [Fact]
    public void Repeats_a_piece_of_a_line() =>
        Body(P("Fedezetek: {% for c in offer.covers %}{{ loop.index }}/{{ loop.length }} {{ c.name }}{% unless loop.last %}, {% endunless %}{% endfor %}."))
            .Fill(Offer).Valid().Text.ShouldBe("Fedezetek: 1/2 Tűz, 2/2 Víz.");

    [Fact]
    public void Keeps_the_format_of_both_halves_of_a_run_a_block_cuts()
    {
        var xml = Body(P(R("a {% if offer.yes %}b{% endif %} c", "<w:b/>"))).Fill(Offer).Valid().Xml();
        xml.Split("<w:rPr><w:b/></w:rPr>").Length.ShouldBe(4);
    }

    [Fact]
    public void Repeats_paragraphs_and_takes_away_those_that_held_only_tags() =>
        Body(P("elő"), P("{% for c in offer.covers %}"), P("{{ c.name }}"), P("– {{ c.limit }}"), P(" {% endfor %} "), P("utó"))
            .Fill(Offer).Valid().Text.ShouldBe("elő\nTűz\n– 12\u00A0000\u00A0Ft\nVíz\n– 5\u00A0Ft\nutó");

    [Fact]
    public void Lets_a_block_begin_and_end_in_paragraphs_with_text() =>
        Body(P("Fedezet:{% for c in offer.covers %}"), P("{{ c.name }}"), P("vége{% endfor %}"), P("{% if offer.yes %}igen"), P("{% endif %}utó"))
            .Fill(Offer).Valid().Text.ShouldBe("Fedezet:\nTűz\nvége\nVíz\nvége\nigen\nutó");

    [Fact]
    public void Nests_loops_and_conditions_in_shared_paragraphs() =>
        Body(P("{% for c in offer.covers %}{% if loop.first %}"), P("{{ c.name }} első"), P("{% else %}{% for r in c.risks %}"), P("{{ r }}"), P("{% else %}"), P("nincs kockázat"), P("{% endfor %}{% endif %}{% endfor %}"), P("{% for c in offer.covers %}{% for r in c.risks %}{{ r }}"), P("+{% endfor %}{% endfor %}"))
            .Fill(Offer).Valid().Text.ShouldBe("Tűz első\nnincs kockázat\nvillám\n+\nrobbanás\n+");

    [Fact]
    public void Repeats_a_row_whose_first_and_last_cells_hold_the_tags() =>
        Body(Table(Row("Fedezet", "Összeg"), Row("{% for c in offer.covers %}{{ c.name }}", "{{ c.limit | money }}{% endfor %}")), P("utó"))
            .Fill(Offer).Valid().Text.ShouldBe("|Fedezet|Összeg|\n|Tűz|12\u00A0000\u00A0Ft|\n|Víz|5\u00A0Ft|\nutó");

    [Fact]
    public void Repeats_a_row_between_rows_that_hold_only_tags() =>
        Body(Table(Row("fej"), Row("{% for c in offer.covers %}"), Row("{{ c.name }}"), Row("{{ loop.index }}"), Row("{% else %}"), Row("üres"), Row("{% endfor %}")), P("utó"))
            .Fill(Offer).Valid().Text.ShouldBe("|fej|\n|Tűz|\n|1|\n|Víz|\n|2|\nutó");

    [Fact]
    public void Repeats_a_row_with_conditions_and_loops_inside() =>
        Body(Table(Row("{% for c in offer.covers %}{% if c.risks %}{{ c.name }}", P("{% for r in c.risks %}") + P("{{ r }}") + P("{% endfor %}"), "{% endif %}{% endfor %}")), P("utó"))
            .Fill(Offer).Valid().Text.ShouldBe("|Tűz|villám\nrobbanás||\nutó");

    [Fact]
    public void Repeats_several_rows_together() =>
        Body(Table(Row("fej", ""), Row("{% for c in offer.covers %}{{ c.name }}", "a"), Row("b", "{{ c.limit }}{% endfor %}"), Row("láb", "")), P("utó"))
            .Fill(Offer).Valid().Text.ShouldBe("|fej||\n|Tűz|a|\n|b|12\u00A0000\u00A0Ft|\n|Víz|a|\n|b|5\u00A0Ft|\n|láb||\nutó");

    [Fact]
    public void Repeats_the_rows_of_a_table_inside_a_repeated_row() =>
        Body(Table(Row("{% for c in offer.covers %}{{ c.name }}", Table(Row("{% for r in c.risks %}{{ r }}", "{% endfor %}")) + P(""), "{% endfor %}")), P("utó"))
            .Fill(Offer).Valid().Text.Replace("\n", "").ShouldBe("|Tűz||villám|||robbanás|||||Víz|||utó");

    [Fact]
    public void Repeats_a_whole_table_with_its_paragraphs() =>
        Body(P("{% for c in offer.covers %}"), Table(Row("{{ c.name }}", "{{ loop.index }}")), P("köz"), P("{% endfor %}"), P("utó"))
            .Fill(Offer).Valid().Text.ShouldBe("|Tűz|1|\nköz\n|Víz|2|\nköz\nutó");

    [Fact]
    public void Shows_or_hides_a_row() =>
        Body(Table(Row("{% if offer.no %}a", "b{% endif %}"), Row("{% if offer.yes %}c", "d{% endif %}")), P("utó")).Fill(Offer).Valid().Text.ShouldBe("|c|d|\nutó");

    [Fact]
    public void Reads_files_with_indented_XML() =>
        Body("\n  <w:p>\n    <w:r>\n      <w:t>{% for c in offer.covers %}</w:t>\n    </w:r>\n  </w:p>\n  ", P("{{ c.name }}"), "\n  <w:p>\n <w:r>\n <w:t>{% endfor %}</w:t>\n </w:r>\n </w:p>\n")
            .Fill(Offer).Valid().Text.ShouldBe("Tűz\nVíz");

    [Fact]
    public void Goes_through_a_list_of_plain_values_in_a_header() =>
        Body(P("x")).Header(P("{% for c in offer.covers %}"), P("{% for r in c.risks %}{{ r }} {% endfor %}"), P("{% endfor %}")).Fill(Offer).Valid().Lines("word/kopf7.xml").ShouldBe("villám robbanás ");

    [Fact]
    public void Writes_a_paragraph_into_a_header_whose_blocks_wrote_none() =>
        Body(P("x")).Header(P("{% if offer.no %}"), P("y"), P("{% endif %}")).Fill(Offer).Valid().Xml("word/kopf7.xml").ShouldContain("<w:p></w:p>");

    [Fact]
    public void Takes_a_table_away_that_has_no_rows_left() =>
        Body(P("elő"), Table(Row("{% for c in offer.none %}{{ c }}", "{% endfor %}")), P("utó")).Fill(Offer).Valid().Text.ShouldBe("elő\nutó");

    [Fact]
    public void Leaves_a_paragraph_in_a_cell_whose_blocks_wrote_nothing() =>
        Body(Table(Row(P("{% if offer.no %}") + P("x") + P("{% endif %}"), "y")), P("utó")).Fill(Offer).Valid().Text.ShouldBe("||y|\nutó");

    [Fact]
    public void Leaves_a_paragraph_after_a_table_that_ends_a_cell() =>
        Body(Table(Row(P("{% if offer.yes %}") + Table(Row("belső")) + P("{% endif %}"))), P("utó")).Fill(Offer).Valid();

    [Fact]
    public void Keeps_the_paragraph_that_carries_a_section() =>
        Body(P("{% if offer.no %}"), P("x"), "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:pPr><w:r><w:t>{% endif %}</w:t></w:r></w:p>", P("utó"))
            .Fill(Offer).Valid().Xml().ShouldContain("<w:pPr><w:sectPr>");

    [Theory]
    [InlineData("offer.kind == \"company\"", true)]
    [InlineData("offer.kind != 'company'", false)]
    [InlineData("not offer.no and offer.yes", true)]
    [InlineData("offer.no or offer.n >= 3", true)]
    [InlineData("(offer.no or offer.yes) and offer.n < 3", false)]
    [InlineData("offer.no and offer.no or offer.yes", true)]
    [InlineData("offer.empty", false)]
    [InlineData("offer.empty == null", true)]
    [InlineData("offer.empty != \"x\"", true)]
    [InlineData("offer.none", false)]
    [InlineData("offer.covers", true)]
    [InlineData("offer.yes == true", true)]
    [InlineData("2.5 ≤ offer.n", true)]
    public void Judges_a_condition(string condition, bool holds) =>
        Body(P($"{{% if {condition} %}}igen{{% else %}}nem{{% endif %}}")).Fill(Offer).Text.ShouldBe(holds ? "igen" : "nem");

    [Fact]
    public void Takes_the_first_branch_that_holds() =>
        Body(P("{% if offer.no %}"), P("a"), P("{% elsif offer.n > 2 %}"), P("b"), P("{% elsif offer.yes %}"), P("c"), P("{% else %}"), P("d"), P("{% endif %}")).Fill(Offer).Valid().Text.ShouldBe("b");

    [Fact]
    public void Leaves_comments_out() =>
        Body(P("a{# {{ nothing }} #}b"), P("{# alone #}"), P("{% comment %}"), P("{{ nothing }} {% for %} {{ broken"), P("{% endcomment %}"), P("c")).Faults().ShouldHaveSingleItem().Message.ShouldContain("not closed");

    [Fact]
    public void Leaves_whole_comments_out() =>
        Body(P("a{# {{ nothing }} #}b"), P("{# alone #}"), P("{% comment %}"), P("{{ nothing }} {% for %}"), P("{% endcomment %}"), P("c")).Fill(Offer).Valid().Text.ShouldBe("ab\nc");

    [Fact]
    public void Keeps_ids_and_bookmarks_unique_in_a_loop()
    {
        const string picture = "<w:r><w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"7\" name=\"kép\"/><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
        var xml = Body(P("{% for c in offer.covers %}"), "<w:p w14:paraId=\"00000001\"><w:bookmarkStart w:id=\"3\" w:name=\"hely\"/>" + picture + "<w:bookmarkEnd w:id=\"3\"/></w:p>", P("{% endfor %}"))
            .Fill(Offer).Valid().Xml();
        xml.ShouldContain("<w:bookmarkStart w:id=\"3\" w:name=\"hely\"/>");
        xml.ShouldContain("<w:bookmarkStart w:id=\"8\" w:name=\"hely_8\"/>");
        xml.ShouldContain("<w:bookmarkEnd w:id=\"8\"/>");
        xml.ShouldContain("<wp:docPr id=\"9\" name=\"kép\"/>");
        xml.ShouldNotContain("paraId");
    }
}
