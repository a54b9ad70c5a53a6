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

    /// <summary>Every so often a manager puts it somewhere: wherever that is allowed, it ends there, or somebody, the clock or an event that can still come moves it on.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void Waits_for_somebody_or_the_clock_after_any_jump_that_is_allowed(string key)
    {
        var definition = Definitions().Single(process => process.Key == key);
        Gen.Select(Gen.Int[0, 1000].Array[Longest], Gen.Int[1, 2_000_000], Gen.Int[-30, 90]).Sample(
            (choices, amount, days) =>
            {
                var walk = new JumpingWalk(definition, Values(definition, amount, Today.AddDays(days)));
                foreach (var choice in choices)
                {
                    if (choice % 3 == 0)
                    {
                        walk.Jump(choice / 3);
                    }
                    else
                    {
                        walk.Step(choice);
                    }

                    walk.DemandMoved();
                }
            },
            iter: 300);
    }

    [Theory]
    [InlineData("new-policy", "offered", false, "inForce,ready", "signed", "jumpSold")]
    [InlineData("new-policy", "lost", false, "inForce", "signed", "jumpSold")]
    [InlineData("new-policy", "offered", false, "offered,preparing", "generated", "jumpStranded")]
    [InlineData("new-policy", "offered", true, "offered,preparing", "generated", null)]
    [InlineData("new-policy", "preparing", false, "offered,preparing,ready", "sent", null)]
    [InlineData("new-policy", "ready", false, "offered,preparing,ready,awaitingSignature", "sent", "jumpStranded")]
    [InlineData("new-policy", "awaitingSignature", false, "offered,preparing,ready", "sent", null)]
    [InlineData("purchase-approval", "routing", false, "routing,requested", "", null)]
    public void Refuses_a_jump_that_leads_nowhere(string key, string state, bool offerOpen, string been, string documents, string? code)
    {
        var definition = Definitions().Single(process => process.Key == key);
        var facts = new JumpFacts(been.Split(',').ToHashSet(), documents.Split(',').ToHashSet(), Values(definition, 200_000, Today), offerOpen, Today);
        Jumps.Fault(definition, definition.State(state), facts, WorkingDays.Hungary)?.Code.ShouldBe(code);
        (Jumps.Fault(definition, definition.State(state), facts, WorkingDays.Hungary) is null).ShouldBe(code is null);
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

    /// <summary>The same machine with a document, an offer and the states it has been in beside it.</summary>
    private sealed class JumpingWalk(ProcessDefinition definition, Dictionary<string, string> values)
    {
        private static readonly string[] Steps = ["requested", "generated", "sent", "signed"];
        private static readonly string[] Outcomes = ["accepted", "rejected", "lapsed", "withdrawn"];
        private readonly HashSet<string> _been = [];
        private string _document = string.Empty;
        private bool _offerOpen = true;
        private StateDefinition _at = Entered(definition, definition.State(definition.Start), values);

        public void Jump(int choice)
        {
            _been.Add(_at.Key);
            var allowed = definition.States.Where(s => s.Key != _at.Key && Jumps.Fault(definition, s, Facts, WorkingDays.Hungary) is null).ToList();
            if (allowed.Count > 0)
            {
                Enter(allowed[choice % allowed.Count]);
            }
        }

        public void Step(int choice)
        {
            var ways = Open.Where(CanCome).ToList();
            if (_at.Category == StateCategory.Open && ways.Count > 0)
            {
                var way = ways[choice % ways.Count];
                _document = way.On.StartsWith("document:") ? way.On["document:".Length..] : _document;
                _offerOpen &= way.By is not null || !Outcomes.Contains(way.On);
                Enter(definition.State(way.To));
            }
        }

        /// <summary>Told apart from what allows a jump: this asks what could happen next here.</summary>
        public void DemandMoved() => (_at.Category != StateCategory.Open || Open.Any(CanCome)).ShouldBeTrue($"{definition.Key} waits for nobody at {_at.Key}; document {_document}, offer open {_offerOpen}");

        private JumpFacts Facts => new(_been, new HashSet<string> { _document }, values, _offerOpen, Today);

        private IEnumerable<TransitionDefinition> Open => definition.Transitions.Where(t => t.From == _at.Key && t.Limit.Keeps(values));

        private bool CanCome(TransitionDefinition way) =>
            way.By is not null || _at.Deadline?.Then == way.On || _at.Timers.Any(t => t.Then == way.On) || (way.On == "tasks:done" && _at.Enter.Any(a => a.Do == ProcessAction.Task))
            || (way.On.StartsWith("document:") && _document.Length > 0 && Array.IndexOf(Steps, way.On["document:".Length..]) == Array.IndexOf(Steps, _document) + 1) || (_offerOpen && Outcomes.Contains(way.On));

        private void Enter(StateDefinition into)
        {
            foreach (var state in Jumps.Path(definition, into, values))
            {
                _been.Add(state.Key);
                _document = Jumps.Does(state, ProcessAction.Document) ? "requested" : _document;
                _at = state;
            }
        }

        private static StateDefinition Entered(ProcessDefinition definition, StateDefinition start, Dictionary<string, string> values) => Jumps.Path(definition, start, values)[^1];
    }
}
