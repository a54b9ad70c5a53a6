using System.Globalization;

namespace CrossSell.Kernel.Import;

/// <summary>Dates and numbers as Hungarian and international files write them.</summary>
public static class CsvValue
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy.MM.dd.", "yyyy.MM.dd", "yyyy.M.d.", "yyyy.M.d"];

    /// <summary>ISO, or <c>2026.11.23.</c> with or without spaces and the last dot.</summary>
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(WithoutSpaces(text), Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A point or a comma parts the decimals; digits may be grouped by spaces.</summary>
    public static decimal? Decimal(string text) =>
        decimal.TryParse(WithoutSpaces(text).Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static int? Whole(string text) =>
        int.TryParse(WithoutSpaces(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string WithoutSpaces(string text) =>
        text.AsSpan().ContainsAny(" \u00a0\u202f") ? string.Concat(text.Where(c => c is not (' ' or '\u00a0' or '\u202f'))) : text;
}
