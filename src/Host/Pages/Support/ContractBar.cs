using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>
/// A contract on a time line of quarters: where its bar begins and ends, where the notice deadline lies, in thousandths of the line. A quarter is as wide as any other.
/// </summary>
internal sealed record ContractBar(CardContract Item, int From, int Until, int? Notice, bool GoesOn)
{
    public const int Width = 1000;
    private const int Quarters = 10;

    public bool HeldHere => Item.Contract.HeldAt == "us";

    /// <summary>The first days of the line's quarters: the last two before today's, and eight from there.</summary>
    public static IReadOnlyList<DateOnly> Axis(DateOnly today)
    {
        var first = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).AddMonths(-6);
        return [.. Enumerable.Range(0, Quarters).Select(i => first.AddMonths(3 * i))];
    }

    public static int Place(DateOnly day, IReadOnlyList<DateOnly> axis)
    {
        var end = axis[^1].AddMonths(3);
        if (day <= axis[0] || day >= end)
        {
            return day <= axis[0] ? 0 : Width;
        }

        var quarter = axis.Count - 1;
        while (axis[quarter] > day)
        {
            quarter--;
        }

        double length = axis[quarter].AddMonths(3).DayNumber - axis[quarter].DayNumber;
        return (int)Math.Round(Width * (quarter + (day.DayNumber - axis[quarter].DayNumber) / length) / axis.Count);
    }

    /// <summary>The live contracts, the next deadline first.</summary>
    public static IReadOnlyList<ContractBar> Of(IEnumerable<CardContract> contracts, IReadOnlyList<DateOnly> axis) =>
        [.. contracts.Where(c => c.Contract.Status == "live").OrderBy(c => c.NoticeBy ?? DateOnly.MaxValue).Select(c => Bar(c, axis))];

    private static ContractBar Bar(CardContract item, IReadOnlyList<DateOnly> axis)
    {
        var until = item.Expiry is { } expiry ? Place(expiry, axis) : Width;
        var from = Math.Min(Place(item.Contract.Start, axis), Math.Max(until - 6, 0));
        var notice = item.NoticeBy is { } day && day > axis[0] && day < axis[^1].AddMonths(3) ? Place(day, axis) : (int?)null;
        return new ContractBar(item, from, until, notice, item.Expiry is null || until == Width);
    }
}
