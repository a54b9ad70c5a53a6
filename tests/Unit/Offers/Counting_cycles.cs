using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain;
using CrossSell.Sdk;

namespace CrossSell.Unit.Offers;

public sealed class Counting_cycles
{
    private static readonly TermDefinition Yearly = new(12, Renewal.Automatically, 30);

    [Theory]
    [InlineData("2026-12-31", "2026-12-31")]
    [InlineData("2026-09-14", "2026-09-14")]
    [InlineData("2026-09-13", "2027-09-13")]
    [InlineData("2024-02-29", "2027-02-28")]
    [InlineData("2020-01-01", "2027-01-01")]
    public void A_contract_that_renews_counts_on_to_its_next_expiry(string stored, string cycle) =>
        Cycle.Expiry(DateOnly.Parse(stored), Yearly, Book.Today).ShouldBe(DateOnly.Parse(cycle));

    [Fact]
    public void One_that_does_not_renew_has_ended() =>
        Cycle.IsLive(Book.Holds("x/home", Book.Today.AddDays(-1)), new TermDefinition(12, Renewal.Never, 0), Book.Today).ShouldBeFalse();
}
