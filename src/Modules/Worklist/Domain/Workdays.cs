using CrossSell.Kernel.Time;

namespace CrossSell.Worklist.Domain;

/// <summary>Days away, both included.</summary>
internal sealed record Away(Guid PersonId, DateOnly First, DateOnly Last);

/// <summary>Who can call how many clients on which day: own numbers by weekday or the house's default, public holidays, leave.</summary>
internal sealed class Workdays(WorkingDays days, int callsPerDay, IReadOnlyDictionary<Guid, int[]> own, IEnumerable<Away> leave)
{
    private readonly ILookup<Guid, Away> _leave = leave.ToLookup(a => a.PersonId);
    private readonly Dictionary<(Guid, DateOnly), int> _known = [];

    public static int[] Default(int callsPerDay) => [callsPerDay, callsPerDay, callsPerDay, callsPerDay, callsPerDay, 0, 0];

    /// <summary>Clients the person can call that day; 0 when away or not working.</summary>
    public int Capacity(Guid person, DateOnly day)
    {
        if (!_known.TryGetValue((person, day), out var calls))
        {
            _known[(person, day)] = calls = IsAway(person, day) ? 0 : Calls(person, day);
        }

        return calls;
    }

    public bool IsAway(Guid person, DateOnly day) => _leave[person].Any(a => a.First <= day && day <= a.Last);

    /// <summary>A day on which the house works, whether or not this person does.</summary>
    public bool IsWorkingDay(DateOnly day) => days.IsWorkingDay(day);

    public DateOnly OnOrAfter(DateOnly day) => days.OnOrAfter(day);

    public DateOnly Add(DateOnly day, int working) => days.Add(day, working);

    /// <summary>A Saturday worked by decree is like a Friday; an ordinary weekend day is worked only by who says so.</summary>
    private int Calls(Guid person, DateOnly day)
    {
        var calls = own.GetValueOrDefault(person) ?? Default(callsPerDay);
        var weekday = ((int)day.DayOfWeek + 6) % 7;
        if (days.IsWorkingDay(day))
        {
            return calls[weekday > 4 ? 4 : weekday];
        }

        return weekday > 4 && !WorkingDays.IsHoliday(day) ? calls[weekday] : 0;
    }
}
