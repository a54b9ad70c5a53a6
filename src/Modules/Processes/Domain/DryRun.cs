using CrossSell.Kernel.Time;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>Walks a definition on paper: the same machine, clock and plan as a running instance has, and no rows.</summary>
internal sealed class DryRun(ProcessDefinition definition, IReadOnlyDictionary<string, string>? values, WorkingDays days)
{
    private const int MostAtOnce = 50;
    private readonly List<TrialStep> _steps = [];

    public DefinitionTrial Walk(DateOnly today, IReadOnlyList<string> triggers)
    {
        var state = Enter("start", null, definition.State(definition.Start), today);
        string? refused = null;
        foreach (var trigger in triggers)
        {
            if (definition.Way(state.Key, trigger, values) is not { } way)
            {
                refused = trigger;
                break;
            }

            state = Enter(trigger, state.Key, definition.State(way.To), Later(DayOf(state, trigger)));
        }

        return new DefinitionTrial(_steps, state.Key, state.Category, refused, [.. Ways(state)]);
    }

    private StateDefinition Enter(string trigger, string? from, StateDefinition to, DateOnly day)
    {
        Add(trigger, from, to, day);
        for (var i = 0; i < MostAtOnce && definition.Way(to.Key, ProcessMachine.Entered, values) is { } way; i++)
        {
            var next = definition.State(way.To);
            Add(ProcessMachine.Entered, to.Key, next, day);
            to = next;
        }

        return to;
    }

    private void Add(string trigger, string? from, StateDefinition to, DateOnly day)
    {
        var plan = TaskPlan.Of(to, day, days).ToDictionary(task => task.Key);
        _steps.Add(new TrialStep(
            trigger, from, to.Key, day,
            [.. to.Enter.Select(a => new TrialAction(a.Do, a.Title, a.Template ?? a.Process, a.Role ?? a.To, a.Do != ProcessAction.Task ? null : a.Key is { } key ? plan[key].Until : days.Add(day, a.WorkingDays ?? 1)))],
            StateClock.Deadline(to, day, days)));
    }

    private DateOnly Later(DateOnly? day) => day is { } on && on > _steps[^1].Day ? on : _steps[^1].Day;

    private IEnumerable<TrialWay> Ways(StateDefinition state) =>
        from way in definition.Transitions
        where way.From == state.Key && way.On != ProcessMachine.Entered && way.Limit.Keeps(values)
        select new TrialWay(way.On, way.Name, way.To, way.By, way.Requires, way.By is null ? DayOf(state, way.On) : null);

    /// <summary>The day on which the clock fires a trigger; none when it does not.</summary>
    private DateOnly? DayOf(StateDefinition state, string trigger)
    {
        var entered = _steps[^1].Day;
        var timers = StateClock.Timers(state, entered, values, days).Where(timer => timer.Then == trigger).Select(timer => (DateOnly?)timer.On);
        return state.Deadline?.Then == trigger ? StateClock.Deadline(state, entered, days)?.AddDays(1) : timers.Min();
    }
}
