using CrossSell.Documents.Word;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class CheckTemplate
{
    private const string Model = """
        {"client":{"name":"Anna","age":40,"born":"1986-01-02"},"offer":{"price":{"amount":1,"currency":"HUF"},"covers":[{"name":"Tűz"}],"signed":true}}
        """;

    [Theory]
    [InlineData("{{ client.nmae }}", "There is no field “client.nmae”. Did you mean “client.name”?")]
    [InlineData("{{ Client.Name }}", "There is no field “Client.Name”. Did you mean “client.name”?")]
    [InlineData("{{ client.shoeSize }}", "There is no field “client.shoeSize”. “client” has: age, born, name.")]
    [InlineData("{{ client.name.first }}", "“client.name” is text and has no “first”.")]
    [InlineData("{{ client.name | money }}", "The filter “money” works on an amount of money like {\"amount\": 12000, \"currency\": \"HUF\"}, but this is text.")]
    [InlineData("{{ client.name | upercase }}", "There is no filter “upercase”. Did you mean “upcase”?")]
    [InlineData("{{ client.born | date: \"%Y-%m\" }}", "“%Y-%m” is not a date pattern. Write “long”, “short”, or letters such as yyyy. MM. dd. (MMMM is the month's name; other words go between apostrophes).")]
    [InlineData("{{ client }}", "“client” is a group of fields. Write one of them: client.age, client.born, client.name.")]
    [InlineData("{{ offer.covers }}", "“offer.covers” is a list. Go through it with {% for item in offer.covers %}.")]
    [InlineData("{{ client.age + 1 }}", "“+” is not expected here. The template language does not calculate; totals come with the data.")]
    [InlineData("{{ }}", "The tag ends too early: a field or a value is missing.")]
    [InlineData("{{ client.name", "The tag is opened and not closed by }} in the same paragraph.")]
    [InlineData("client.name }}", "A tag is closed here that was never opened. A field is written {{ name }} and a block {% … %}.")]
    [InlineData("{{ client.name | default: \"x }}", "A quotation mark is opened and not closed.")]
    [InlineData("{{ loop.index }}", "“loop.index” only means something between {% for … %} and {% endfor %}.")]
    [InlineData("{% for c in client.name %}{% endfor %}", "“client.name” is text, not a list, so it cannot be gone through.")]
    [InlineData("{% for client in offer.covers %}{% endfor %}", "“client” already means something else here; choose another name for the item.")]
    [InlineData("{% for c of offer.covers %}{% endfor %}", "A loop is written {% for item in list %}; the word “in” is missing.")]
    [InlineData("{% for c in offer.covers %}{{ c.nam }}{% endfor %}", "There is no field “c.nam”. Did you mean “c.name”?")]
    [InlineData("{% if client.age = 3 %}{% endif %}", "“=” is not expected here. Equal is written ==.")]
    [InlineData("{% if client.age == \"x\" %}{% endif %}", "“client.age” is a number and “\"x\"” is text; they cannot be compared.")]
    [InlineData("{% if client.born > \"tegnap\" %}{% endif %}", "“tegnap” is not a date. Write it as \"2026-11-23\".")]
    [InlineData("{% if offer.signed > true %}{% endif %}", "Yes and no can only be compared by == and !=.")]
    [InlineData("{% if client.age %}", "“{% if client.age %}” is never closed; {% endif %} is missing.")]
    [InlineData("{% endfor %}", "“{% endfor %}” closes nothing: there is no open {% for … %} before it.")]
    [InlineData("{% else %}", "“{% else %}” stands outside of any block.")]
    [InlineData("{% fro c in offer.covers %}", "There is no block tag “fro”. Did you mean “for”?")]
    [InlineData("{%- if client.age %}", "Write the tag without the dash after the percent sign; blanks and lines are taken care of.")]
    public void Says_what_is_wrong_with_a_tag(string text, string message) => Body(P(text)).Faults(Model).ShouldHaveSingleItem().Message.ShouldBe(message);

    [Fact]
    public void Names_both_tags_of_crossed_blocks() =>
        Body(P("{% for c in offer.covers %}"), P("{% if client.age %}"), P("{% endfor %}"), P("{% endif %}")).Faults(Model)
            .ShouldHaveSingleItem().Message.ShouldBe("“{% if client.age %}” (paragraph 2) is still open where “{% endfor %}” (paragraph 3) closes “{% for c in offer.covers %}”. One block must lie wholly inside the other.");

    [Fact]
    public void Lists_every_fault_with_part_paragraph_and_tag()
    {
        var faults = Body(P("jó"), P("{{ client.nmae }}"), Table(Row("{{ client.name | money }}")), P("{% if x %}{% endif %}")).Header(P("{{ cleint.name }}")).Faults(Model);
        faults.Select(f => (f.Part, f.Paragraph, f.Tag)).ShouldBe([
            ("word/document.xml", 2, "{{ client.nmae }}"), ("word/document.xml", 3, "{{ client.name | money }}"), ("word/document.xml", 4, "{% if x %}"),
            ("word/kopf7.xml", 1, "{{ cleint.name }}")], ignoreOrder: true);
    }

    [Fact]
    public void Gives_one_fault_for_a_wrong_list_and_none_for_its_items() =>
        Body(P("{% for c in offer.cover %}{{ c.name }}{{ c.limit }}{% endfor %}")).Faults(Model).ShouldHaveSingleItem().Message.ShouldContain("offer.covers");

    [Fact]
    public void Refuses_a_block_that_leaves_its_table() =>
        Body(Table(Row("{% for c in offer.covers %}x")), P("{% endfor %}")).Faults(Model).ShouldHaveSingleItem().Message.ShouldContain("do not stand in the same place");

    [Fact]
    public void Refuses_a_block_over_paragraphs_that_begins_in_the_middle_of_one() =>
        Body(P("a {% if client.age %} b"), P("c {% endif %}")).Faults(Model).ShouldHaveSingleItem().Message.ShouldContain("stands in the middle of a paragraph");

    [Fact]
    public void Refuses_an_else_in_the_row_it_should_divide() =>
        Body(Table(Row("{% if client.age %}a", "{% else %}b", "{% endif %}")), P("x")).Faults(Model).ShouldHaveSingleItem().Message.ShouldContain("Give it a row of its own");

    [Theory]
    [InlineData("<w:p><w:r><w:t>{{ client</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F04A\"/></w:r><w:r><w:t>.name }}</w:t></w:r></w:p>", "There is a picture, a field or a symbol inside the tag.")]
    public void Refuses_a_tag_where_it_cannot_be_filled(string paragraph, string message) => Body(paragraph).Faults(Model).ShouldHaveSingleItem().Message.ShouldStartWith(message);

    [Fact]
    public void Checks_syntax_and_structure_without_a_model()
    {
        Body(P("{{ any.thing | date }}{% for x in some.list %}{{ x.y | money | az }}{% endfor %}")).Compile();
        Body(P("{% if any %}")).Faults().ShouldHaveSingleItem();
    }

    [Fact]
    public void Refuses_data_of_another_type_than_the_catalogue_promises() =>
        Should.Throw<DataFaultException>(() => Body(P("{{ when }}")).Compile(new FieldCatalogue().Date("when")).Fill(new() { ["when"] = "soon" }, System.Globalization.CultureInfo.InvariantCulture))
            .Problems.ShouldHaveSingleItem().Message.ShouldBe("“when” should be a date like 2026-11-23 but is text.");

    [Fact]
    public void Refuses_to_order_by_a_value_that_is_missing() =>
        Should.Throw<DataFaultException>(() => Body(P("{% if n > 3 %}x{% endif %}")).Fill("""{"n":null}""")).Problems.ShouldHaveSingleItem().Message
            .ShouldBe("“n” has no value, so it cannot be compared by >. Ask first: {% if n and … %}.");

    [Fact]
    public void Knows_the_catalogue_by_name_and_type() =>
        new FieldCatalogue().Text("client.name").Money("offer.price").List("offer.covers", c => c.Text("name").Money("limit")).Date("today").Names()
            .Where(n => !n.Name.EndsWith(".amount") && !n.Name.EndsWith(".currency"))
            .ShouldBe([("client", FieldType.Object), ("client.name", FieldType.Text), ("offer", FieldType.Object), ("offer.covers", FieldType.List), ("offer.covers.limit", FieldType.Money),
                ("offer.covers.name", FieldType.Text), ("offer.price", FieldType.Money), ("today", FieldType.Date)]);
}
