using System.Globalization;
using CrossSell.Kernel.Import;

namespace CrossSell.Unit.Import;

public sealed class CsvValues
{
    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("2026.11.23.")]
    [InlineData("2026.11.23")]
    [InlineData("2026. 11. 23.")]
    [InlineData("2026. 11. 23")]
    public void Reads_dates_as_hungarian_and_international_files_write_them(string text) => CsvValue.Date(text).ShouldBe(new DateOnly(2026, 11, 23));

    [Theory]
    [InlineData("2026.1.5.", "2026-01-05")]
    [InlineData("2024-02-29", "2024-02-29")]
    public void Reads_short_and_leap_dates(string text, string expected) => CsvValue.Date(text).ShouldBe(DateOnly.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("23.11.2026")]
    [InlineData("11/23/2026")]
    [InlineData("2026-13-01")]
    [InlineData("tomorrow")]
    public void Guesses_no_date(string text) => CsvValue.Date(text).ShouldBeNull();

    [Theory]
    [InlineData("1234.5", "1234.5")]
    [InlineData("1234,5", "1234.5")]
    [InlineData("120 000", "120000")]
    [InlineData("120\u00a0000,50", "120000.50")]
    [InlineData("-3", "-3")]
    public void Reads_decimals_with_point_or_comma(string text, string expected) => CsvValue.Decimal(text).ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1.234,5")]
    [InlineData("1,234,567")]
    [InlineData("1e3")]
    [InlineData("12 Ft")]
    [InlineData("")]
    public void Guesses_no_number(string text) => CsvValue.Decimal(text).ShouldBeNull();
}
