using System.Globalization;
using CrossSell.Kernel.Time;

namespace CrossSell.Host.Api;

/// <summary>Reads instants and days as callers write them.</summary>
internal static class Instants
{
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    private static readonly string[] Zoned = [.. Local.Select(f => f + "K")];

    public static DateTimeOffset? Parse(string? text, BusinessClock clock)
    {
        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return clock.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        }

        return DateTimeOffset.TryParseExact(text, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.ToUniversalTime() : null;
    }

    /// <summary>An instant, or the beginning of a day; of the day after, when <paramref name="whole"/> says that the day itself still counts.</summary>
    public static DateTimeOffset? ParseBound(string? text, bool whole, BusinessClock clock) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? clock.At(whole && day < DateOnly.MaxValue ? day.AddDays(1) : day, TimeOnly.MinValue)
            : Parse(text, clock);
}
