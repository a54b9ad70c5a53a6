using System.Globalization;

namespace CrossSell.Offers.Domain;

/// <summary>How the values of clients' attributes are read: texts, of which some are numbers, with point or comma.</summary>
internal static class Attributes
{
    public static decimal? Number(string value) =>
        decimal.TryParse(value.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
