using System.Globalization;
using CrossSell.Kernel;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Pages;

/// <summary>Says days, instants and amounts the way people of the language do.</summary>
internal sealed class Dates(Texts texts, BusinessClock clock)
{
    private bool IsHungarian => texts.Language == "hu";

    private CultureInfo Culture => Cultures.Of(texts.Language);

    public DateOnly Today => clock.Today;

    public bool IsPast(DateTimeOffset at) => at <= clock.Now;

    public string Day(DateOnly day) => IsHungarian ? day.ToString("yyyy. MMM d.", Culture).Replace("..", ".") : day.ToString("d MMM yyyy", Culture);

    /// <summary>A share as a whole percentage; small ones with a decimal.</summary>
    public string Percent(double share) => share is > 0 and < 0.1 ? (share * 100).ToString("0.0", Culture) + " %" : Math.Round(share * 100).ToString("0", Culture) + " %";

    public string Day(DateOnly? day) => day is { } known ? Day(known) : "–";

    public string Day(DateTimeOffset at) => Day(clock.DateOf(at));

    /// <summary>The day without the year when it is this year's.</summary>
    public string ShortDay(DateOnly day) => day.Year != clock.Today.Year ? Day(day)
        : IsHungarian ? day.ToString("MMM d.", Culture).Replace("..", ".") : day.ToString("d MMM", Culture);

    /// <summary>The day without its year, as short as can be: for columns.</summary>
    public string MonthDay(DateOnly day) => IsHungarian ? $"{day.Month}. {day.Day}." : day.ToString("d MMM", Culture);

    /// <summary>"Mon", "h".</summary>
    public string Weekday(DateOnly day) => Culture.DateTimeFormat.GetAbbreviatedDayName(day.DayOfWeek);

    /// <summary>"Monday", "hétfő".</summary>
    public string WeekdayName(DayOfWeek day) => Culture.DateTimeFormat.GetDayName(day);

    /// <summary>"January", "január".</summary>
    public string MonthName(int month) => Culture.DateTimeFormat.GetMonthName(month);

    /// <summary>"Jan", "jan.".</summary>
    public string MonthShort(int month) => Culture.DateTimeFormat.GetAbbreviatedMonthName(month);

    /// <summary>"on 7 Dec": Hungarian says it with an ending that follows the number.</summary>
    public string On(DateOnly day) => IsHungarian ? $"{day.ToString("MMMM", Culture)} {day.Day}-{Ending(day.Day)}" : $"on {day.ToString("d MMMM", Culture)}";

    public string Time(DateTimeOffset at) => clock.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Moment(DateTimeOffset at) => $"{ShortDay(clock.DateOf(at))} {Time(at)}";

    /// <summary>For a <c>datetime-local</c> field.</summary>
    public string Field(DateTimeOffset at) => clock.Local(at).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    /// <summary>"today", "tomorrow", "3 days ago".</summary>
    public string Relative(DateOnly day) => (day.DayNumber - clock.Today.DayNumber) switch
    {
        0 => texts["day.today"],
        1 => texts["day.tomorrow"],
        -1 => texts["day.yesterday"],
        > 1 and var later => texts["day.inDays", later],
        var earlier => texts["day.daysAgo", -earlier],
    };

    public string Price(PriceData? price) => price is null ? "–" : $"{price.ToMoney().In(texts.Language)} {texts.Find("period." + price.Period)}".TrimEnd();

    public static string Ending(int dayOfMonth) => dayOfMonth switch
    {
        1 => "jén",
        20 or 30 => "án",
        _ when dayOfMonth % 10 is 2 or 3 or 6 or 8 => "án",
        _ => "én",
    };
}
