using CrossSell.Portfolio.Features;

namespace CrossSell.Unit.Portfolio;

public sealed class Inferring_an_expiry
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("2026-01-15", 12, true, "2027-01-15")]
    [InlineData("2020-11-23", 12, true, "2026-11-23")]
    [InlineData("2020-11-22", 12, true, "2027-11-22")]
    [InlineData("2020-02-29", 12, true, "2027-02-28")]
    [InlineData("2027-03-01", 12, true, "2028-03-01")]
    [InlineData("2024-01-01", 60, false, "2029-01-01")]
    [InlineData("2020-01-01", 12, false, null)]
    [InlineData("2020-01-01", null, true, null)]
    [InlineData("2020-01-01", 0, true, null)]
    public void Is_the_first_end_of_a_term_that_has_not_passed(string start, int? months, bool renews, string? expiry) =>
        new Term(months, renews).Expiry(DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), Today)
            .ShouldBe(expiry is null ? null : DateOnly.Parse(expiry, System.Globalization.CultureInfo.InvariantCulture));
}
