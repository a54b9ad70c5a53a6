using System.Text.Json.Nodes;
using CrossSell.Catalog.Messages;

namespace CrossSell.Unit.Catalog;

public sealed class The_published_schema
{
    private const string Line = "line.json";
    private const string Process = "processes/new-policy.json";

    /// <summary>Where an object of each kind stands in the Insurance line, and where the schema describes it.</summary>
    public static TheoryData<string, string, string> Objects => new()
    {
        { Line, "", "" },
        { Line, "/name", "/$defs/text" },
        { Line, "/products/0", "/$defs/product" },
        { Line, "/products/0/variants/0", "/$defs/variant" },
        { Line, "/products/0/variants/0/price", "/$defs/price" },
        { Line, "/products/0/variants/0/covers/0", "/$defs/cover" },
        { Line, "/products/0/term", "/$defs/term" },
        { Line, "/products/0/contact", "/$defs/contact" },
        { Line, "/products/0/eligible", "/$defs/eligible" },
        { Line, "/products/0/fields/0", "/$defs/field" },
        { Line, "/rules/0", "/$defs/rule" },
        { Line, "/rules/0/when", "/$defs/condition" },
        { Line, "/followUps/0", "/$defs/followUp" },
        { Line, "/followUps/0/then", "/$defs/nextStep" },
        { Line, "/processes/0", "/properties/processes/items" },
        { Line, "/templates/0", "/$defs/template" },
        { Process, "", "" },
        { Process, "/states/3", "/$defs/state" },
        { Process, "/states/3/deadline", "/$defs/state/properties/deadline" },
        { Process, "/states/3/enter/0", "/$defs/action" },
        { Process, "/transitions/6", "/$defs/transition" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void Knows_the_properties_the_reader_knows(string file, string place, string definition)
    {
        using var copy = new LineCopy("Insurance");
        copy.Change(file, json => At(json, place)["surprise"] = 1);

        var fault = LineTool.Check(copy.Folder).Faults.Single(fault => fault.File == file && fault.Pointer == place + "/surprise");

        var described = At(Schema(file), definition)["properties"]!.AsObject().Select(property => property.Key).Where(name => name != "$schema");
        fault.Hint.ShouldBe("known: " + string.Join(", ", described));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Requires_what_the_reader_requires(string file, string place, string definition)
    {
        foreach (var name in At(Schema(file), definition)["required"]!.AsArray().Select(name => name!.GetValue<string>()))
        {
            using var copy = new LineCopy("Insurance");
            copy.Change(file, json => At(json, place).AsObject().Remove(name));
            LineTool.Check(copy.Folder).Faults.ShouldContain(new LineFault(file, $"{place}/{name}", "is missing", null));
        }
    }

    /// <summary>Written by the code that reads; set <c>CROSSSELL_APPROVE=1</c> to take over what has changed.</summary>
    [Theory]
    [InlineData("line.schema.json")]
    [InlineData("process.schema.json")]
    public void Is_what_the_reader_reads(string file)
    {
        var path = Path.Combine(PluginFolders.Repository, "docs", "reference", file);
        var written = file == "line.schema.json" ? LineTool.LineSchema() : LineTool.ProcessSchema();
        if (Environment.GetEnvironmentVariable("CROSSSELL_APPROVE") == "1")
        {
            File.WriteAllText(path, written);
        }

        File.ReadAllText(path).ShouldBe(written);
    }

    [Fact]
    public void Describes_every_property() =>
        new[] { LineTool.LineSchema(), LineTool.ProcessSchema() }.SelectMany(schema => Undescribed(JsonNode.Parse(schema)!, "")).ShouldBeEmpty();

    private static IEnumerable<string> Undescribed(JsonNode node, string at) => node switch
    {
        JsonObject { Count: 0 } => [at],
        JsonObject json => json.SelectMany(p => p.Value is null ? [] : Undescribed(p.Value, $"{at}/{p.Key}")).Concat(
            json["properties"] is JsonObject properties ? properties.Where(p => p.Value!["description"] is null).Select(p => $"{at}/properties/{p.Key}") : []),
        JsonArray list => list.SelectMany((item, i) => item is null ? [] : Undescribed(item, $"{at}/{i}")),
        _ => [],
    };

    private static JsonNode Schema(string file)
    {
        var name = file == Line ? "line.schema.json" : "process.schema.json";
        return JsonNode.Parse(File.ReadAllText(Path.Combine(PluginFolders.Repository, "docs", "reference", name)))!;
    }

    private static JsonNode At(JsonNode root, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
}
