using System.Xml.Linq;
using CrossSell.Catalog.Messages;
using CrossSell.Host.Diagrams;
using CrossSell.Host.Pages;
using CrossSell.Sdk;
using CrossSell.Unit.Catalog;

namespace CrossSell.Unit.Processes;

public sealed class Drawing_a_process
{
    public static TheoryData<string> Keys => [.. Definitions().Select(process => process.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Draws_every_state_and_way_and_lays_nothing_over_another(string key)
    {
        var definition = Definitions().Single(process => process.Key == key);
        var ways = definition.Transitions.GroupBy(t => (t.From, t.To)).Select(g => (g.Key.From, g.Key.To, (IReadOnlyList<string>)["words"])).ToList();
        var layout = LayeredLayout.Of(definition.Start, [.. definition.States.Select(s => s.Key)], ways, (150, 48), _ => (60, 18));
        var boxes = layout.States.Values.Concat(layout.Lines.Select(line => line.Label)).ToList();
        foreach (var (one, at) in boxes.Select((box, at) => (box, at)))
        {
            (one.X - (one.Width / 2)).ShouldBeGreaterThanOrEqualTo(0);
            (one.X + (one.Width / 2)).ShouldBeLessThanOrEqualTo(layout.Width);
            boxes.Skip(at + 1).ShouldNotContain(other => Math.Abs(one.X - other.X) < (one.Width + other.Width) / 2 && Math.Abs(one.Y - other.Y) < (one.Height + other.Height) / 2);
        }

        var svg = XDocument.Parse(ProcessDiagram.Draw(definition, Trace.None, "hu", "A <cím>", "Leírás"));
        XNamespace ns = "http://www.w3.org/2000/svg";
        svg.Descendants(ns + "g").Select(g => g.Attribute("data-state")?.Value).OfType<string>().ShouldBe(definition.States.Select(s => s.Key));
        svg.Descendants(ns + "path").Count(p => p.Attribute("data-way") is not null).ShouldBe(ways.Count(way => way.From != way.To));
        svg.Root!.Element(ns + "title")!.Value.ShouldBe("A <cím>");
    }

    [Fact]
    public void Marks_where_it_stands_and_the_way_it_took()
    {
        var definition = Definitions().Single(process => process.Key == "purchase-approval");
        var svg = XDocument.Parse(ProcessDiagram.Draw(definition, new Trace("approved", new HashSet<(string, string)> { ("routing", "requested"), ("requested", "approved") }), "en", "t", "d"));
        string[] Of(string mark) => [.. svg.Descendants().Where(e => e.Attribute("class")?.Value.Contains(mark) == true).Select(e => (e.Attribute("data-state") ?? e.Attribute("data-way"))!.Value)];
        Of("is-here").ShouldBe(["approved"]);
        Of("is-passed").ShouldBe(["routing", "requested"]);
        Of("is-taken").ShouldBe(["routing-requested", "requested-approved"], ignoreOrder: true);
    }

    [Fact]
    public void Survives_what_is_half_written()
    {
        var state = new StateDefinition("a", new Text("A", "A"), StateCategory.Open, [], null);
        var definition = new ProcessDefinition("x", 1, new Text("X", "X"), "nowhere", [state, state, state with { Key = "" }], [new("a", "a", "again", null, new Text("Újra", "Again"), []), new("a", "gone", "x", null, new Text("", ""), [])]);
        XDocument.Parse(ProcessDiagram.Draw(definition, Trace.None, "en", "t", "d")).Root!.ToString().ShouldContain("↻");
        ProcessDiagram.Draw(definition with { States = [] }, Trace.None, "en", "t", "d").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/states/1/key", 5)]
    [InlineData("/states/0", 4)]
    [InlineData("/states/1/deadline/then", 5)]
    [InlineData("", 1)]
    public void Finds_the_line_of_a_fault(string pointer, int line) => JsonPlaces.LineOf(
        """
        {
          "key": "x",
          "states": [
            { "key": "a" },
            { "key": "b" }
          ]
        }
        """,
        pointer).ShouldBe(line);

    [Fact]
    public void Finds_no_line_in_what_is_not_json() => JsonPlaces.LineOf("{ oops", "/states").ShouldBeNull();

    private static IEnumerable<ProcessDefinition> Definitions() => PluginFolders.All.SelectMany(folder => LineTool.Read(folder).Processes);
}
