namespace CrossSell.Segments.Domain.Filters;

/// <summary>Everything a filter may ask of one client.</summary>
/// <param name="Granted">Consents that stand, as <c>channel:purpose</c>.</param>
/// <param name="HeldOut">Products in whose campaigns the client belongs to the control group, with the last day of it.</param>
internal sealed record FilterClient(
    Guid Id,
    string Kind,
    DateOnly? BirthDate,
    string? City,
    string? PostalCode,
    string Language,
    string AdvisorEmail,
    string? Team,
    IReadOnlyCollection<string> Tags,
    IReadOnlyCollection<string> Granted,
    bool DoNotContact,
    bool ContactPaused,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<FilterContract> Contracts,
    IReadOnlyList<FilterOffer> Offers,
    IReadOnlyList<FilterAttempt> Attempts,
    IReadOnlyList<DateTimeOffset> Complaints,
    IReadOnlyDictionary<string, DateOnly> HeldOut);

internal sealed record FilterContract(string Product, bool Here, DateOnly Start, DateOnly? Expiry, bool Live, decimal? Amount, string? Currency, string? Period, string? Provider = null);

/// <param name="Origin">What opened it, such as <c>expiry</c> or <c>rule</c>.</param>
/// <param name="Rule">The rule that did, <c>line/code</c>, with its version.</param>
internal sealed record FilterOffer(
    Guid Id, string Product, string Status, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt, DateOnly? CooldownUntil, string Origin = "manual", string? Rule = null, string? RuleVersion = null);

internal sealed record FilterAttempt(Guid Id, string Product, DateTimeOffset At, string Outcome, string? Reason, Guid OfferId = default);

/// <summary>A product as a filter has to know it.</summary>
/// <param name="RenewsEvery">Months, when it renews by itself.</param>
internal sealed record FilterProduct(
    string Code, int? RenewsEvery, bool Offered, int CooldownDays, int? MinAge, int? MaxAge, string? OnlyKind, IReadOnlyCollection<int> Season);

/// <summary>The day, and what is the same for every client.</summary>
/// <param name="Segments">What the segments that are named mean.</param>
internal sealed record FilterWorld(DateOnly Today, TimeZoneInfo Zone, IReadOnlyDictionary<string, FilterProduct> Products, IReadOnlyDictionary<Guid, Filter> Segments)
{
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    public int HourOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).Hour;

    /// <summary>The first instant of a day.</summary>
    public DateTimeOffset Begin(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The day so many days ago, as far as there is one.</summary>
    public DateOnly Ago(int days) => DateOnly.FromDayNumber(Math.Max(0, Today.DayNumber - days));

    public DateOnly Ahead(int days) => DateOnly.FromDayNumber(Math.Min(DateOnly.MaxValue.DayNumber, Today.DayNumber + days));

    /// <summary>The last birthday a person of at least so many years can have; who was born on 29 February has it on the 28th.</summary>
    public DateOnly BornBy(int years)
    {
        if (Today.Year - years < 1)
        {
            return DateOnly.MinValue;
        }

        var day = Today.AddYears(-years);
        return day.AddDays(1).AddYears(years) <= Today ? day.AddDays(1) : day;
    }

    /// <summary>When the present cycle ends: what renews by itself counts on, term by term.</summary>
    public DateOnly? Cycle(FilterContract contract)
    {
        if (contract.Expiry is not { } first || first >= Today || Products.GetValueOrDefault(contract.Product)?.RenewsEvery is not { } months)
        {
            return contract.Expiry;
        }

        var terms = Math.Max(1, ((Today.Year - first.Year) * 12 + Today.Month - first.Month) / months);
        var next = first.AddMonths(terms * months);
        return next >= Today ? next : first.AddMonths((terms + 1) * months);
    }
}
