using CrossSell.Kernel.Time;
using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>A task of a state on the calendar.</summary>
internal sealed record PlannedTask(string Key, ActionDefinition Action, DateOnly From, DateOnly Until);

/// <summary>The tasks of a state one after another: each begins when the last of those before it should be done.</summary>
internal static class TaskPlan
{
    public static IReadOnlyList<PlannedTask> Of(StateDefinition state, DateOnly start, WorkingDays days)
    {
        var planned = new Dictionary<string, PlannedTask>(StringComparer.Ordinal);
        var left = state.Enter.Where(a => a is { Do: ProcessAction.Task, Key: not null }).ToList();
        while (left.Count > 0)
        {
            var ready = left.Where(action => action.After.All(planned.ContainsKey)).ToList();
            if (ready.Count == 0)
            {
                throw new InvalidOperationException($"The tasks of {state.Key} wait for each other.");
            }

            foreach (var action in ready)
            {
                var from = days.OnOrAfter(action.After.Select(key => planned[key].Until).Append(start).Max());
                planned.Add(action.Key!, new PlannedTask(action.Key!, action, from, days.Add(from, action.WorkingDays ?? 1)));
                left.Remove(action);
            }
        }

        return [.. state.Enter.Where(a => a.Key is not null && planned.ContainsKey(a.Key)).Select(a => planned[a.Key!])];
    }

    /// <summary>Whether tasks of the state wait for each other, so that a plan of them is kept.</summary>
    public static bool HasPlan(this StateDefinition state) => state.Enter.Any(a => a is { Do: ProcessAction.Task, Key: not null });

    /// <summary>The tasks that may begin: not yet begun, and everything before them is done.</summary>
    public static IEnumerable<ActionDefinition> Ready(StateDefinition state, IReadOnlySet<string> begun, IReadOnlySet<string> done) =>
        state.Enter.Where(a => a.Key is { } key && a.Do == ProcessAction.Task && !begun.Contains(key) && a.After.All(done.Contains));
}
