using CrossSell.Kernel.Time;

namespace CrossSell.Unit.Kernel;

public sealed class Working_days_in_Hungary
{
    [Theory]
    [InlineData("2026-01-01")] // New Year
    [InlineData("2026-03-15")]
    [InlineData("2026-04-03")] // Good Friday
    [InlineData("2026-04-06")] // Easter Monday
    [InlineData("2026-05-25")] // Whit Monday
    [InlineData("2026-10-23")]
    [InlineData("2026-12-24")]
    [InlineData("2026-01-02")] // moved to a Saturday by decree
    [InlineData("2026-11-22")] // Sunday
    public void Rest_days(string date) => WorkingDays.Hungary.IsWorkingDay(DateOnly.Parse(date)).ShouldBeFalse();

    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("2026-01-10")] // a Saturday worked for 2 January
    public void Days_worked(string date) => WorkingDays.Hungary.IsWorkingDay(DateOnly.Parse(date)).ShouldBeTrue();

    [Fact]
    public void Ten_working_days_leap_over_Christmas() =>
        WorkingDays.Hungary.Add(new DateOnly(2027, 12, 20), 10).ShouldBe(new DateOnly(2028, 1, 4));

    [Fact]
    public void Every_year_has_its_twelve_holidays_unless_two_fall_together()
    {
        for (var year = 1990; year <= 2090; year++)
        {
            var days = Enumerable.Range(0, 366).Select(d => new DateOnly(year, 1, 1).AddDays(d)).Where(d => d.Year == year);
            days.Count(WorkingDays.IsHoliday).ShouldBeInRange(11, 12, $"{year}");
        }
    }
}
