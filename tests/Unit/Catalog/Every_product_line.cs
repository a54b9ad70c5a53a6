using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Unit.Catalog;

public sealed class Every_product_line
{
    public static TheoryData<string> Lines => [.. PluginFolders.All.Select(folder => Path.GetFileName(folder)!)];

    [Fact]
    public void Is_found_by_scanning() => PluginFolders.All.Count.ShouldBeGreaterThan(1);

    [Fact]
    public void Names_only_products_that_exist()
    {
        var findings = CatalogCheck.Run([.. PluginFolders.All.Select(LineReader.Read)]);
        findings.Faults.ShouldBeEmpty();
        findings.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Reads_clean(string line)
    {
        var check = LineTool.Check(PluginFolders.Of(line));
        check.Faults.ShouldBeEmpty();
        check.IsClean.ShouldBeTrue();
        check.Line.ShouldNotBeNull();
        check.Products.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Speaks_hungarian_and_english(string line)
    {
        var texts = TextsOf(Read(line)).ToList();
        texts.Count.ShouldBeGreaterThan(0);
        texts.ShouldAllBe(text => text.Hu.Trim().Length > 0 && text.En.Trim().Length > 0);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Says_its_reasons_in_whole_sentences(string line) =>
        Read(line).Line!.Rules.Select(rule => rule.Because).ShouldAllBe(because => because.Hu.EndsWith('.') && because.En.EndsWith('.') && because.Hu.Length <= 160 && because.En.Length <= 160);

    [Theory]
    [MemberData(nameof(Lines))]
    public void Has_its_templates_in_both_languages(string line)
    {
        var reading = Read(line);
        reading.Templates.Count.ShouldBe(reading.Line!.Templates.Count);
        foreach (var key in reading.Templates.GroupBy(template => template.Key))
        {
            key.Select(template => template.Language).Order().ShouldBe(["en", "hu"]);
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Sells_every_product_through_a_process_that_makes_a_contract(string line)
    {
        var reading = Read(line);
        foreach (var product in reading.Line!.Products)
        {
            var process = reading.Processes.Single(process => process.Key == product.Process);
            var actions = process.States.SelectMany(state => state.Enter).Select(action => action.Do).ToList();
            actions.ShouldContain(ProcessAction.Document, product.Code);
            actions.ShouldContain(ProcessAction.AddContract, product.Code);
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Prices_every_variant_and_says_what_it_gives(string line) =>
        Read(line).Line!.Products.SelectMany(product => product.Variants).ShouldAllBe(variant => variant.Price != null && variant.Covers.Count > 0);

    [Theory]
    [MemberData(nameof(Lines))]
    public void Ends_every_outcome_in_a_next_step_or_a_stated_close(string line)
    {
        var definition = Read(line).Line!;
        var table = DefaultFollowUps.Complete(definition.FollowUps);
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            foreach (var product in definition.Products.Select(definition.AddressOf))
            {
                var row = table.First(row => row.On == outcome && row.Reason is null && (row.Product is null || row.Product == product));
                (row.Then.Offer is not null || row.Then.Retry is not null || row.Then.Close is { Length: > 0 }).ShouldBeTrue($"{outcome} of {product}");
            }
        }
    }

    private static LineReading Read(string line) => LineReader.Read(PluginFolders.Of(line));

    private static IEnumerable<Text> TextsOf(LineReading reading) =>
    [
        reading.Line!.Name,
        .. reading.Line.Products.Select(product => product.Name),
        .. reading.Line.Products.SelectMany(product => product.Variants).Select(variant => variant.Name),
        .. reading.Line.Products.SelectMany(product => product.Variants).SelectMany(variant => variant.Covers).Select(cover => cover.Name),
        .. reading.Line.Products.SelectMany(product => product.Fields).Select(field => field.Label),
        .. reading.Line.Rules.Select(rule => rule.Because),
        .. reading.Processes.Select(process => process.Name),
        .. reading.Processes.SelectMany(process => process.States).Select(state => state.Name),
        .. reading.Processes.SelectMany(process => process.Transitions).Select(transition => transition.Name),
        .. reading.Processes.SelectMany(process => process.States).SelectMany(state => state.Enter).Select(action => action.Title).OfType<Text>(),
    ];
}
