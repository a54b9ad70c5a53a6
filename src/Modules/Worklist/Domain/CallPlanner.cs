using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Domain;

/// <summary>
/// Gives calls a day within their windows, earliest deadline first, each on the first day with room. For windows that are intervals this meets every deadline that can be met.
/// Room is counted in clients: a second call for a client goes onto a day they are called anyway. What does not fit says why.
/// </summary>
internal sealed class CallPlanner(Workdays days, DateOnly today)
{
    private const int Furthest = 366;
    private readonly Dictionary<(Guid Advisor, DateOnly Day), HashSet<Guid>> _load = [];
    private readonly Dictionary<(Guid Advisor, Guid Client), SortedSet<DateOnly>> _met = [];

    public int Load(Guid advisor, DateOnly day) => _load.TryGetValue((advisor, day), out var clients) ? clients.Count : 0;

    /// <summary>A call that has its day already.</summary>
    public void Take(Guid advisor, Guid client, DateOnly day)
    {
        Of(_load, (advisor, day)).Add(client);
        Of(_met, (advisor, client)).Add(day);
    }

    public List<PlannedCall> Plan(IEnumerable<CallToPlan> calls) => PlanAll(calls, First);

    /// <summary>Fills the days evenly instead of one after the other.</summary>
    public List<PlannedCall> Spread(IEnumerable<CallToPlan> calls) => PlanAll(calls, Emptiest);

    /// <summary>Leaves calls on the day they have while there is room; only the others move. When that leaves one out, everything is planned anew.</summary>
    public static List<PlannedCall> PlanAnew(Workdays days, DateOnly today, IReadOnlyList<(CallToPlan Call, DateOnly Day)> planned, IReadOnlyList<TakenDay> fixedDays)
    {
        var gentle = new CallPlanner(days, today);
        var fresh = new CallPlanner(days, today);
        foreach (var taken in fixedDays)
        {
            gentle.Take(taken.AdvisorId, taken.ClientId, taken.Day);
            fresh.Take(taken.AdvisorId, taken.ClientId, taken.Day);
        }

        var stays = planned.OrderBy(p => p.Call.Until).ThenBy(p => p.Call.Id).Where(p => gentle.Stays(p.Call, p.Day)).ToList();
        var kept = stays.Select(p => p.Call.Id).ToHashSet();
        var moved = gentle.Plan(planned.Where(p => !kept.Contains(p.Call.Id)).Select(p => p.Call));
        return moved.All(p => p.Why is null)
            ? [.. stays.Select(p => new PlannedCall(p.Call.Id, p.Day, null)), .. moved]
            : fresh.Plan(planned.Select(p => p.Call));
    }

    private bool Stays(CallToPlan call, DateOnly day)
    {
        var fits = day >= call.From && day >= today && day <= call.Until && days.Capacity(call.AdvisorId, day) > 0
            && (Load(call.AdvisorId, day) < days.Capacity(call.AdvisorId, day) || (_load.TryGetValue((call.AdvisorId, day), out var clients) && clients.Contains(call.ClientId)));
        if (fits)
        {
            Take(call.AdvisorId, call.ClientId, day);
        }

        return fits;
    }

    private List<PlannedCall> PlanAll(IEnumerable<CallToPlan> calls, Func<CallToPlan, DateOnly, DateOnly?> choose)
    {
        var planned = new List<PlannedCall>();
        foreach (var call in calls.OrderBy(c => c.Until).ThenBy(c => c.From).ThenBy(c => c.Id))
        {
            var from = call.From < today ? today : call.From;
            var fits = Together(call, from) ?? choose(call, from);
            var (day, why) = fits is { } found ? (found, null) : Otherwise(call, from);
            Take(call.AdvisorId, call.ClientId, day);
            planned.Add(new PlannedCall(call.Id, day, why));
        }

        return planned;
    }

    /// <summary>A day in the window on which the client is called anyway.</summary>
    private DateOnly? Together(CallToPlan call, DateOnly from) =>
        from <= call.Until && _met.TryGetValue((call.AdvisorId, call.ClientId), out var met)
            ? met.GetViewBetween(from, call.Until).Where(d => days.Capacity(call.AdvisorId, d) > 0).Select(d => (DateOnly?)d).FirstOrDefault()
            : null;

    private DateOnly? First(CallToPlan call, DateOnly from)
    {
        for (var day = from; day <= call.Until; day = day.AddDays(1))
        {
            if (Load(call.AdvisorId, day) < days.Capacity(call.AdvisorId, day))
            {
                return day;
            }
        }

        return null;
    }

    private DateOnly? Emptiest(CallToPlan call, DateOnly from)
    {
        var best = Each(from, call.Until).Where(d => Load(call.AdvisorId, d) < days.Capacity(call.AdvisorId, d)).OrderBy(d => (double)Load(call.AdvisorId, d) / days.Capacity(call.AdvisorId, d)).ToList();
        return best.Count == 0 ? null : best[0];
    }

    private (DateOnly Day, string? Why) Otherwise(CallToPlan call, DateOnly from)
    {
        var open = Each(from, call.Until).Where(d => days.Capacity(call.AdvisorId, d) > 0).ToList();
        if (open.Count > 0)
        {
            return (open.MinBy(d => (Load(call.AdvisorId, d) - days.Capacity(call.AdvisorId, d), d)), "capacity");
        }

        var worked = Each(from, call.Until).Where(days.IsWorkingDay).ToList();
        if (worked.LastOrDefault(d => !days.IsAway(call.AdvisorId, d)) is var present && present != default)
        {
            return (present, "capacity");
        }

        return (Nearest(call.AdvisorId, from, call.Until), worked.Count > 0 ? "leave" : "windowTooShort");
    }

    /// <summary>The last day there before the window, as far as that is not past; else the first behind it.</summary>
    private DateOnly Nearest(Guid advisor, DateOnly from, DateOnly until)
    {
        for (var day = until < from ? until : from.AddDays(-1); day >= today; day = day.AddDays(-1))
        {
            if (days.Capacity(advisor, day) > 0)
            {
                return day;
            }
        }

        var after = until < today ? today : until.AddDays(1);
        return Each(after, after.AddDays(Furthest)).FirstOrDefault(d => days.Capacity(advisor, d) > 0) is var found && found != default ? found : days.OnOrAfter(after);
    }

    private static IEnumerable<DateOnly> Each(DateOnly from, DateOnly until)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static TSet Of<TKey, TSet>(Dictionary<TKey, TSet> all, TKey key)
        where TKey : notnull
        where TSet : new()
    {
        if (!all.TryGetValue(key, out var set))
        {
            all[key] = set = new TSet();
        }

        return set;
    }
}
