using Microsoft.Extensions.Configuration;

namespace CrossSell.Kernel.Time;

/// <summary>The clock of the house: instants in UTC, business dates in the business time zone.</summary>
public sealed class BusinessClock(TimeProvider time, TimeZoneInfo zone)
{
    /// <summary>The business time zone: setting <c>TimeZone</c>, a name of the tz database; Hungary's when not given.</summary>
    public static TimeZoneInfo ZoneOf(IConfiguration configuration) => TimeZoneInfo.FindSystemTimeZoneById(configuration["TimeZone"] ?? "Europe/Budapest");

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The name of the business time zone, as the tz database says it.</summary>
    public string Zone => zone.Id;

    public DateOnly Today => DateOf(Now);

    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    public DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
