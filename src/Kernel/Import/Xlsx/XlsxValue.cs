using System.Globalization;

namespace CrossSell.Kernel.Import;

/// <summary>A cell's number as text that <see cref="CsvValue"/> reads back.</summary>
internal static class XlsxValue
{
    private const double LastDay = 2_958_465;

    /// <summary>All digits a spreadsheet keeps (15), no exponent.</summary>
    public static string? Number(string text) =>
        !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number) ? null
        : Math.Abs(number) < 1e27 ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The day of a serial number, with the time where it has one. The calendar of 1900 holds a 29 February that never was: serial 60 is no day, those before it are counted from one day later.
    /// </summary>
    public static string? Date(string text, bool from1904)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) || serial is < 0 or > LastDay || (!from1904 && serial is < 1 or (>= 60 and < 61)))
        {
            return null;
        }

        var zero = from1904 ? new DateTime(1904, 1, 1) : serial < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        var moment = zero.AddDays(Math.Floor(serial)).AddSeconds(Math.Round((serial - Math.Floor(serial)) * 86_400));
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Column by the letters of a cell's name: A is 0.</summary>
    public static int Column(string name)
    {
        var column = 0;
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterUpper(letter))
            {
                break;
            }

            column = column * 26 + letter - 'A' + 1;
        }

        return column - 1;
    }
}
