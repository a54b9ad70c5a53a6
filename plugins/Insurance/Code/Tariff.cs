using System.Globalization;
using CrossSell.Sdk;

namespace CrossSell.Plugins.Insurance;

/// <summary>Adds a premium up and writes down how.</summary>
internal sealed class Tariff
{
    private const string Currency = "HUF";
    private readonly List<QuoteLine> _lines = [];
    private decimal _sum;

    public Tariff(decimal amount, Text label)
    {
        _sum = amount;
        _lines.Add(new QuoteLine(label, decimal.Round(amount)));
    }

    public void Times(decimal factor, Text label)
    {
        if (factor != 1m)
        {
            _sum *= factor;
            _lines.Add(new QuoteLine(label, null, "× " + factor.ToString("0.00", CultureInfo.InvariantCulture)));
        }
    }

    public void Plus(decimal amount, Text label)
    {
        if (amount != 0)
        {
            _sum += amount;
            _lines.Add(new QuoteLine(label, amount));
        }
    }

    public void Say(Text label, string value) => _lines.Add(new QuoteLine(label, null, value));

    /// <summary>Premiums are whole forints, to the nearest ten.</summary>
    public Quote Yearly(IReadOnlyList<string> missing) => new(Rounded(_sum), Currency, "year", _lines) { Missing = missing };

    public Quote Monthly(IReadOnlyList<string> missing) => new(Rounded(_sum / 12), Currency, "month", _lines) { Missing = missing };

    private static decimal Rounded(decimal amount) => decimal.Round(amount / 10, MidpointRounding.AwayFromZero) * 10;
}
