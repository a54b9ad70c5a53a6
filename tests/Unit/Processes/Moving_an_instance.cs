using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Domain;
using CrossSell.Sdk;
using CrossSell.Unit.Catalog;

namespace CrossSell.Unit.Processes;

/// <summary>What the engine decides, on the definitions that are shipped.</summary>
public sealed class Moving_an_instance
{
    private static readonly ProcessDefinition Purchase = Shipped("purchase-approval");
    private static readonly ProcessDefinition Project = Shipped("project");
    private static readonly ProcessDefinition Policy = LineTool.Read(PluginFolders.Of("Insurance")).Processes[0];

    [Theory]
    [InlineData("50000", "approved")]
    [InlineData("50000.01", "requested")]
    [InlineData("0", "approved")]
    public void Takes_the_way_whose_limit_the_amount_keeps(string amount, string to) => Purchase.Way("routing", "entered", Amount(amount))!.To.ShouldBe(to);

    [Fact]
    public void Takes_no_limited_way_without_the_amount() => Purchase.Way("routing", "entered", null).ShouldBeNull();

    [Theory]
    [InlineData("manager", false, true, "approve,reject,ask")]
    [InlineData("manager", false, false, "")]
    [InlineData("advisor", true, false, "withdraw")]
    [InlineData("advisor", false, false, "")]
    [InlineData("administrator", false, false, "approve,reject,ask,withdraw")]
    public void Lets_each_choose_what_their_part_may(string role, bool isStarter, bool isManager, string expected) =>
        string.Join(',', Purchase.ChosenBy("requested", new Player(role, isStarter, isManager), Amount("400000")).Select(way => way.On)).ShouldBe(expected);

    [Fact]
    public void Offers_one_choice_where_two_roles_have_the_same() => Policy.ChosenBy("ready", new Player("administrator", false, false), null).Select(way => way.On).ShouldBe(["withdrawn"]);

    [Fact]
    public void Counts_a_document_that_has_gone_on_as_having_been_there()
    {
        var way = Policy.Transitions.First(t => t.On == "document:signed");
        Requirements.Unmet(way, Facts("sent")).ShouldBe(["document:signed"]);
        Requirements.Unmet(way, Facts("signed")).ShouldBeEmpty();
        Facts("signed").HasDocument("sent").ShouldBeTrue();
    }

    [Fact]
    public void Puts_tasks_one_after_another_on_working_days()
    {
        var plan = TaskPlan.Of(Project.State("running"), new DateOnly(2026, 11, 26), WorkingDays.Hungary).ToDictionary(task => task.Key);
        plan["brief"].Until.ShouldBe(new DateOnly(2026, 12, 1));
        plan["training"].From.ShouldBe(plan["brief"].Until);
        plan["trial"].From.ShouldBe(plan["equipment"].Until);
        TaskPlan.Ready(Project.State("running"), Set("brief"), Set("brief")).Select(action => action.Key).ShouldBe(["budget", "training"]);
        TaskPlan.Ready(Project.State("running"), Set("brief", "budget", "training"), Set("brief", "training")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-12-24", "2026-12-24")]
    [InlineData("2020-01-01", "2020-01-01")]
    public void Reads_the_day_of_a_timer_from_its_field(string day, string on) =>
        StateClock.Timers(Project.State("planned"), new DateOnly(2026, 11, 26), new Dictionary<string, string> { ["startOn"] = day }, WorkingDays.Hungary).ShouldHaveSingleItem().On.ShouldBe(DateOnly.Parse(on));

    [Fact]
    public void Says_a_definition_as_its_file_does()
    {
        foreach (var definition in PluginFolders.All.SelectMany(folder => LineTool.Read(folder).Processes))
        {
            var text = ProcessText.Of(definition);
            var templates = definition.States.SelectMany(s => s.Enter).Select(a => a.Template).OfType<string>().ToList();
            var read = ProcessReader.Read(System.Text.Encoding.UTF8.GetBytes(text), new ProcessSurroundings(templates, [], null));
            read.Faults.ShouldBeEmpty(text);
            ProcessText.Of(read.Process!).ShouldBe(text);
        }
    }

    private static Facts Facts(string document) => new(new HashSet<string> { document }, 0, null, false, false);

    private static HashSet<string> Set(params string[] keys) => [.. keys];

    private static Dictionary<string, string> Amount(string amount) => new() { ["amount"] = amount };

    private static ProcessDefinition Shipped(string key) => LineTool.Read(PluginFolders.Of("Operations")).Processes.Single(process => process.Key == key);
}
