using CrossSell.Worklist.Features.Planning;

namespace CrossSell.Worklist.Domain;

/// <summary>Which planned calls can't be met as the plan stands, and why; a pure reading of plan, capacity and leave.</summary>
internal static class Shortfall
{
    public static IEnumerable<(PlannedTask Task, string Why)> Of(IEnumerable<PlannedTask> calls, Workdays days)
    {
        foreach (var day in calls.GroupBy(t => (t.AdvisorId, t.DueOn)))
        {
            var capacity = days.Capacity(day.Key.AdvisorId, day.Key.DueOn);
            var left = day.Where(t => Late(t, days) is null).ToList();
            foreach (var late in day.Except(left))
            {
                yield return (late, Late(late, days)!);
            }

            // Those with the most time left are the ones that do not fit.
            var clients = left.GroupBy(t => t.ClientId).OrderBy(c => c.Min(t => t.WindowUntil ?? DateOnly.MaxValue)).ThenBy(c => c.Key);
            foreach (var task in clients.Skip(capacity).SelectMany(c => c))
            {
                yield return (task, days.IsAway(day.Key.AdvisorId, day.Key.DueOn) ? "leave" : "capacity");
            }
        }
    }

    /// <summary>Planned behind the end of its window: because there was no day in it, or nobody there, or somebody moved it.</summary>
    private static string? Late(PlannedTask t, Workdays days)
    {
        if (t.WindowUntil is not { } until || t.DueOn <= until)
        {
            return null;
        }

        var worked = Enumerable.Range(0, 120).Select(n => until.AddDays(-n)).Where(d => d >= (t.WindowFrom ?? until) && days.IsWorkingDay(d)).ToList();
        return worked.Count == 0 ? "windowTooShort" : worked.All(d => days.IsAway(t.AdvisorId, d)) ? "leave" : "pastWindow";
    }
}
