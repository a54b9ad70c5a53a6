using System.Text.RegularExpressions;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Code;

internal static partial class Quotes
{
    private static readonly string[] Periods = ["once", "month", "quarter", "year"];

    /// <summary>Why a quote can't be used, as the end of a sentence; nothing when it can.</summary>
    public static string? WhyNot(Quote quote) =>
        quote.Amount < 0 ? $"is below zero: {quote.Amount}"
        : !Periods.Contains(quote.Period) ? $"has the period '{quote.Period}', which is none of {string.Join(", ", Periods)}"
        : !Currency().IsMatch(quote.Currency) ? $"has the currency '{quote.Currency}', which is no ISO 4217 code"
        : null;

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex Currency();
}
