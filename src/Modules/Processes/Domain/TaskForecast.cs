using CrossSell.Kernel.Time;
using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>When the tasks of a state will be done, as far as is known today: what is done says when, what is open is done today at the earliest, and the others follow them.</summary>
internal static class TaskForecast
{
    public static IReadOnlyDictionary<string, (DateOnly From, DateOnly Until)> Of(
        StateDefinition state,
        IReadOnlyDictionary<string, (DateOnly From, DateOnly Until)> planned,
        IReadOnlySet<string> begun,
        IReadOnlyDictionary<string, DateOnly> done,
        DateOnly today,
        WorkingDays days)
    {
        var known = new Dictionary<string, (DateOnly From, DateOnly Until)>(StringComparer.Ordinal);
        (DateOnly From, DateOnly Until) Find(string key)
        {
            if (known.TryGetValue(key, out var found))
            {
                return found;
            }

            var action = state.Enter.First(a => a.Key == key);
            if (begun.Contains(key))
            {
                return known[key] = (planned[key].From, done.TryGetValue(key, out var on) ? on : planned[key].Until);
            }

            var from = days.OnOrAfter(action.After.Select(before => Find(before).Until).Append(today).Max());
            return known[key] = (from, days.Add(from, action.WorkingDays ?? 1));
        }

        foreach (var key in planned.Keys.Where(key => state.Enter.Any(a => a.Key == key)))
        {
            Find(key);
        }

        return known;
    }
}
