using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Testing;

/// <summary>What the house asks of every product line. A line's tests derive from it and say where the folder is.</summary>
public abstract class LineContract
{
    private const int LongestReason = 160;

    /// <summary>The folder with <c>line.json</c>; where it names an assembly, the built one lies beside it.</summary>
    protected abstract string Folder { get; }

    private LineContent Content => LineTool.Read(Folder);

    [Fact]
    public void Loads_as_the_host_loads_it_without_a_fault()
    {
        var check = LineTool.Check(Folder);
        check.Faults.ShouldBeEmpty();
        (check.Products + Content.Processes.Count).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Speaks_hungarian_and_english()
    {
        var texts = Texts().ToList();
        texts.Count.ShouldBeGreaterThan(0);
        texts.ShouldAllBe(text => text.Hu.Trim().Length > 0 && text.En.Trim().Length > 0);
    }

    [Fact]
    public void Says_its_reasons_in_whole_sentences_short_enough_to_say_aloud() => Content.Line.Rules.Select(rule => rule.Because)
        .ShouldAllBe(because => because.Hu.EndsWith('.') && because.En.EndsWith('.') && because.Hu.Length <= LongestReason && because.En.Length <= LongestReason);

    [Fact]
    public void Has_its_templates_in_both_languages()
    {
        foreach (var key in Content.Line.Templates.GroupBy(template => template.Key))
        {
            key.Select(template => template.Language).Order().ShouldBe(["en", "hu"]);
        }
    }

    [Fact]
    public void Sells_through_processes_that_make_a_document_and_a_contract()
    {
        foreach (var product in Content.Line.Products.Where(product => product.Process is not null))
        {
            var process = Content.Processes.Single(process => process.Key == product.Process);
            var actions = process.States.SelectMany(state => state.Enter).Select(action => action.Do).ToList();
            actions.ShouldContain(ProcessAction.Document, product.Code);
            actions.ShouldContain(ProcessAction.AddContract, product.Code);
        }
    }

    [Fact]
    public void Prices_every_variant_and_says_what_it_gives() =>
        Content.Line.Products.SelectMany(product => product.Variants).ShouldAllBe(variant => variant.Price != null && variant.Covers.Count > 0);

    [Fact]
    public void Ends_every_outcome_in_a_next_step_or_a_stated_close()
    {
        var line = Content.Line;
        var table = DefaultFollowUps.Complete(line.FollowUps);
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            foreach (var product in line.Products.Select(line.AddressOf))
            {
                var row = table.First(row => row.On == outcome && row.Reason is null && (row.Product is null || row.Product == product));
                (row.Then.Offer is not null || row.Then.Product is not null || row.Then.Retry is not null || row.Then.Close is { Length: > 0 }).ShouldBeTrue($"{outcome} of {product}");
            }
        }
    }

    private IEnumerable<Text> Texts() =>
    [
        Content.Line.Name,
        .. Content.Line.Products.Select(product => product.Name),
        .. Content.Line.Products.SelectMany(product => product.Variants).Select(variant => variant.Name),
        .. Content.Line.Products.SelectMany(product => product.Variants).SelectMany(variant => variant.Covers).Select(cover => cover.Name),
        .. Content.Line.Products.SelectMany(product => product.Fields.Concat(product.Needs)).SelectMany(field => field.Choices.Select(choice => choice.Name).Prepend(field.Label)),
        .. Content.Line.Rules.Select(rule => rule.Because),
        .. Content.Processes.Select(process => process.Name),
        .. Content.Processes.SelectMany(process => process.Roles).Select(role => role.Name),
        .. Content.Processes.SelectMany(process => process.Fields).Select(field => field.Label),
        .. Content.Processes.SelectMany(process => process.States).Select(state => state.Deadline?.Escalate?.Title).OfType<Text>(),
        .. Content.Processes.SelectMany(process => process.States).Select(state => state.Name),
        .. Content.Processes.SelectMany(process => process.Transitions).Select(transition => transition.Name),
        .. Content.Processes.SelectMany(process => process.States).SelectMany(state => state.Enter).Select(action => action.Title).OfType<Text>(),
    ];
}
