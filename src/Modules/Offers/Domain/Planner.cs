using CrossSell.Kernel.Time;

namespace CrossSell.Offers.Domain;

/// <summary>Spreads new approaches over the advisors' working days: earliest deadline first, never past the window's end.</summary>
internal sealed class Planner(WorkingDays workingDays, IReadOnlyDictionary<(Guid Advisor, DateOnly Day), int> load, int callsPerDay)
{
    private readonly Dictionary<(Guid Advisor, DateOnly Day), int> _load = new(load);

    /// <summary>The first working day from <paramref name="from"/> with room; when the window has none left, its last working day takes one more.</summary>
    public DateOnly Plan(Guid advisor, DateOnly from, DateOnly until)
    {
        var first = workingDays.OnOrAfter(from);
        var best = first;
        for (var day = first; day <= until; day = workingDays.OnOrAfter(day.AddDays(1)))
        {
            best = day;
            if (_load.GetValueOrDefault((advisor, day)) < callsPerDay)
            {
                break;
            }
        }

        _load[(advisor, best)] = _load.GetValueOrDefault((advisor, best)) + 1;
        return best;
    }
}
