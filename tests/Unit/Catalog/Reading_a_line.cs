using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Catalog.Domain;
using CrossSell.Sdk;

namespace CrossSell.Unit.Catalog;

public sealed class Reading_a_line
{
    private const string Smallest = """
        { "line": "parts", "version": "0.1.0", "sdk": 1, "name": { "hu": "Alkatrész", "en": "Parts" },
          "products": [ { "code": "tyre", "name": { "hu": "Gumi", "en": "Tyre" } } ] }
        """;

    [Fact]
    public void Fills_in_what_is_left_out()
    {
        var line = Read(Smallest);
        var tyre = line.Products.Single();
        tyre.Contact.DaysBeforeNotice.ShouldBe(45);
        tyre.Contact.Remind.ShouldBeEmpty();
        tyre.CooldownDays.ShouldBe(60);
        tyre.Term.ShouldBeNull();
        tyre.Eligible.ShouldBeNull();
        tyre.Process.ShouldBeNull();
        tyre.Variants.ShouldBeEmpty();
        tyre.SeasonMonths.ShouldBeEmpty();
        tyre.Fields.ShouldBeEmpty();
        line.Rules.ShouldBeEmpty();
        line.FollowUps.ShouldBeEmpty();
    }

    [Fact]
    public void Gives_a_product_the_first_process_of_its_line() =>
        LineReader.Read(PluginFolders.Of("Insurance")).Line!.Products.ShouldAllBe(product => product.Process == "new-policy");

    [Fact]
    public void Accepts_a_byte_order_mark() => Read("\uFEFF" + Smallest).Line.ShouldBe("parts");

    [Fact]
    public void Takes_a_folder_with_a_slash_at_the_end() =>
        LineReader.Read(PluginFolders.Of("Insurance") + "/").Faults.ShouldBeEmpty();

    [Fact]
    public void Qualifies_own_products_and_leaves_others()
    {
        var rule = Rule("""{ "bought": "lending/mortgage", "lacks": "tyre" }""");
        rule.Offer.ShouldBe("parts/tyre");
        rule.AfterDays.ShouldBe(0);
        rule.Priority.ShouldBe(50);
        var all = rule.When.ShouldBeOfType<Condition.All>();
        all.Parts.ShouldBe([new Condition.Bought("lending/mortgage"), new Condition.Lacks("parts/tyre")]);
    }

    [Theory]
    [InlineData("""{ "expiring": "tyre" }""", 60)]
    [InlineData("""{ "expiring": { "product": "tyre" } }""", 60)]
    [InlineData("""{ "expiring": { "product": "parts/tyre", "withinDays": 90 } }""", 90)]
    public void Reads_expiring_both_ways(string condition, int withinDays) =>
        Rule(condition).When.ShouldBe(new Condition.Expiring("parts/tyre", withinDays));

    [Fact]
    public void Reads_every_condition_and_a_condition_survives_being_stored()
    {
        var when = Rule("""
            { "any": [ { "holds": "tyre" }, { "not": { "tag": "vip" } }, { "age": { "min": 18 } }, { "season": [10, 11] },
                       { "all": [ { "bought": "tyre" }, { "expiring": "tyre" }, { "lacks": "other/oil" } ] } ] }
            """).When;
        var any = when.ShouldBeOfType<Condition.Any>();
        any.Parts[1].ShouldBe(new Condition.Not(new Condition.Tag("vip")));
        any.Parts[2].ShouldBe(new Condition.Age(18, null));
        any.Parts[3].ShouldBeOfType<Condition.Season>().Months.ShouldBe([10, 11]);

        var stored = JsonSerializer.Serialize(when);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Condition>(stored)).ShouldBe(stored);
    }

    [Fact]
    public void Reads_what_a_variant_costs_and_covers()
    {
        var home = LineReader.Read(PluginFolders.Of("Insurance")).Line!.Products.Single(product => product.Code == "home");
        var plus = home.Variants.Single(variant => variant.Code == "plus");
        plus.Price.ShouldBe(new PriceDefinition(59900, "HUF", "year"));
        plus.Covers[0].Name.ShouldBe(new Text("Épület", "Building"));
        plus.Covers[0].Limit.ShouldBe(60_000_000);
    }

    [Fact]
    public void Warns_of_products_whose_line_is_missing_and_keeps_the_line()
    {
        var reading = LineReader.Read(PluginFolders.Of("Insurance"));
        reading.Line.ShouldNotBeNull();
        var findings = CatalogCheck.Run([reading]);
        findings.Faults.ShouldBeEmpty();
        findings.Warnings.ShouldContain(warning => warning.File == "Insurance/line.json" && warning.Pointer == "/rules/0/when/bought" && warning.Hint == "line 'lending' is not installed");
    }

    [Fact]
    public void Refuses_two_folders_with_one_line()
    {
        using var copy = new LineCopy("Lending");
        var findings = CatalogCheck.Run([LineReader.Read(PluginFolders.Of("Lending")), LineReader.Read(copy.Folder)]);
        findings.Faults.Select(fault => fault.File + fault.Pointer).ShouldBe(["Copy/line.json/line", "Copy/processes/new-loan.json/key"]);
    }

    private static RuleDefinition Rule(string when)
    {
        var json = JsonNode.Parse(Smallest)!;
        json["rules"] = new JsonArray(new JsonObject
        {
            ["code"] = "r",
            ["when"] = JsonNode.Parse(when),
            ["offer"] = "tyre",
            ["because"] = new JsonObject { ["hu"] = "Mert.", ["en"] = "Because." },
        });
        return Read(json.ToJsonString()).Rules.Single();
    }

    private static LineDefinition Read(string json)
    {
        var folder = Directory.CreateTempSubdirectory("line-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "line.json"), json, new UTF8Encoding(false));
            var reading = LineReader.Read(folder.FullName);
            reading.Faults.ShouldBeEmpty();
            return reading.Line!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
