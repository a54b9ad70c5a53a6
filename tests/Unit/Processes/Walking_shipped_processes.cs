using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Unit.Catalog;
using CsCheck;

namespace CrossSell.Unit.Processes;

/// <summary>Random walks over every definition that is shipped: each ends, or waits for somebody or something that comes, with every deadline watched.</summary>
public sealed class Walking_shipped_processes
{
    private const int Longest = 40;
    private static readonly DateOnly Today = new(2026, 11, 26);

    public static TheoryData<string> Keys => [.. Definitions().Select(process => process.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Ends_or_waits_for_somebody_with_every_deadline_watched(string key)
    {
        var definition = Definitions().Single(process => process.Key == key);
        Gen.Select(Gen.Int[0, 1000].Array[Longest], Gen.Int[1, 2_000_000], Gen.Int[-30, 90]).Sample(
            (choices, amount, days) =>
            {
                var walk = new Walk(definition, Values(definition, amount, Today.AddDays(days)));
                foreach (var choice in choices)
                {
                    walk.DemandWatched();
                    if (walk.IsOver)
                    {
                        return;
                    }

                    walk.DemandSomebody();
                    walk.Step(choice);
                }
            },
            iter: 300);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Can_end_from_wherever_a_walk_has_come(string key)
    {
        var definition = Definitions().Single(process => process.Key == key);
        Gen.Select(Gen.Int[0, 1000].Array[Longest * 10], Gen.Int[1, 2_000_000]).Sample(
            (choices, amount) =>
            {
                var walk = new Walk(definition, Values(definition, amount, Today.AddDays(20)));
                foreach (var choice in choices.TakeWhile(_ => !walk.IsOver))
                {
                    walk.Step(choice);
                }

                walk.IsOver.ShouldBeTrue($"{key} with {amount} is at {walk.Trial.State} after {choices.Length} steps");
            },
            iter: 20);
    }

    [Fact]
    public void Finds_more_than_one_line() => Keys.Count.ShouldBeGreaterThan(4);

    private static IEnumerable<ProcessDefinition> Definitions() => PluginFolders.All.SelectMany(folder => LineTool.Read(folder).Processes);

    private static Dictionary<string, string> Values(ProcessDefinition definition, int amount, DateOnly day) => definition.Fields.ToDictionary(
        field => field.Name,
        field => field.Type switch { FieldType.Money or FieldType.Number => $"{amount}", FieldType.Date => day.ToString("yyyy-MM-dd"), _ => "x" });

    private sealed class Walk(ProcessDefinition definition, Dictionary<string, string> values)
    {
        private readonly List<string> _steps = [];

        public DefinitionTrial Trial { get; private set; } = new DryRun(definition, values, WorkingDays.Hungary).Walk(Today, []);

        public bool IsOver => Trial.Category != StateCategory.Open;

        private StateDefinition State => definition.State(Trial.State);

        public void Step(int choice)
        {
            var ways = Trial.Ways.Select(way => way.Trigger).Distinct().ToList();
            _steps.Add(ways[choice % ways.Count]);
            Trial = new DryRun(definition, values, WorkingDays.Hungary).Walk(Today, _steps);
            Trial.Refused.ShouldBeNull(string.Join(", ", _steps));
        }

        /// <summary>The state's deadline is a day after the state was entered; each timer that can be reckoned is a way with its day.</summary>
        public void DemandWatched()
        {
            var entered = Trial.Steps[^1];
            (entered.DeadlineOn is not null).ShouldBe(State.Deadline is not null, Trial.State);
            if (State.Deadline is { } deadline)
            {
                entered.DeadlineOn!.Value.ShouldBeGreaterThan(entered.Day);
                (deadline.Escalate is not null || Trial.Ways.Any(way => way.Trigger == deadline.Then)).ShouldBeTrue(Trial.State);
            }

            foreach (var (_, then, _) in StateClock.Timers(State, entered.Day, values, WorkingDays.Hungary))
            {
                Trial.Ways.ShouldContain(way => way.Trigger == then, Trial.State);
            }
        }

        /// <summary>Somebody may choose, a document of the process is on its way, tasks are open, an offer is being answered, or the clock comes.</summary>
        public void DemandSomebody() => Trial.Ways.ShouldContain(way =>
            way.By != null || way.On != null || way.Trigger.StartsWith("document:") || (way.Trigger == "tasks:done" && State.Enter.Any(action => action.Do == ProcessAction.Task)) || Outcomes.Contains(way.Trigger),
            $"{definition.Key} waits for nobody at {Trial.State}");

        private static readonly string[] Outcomes = ["accepted", "rejected", "lapsed", "withdrawn"];
    }
}
