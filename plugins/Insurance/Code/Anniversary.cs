using CrossSell.Sdk;

namespace CrossSell.Plugins.Insurance;

/// <summary>
/// Compulsory motor liability can be given notice of only for its anniversary, in writing, so that it arrives thirty days before; otherwise it goes on for another year.
/// It begins at zero hours on a day, and its anniversary is that day of the year.
/// </summary>
internal static class Anniversary
{
    private const int NoticeDays = 30;
    private const int WindowDays = 60;

    /// <summary>The next anniversary from today on.</summary>
    public static DateOnly? Of(ContractFacts contract, DateOnly today) => contract.Expiry ?? Next(contract.Start, today);

    public static DateOnly Next(DateOnly start, DateOnly today)
    {
        var years = Math.Max(1, today.Year - start.Year);
        var day = start.AddYears(years);
        return day >= today ? day : start.AddYears(years + 1);
    }

    /// <summary>Premiums of the new year are out, and notice still arrives in time.</summary>
    public static bool NoticeIsOpen(DateOnly anniversary, DateOnly today) => today >= anniversary.AddDays(-WindowDays) && today <= anniversary.AddDays(-NoticeDays);

    public static DateOnly LastNotice(DateOnly anniversary) => anniversary.AddDays(-NoticeDays);
}
