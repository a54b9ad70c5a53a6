using System.Globalization;

namespace CrossSell.Kernel;

/// <summary>An amount in an ISO 4217 currency.</summary>
[GenerateSerializer, Immutable]
public sealed record Money([property: Id(0)] decimal Amount, [property: Id(1)] string Currency)
{
    public string In(string language)
    {
        var culture = Cultures.Of(language);
        var digits = Amount == decimal.Truncate(Amount) ? "N0" : "N2";
        return (language, Currency) switch
        {
            ("hu", "HUF") => Amount.ToString(digits, culture) + "\u00a0Ft",
            ("hu", _) => Amount.ToString(digits, culture) + "\u00a0" + Currency,
            _ => Currency + "\u00a0" + Amount.ToString(digits, culture),
        };
    }
}

/// <summary>The two languages of the house and the cultures behind them.</summary>
public static class Cultures
{
    public static readonly CultureInfo Hungarian = CultureInfo.GetCultureInfo("hu-HU");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static CultureInfo Of(string language) => language == "en" ? English : Hungarian;
}
