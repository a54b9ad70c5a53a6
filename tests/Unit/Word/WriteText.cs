using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Documents.Word;

namespace CrossSell.Unit.Word;

public sealed class WriteText
{
    private const string Model = """{"client":{"name":"Anna <b>"},"covers":[{"name":"Tűz"},{"name":"Víz"}],"link":null}""";

    [Fact]
    public void Fills_a_mail_and_takes_lines_with_only_block_tags_away() =>
        Fill("Tisztelt {{ client.name }}!\n\n{% if covers %}\nFedezetek:\n  {% for c in covers %}\n- {{ c.name }}\n  {% endfor %}\n{% endif %}\nÜdvözlettel{# me #}\n")
            .ShouldBe("Tisztelt Anna <b>!\n\nFedezetek:\n- Tűz\n- Víz\nÜdvözlettel\n");

    [Fact]
    public void Keeps_windows_line_ends() => Fill("a\r\n{% if covers %}\r\nb\r\n{% endif %}\r\nc").ShouldBe("a\r\nb\r\nc");

    [Fact]
    public void Leaves_plain_text_alone() => Fill("100% { } ok").ShouldBe("100% { } ok");

    [Fact]
    public void Fills_a_title_in_one_line() => Fill("{{ client.name }}{% for c in covers %}, {{ c.name }}{% endfor %}").ShouldBe("Anna <b>, Tűz, Víz");

    [Fact]
    public void Counts_lines_in_its_faults() =>
        Should.Throw<TemplateRejectedException>(() => Fill("a\nb {{ x }}\n{% if covers %}")).Problems.Select(f => (f.Part, f.Paragraph)).ShouldBe([("text", 2), ("text", 3)]);

    [Fact]
    public void Names_fields_without_a_value() => Should.Throw<DataFaultException>(() => Fill("{{ link }}")).Problems.ShouldHaveSingleItem().Tag.ShouldBe("link");

    private static string Fill(string text)
    {
        var model = JsonNode.Parse(Model)!.AsObject();
        return TextTemplate.Compile(text, FieldCatalogue.From(model)).Fill(model, CultureInfo.GetCultureInfo("hu-HU"));
    }
}
