namespace CrossSell.Kernel.Time;

/// <summary>
/// Working days in Hungary: public holidays by Act I of 2012 (Labour Code) s. 102, with 24 December as everybody keeps it,
/// and the days that the yearly ministerial decree moves.
/// </summary>
public sealed class WorkingDays
{
    private readonly HashSet<DateOnly> _workingSaturdays;
    private readonly HashSet<DateOnly> _restDays;

    public WorkingDays(IEnumerable<DateOnly> workingSaturdays, IEnumerable<DateOnly> restDays)
    {
        _workingSaturdays = [.. workingSaturdays];
        _restDays = [.. restDays];
    }

    public static WorkingDays Hungary { get; } = new(
        [new(2025, 5, 17), new(2025, 10, 18), new(2025, 12, 13), new(2026, 1, 10), new(2026, 8, 8), new(2026, 12, 12)],
        [new(2025, 5, 2), new(2025, 10, 24), new(2026, 1, 2), new(2026, 8, 21)]);

    public bool IsWorkingDay(DateOnly date)
    {
        if (_workingSaturdays.Contains(date))
        {
            return true;
        }

        return date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_restDays.Contains(date) && !IsHoliday(date);
    }

    /// <summary>The date itself when it is a working day, else the next one.</summary>
    public DateOnly OnOrAfter(DateOnly date)
    {
        while (!IsWorkingDay(date))
        {
            date = date.AddDays(1);
        }

        return date;
    }

    /// <summary>The working day <paramref name="days"/> working days after <paramref name="date"/>.</summary>
    public DateOnly Add(DateOnly date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        for (; days > 0; days--)
        {
            date = OnOrAfter(date.AddDays(1));
        }

        return OnOrAfter(date);
    }

    public static bool IsHoliday(DateOnly date) =>
        (date.Month, date.Day) is (1, 1) or (3, 15) or (5, 1) or (8, 20) or (10, 23) or (11, 1) or (12, 24) or (12, 25) or (12, 26)
        || IsMovable(date);

    private static bool IsMovable(DateOnly date)
    {
        var fromEaster = date.DayNumber - EasterSunday(date.Year).DayNumber;
        return fromEaster is -2 or 1 or 50;
    }

    /// <summary>Gregorian Easter, by the anonymous algorithm of 1876.</summary>
    private static DateOnly EasterSunday(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        var d = b / 4;
        var e = b % 4;
        var g = (8 * b + 13) / 25;
        var h = (19 * a + b - d - g + 15) % 30;
        var l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var month = (h + l - 7 * m + 114) / 31;
        var day = (h + l - 7 * m + 114) % 31 + 1;
        return new DateOnly(year, month, day);
    }
}
