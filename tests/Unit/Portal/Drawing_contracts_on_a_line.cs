using CrossSell.Host.Pages;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Unit.Portal;

public sealed class Drawing_contracts_on_a_line
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    private static IReadOnlyList<DateOnly> Axis => ContractBar.Axis(Today);

    [Fact]
    public void The_line_begins_two_quarters_back_and_every_quarter_is_as_wide()
    {
        Axis.Count.ShouldBe(10);
        Axis[0].ShouldBe(new DateOnly(2026, 4, 1));
        Axis.Select(q => ContractBar.Place(q, Axis)).ShouldBe(Enumerable.Range(0, 10).Select(i => i * 100));
    }

    [Theory]
    [InlineData("2020-01-01", 0)]
    [InlineData("2026-04-01", 0)]
    [InlineData("2026-05-16", 49)]
    [InlineData("2026-11-26", 261)]
    [InlineData("2028-09-30", 999)]
    [InlineData("2028-10-01", 1000)]
    [InlineData("2046-01-01", 1000)]
    public void A_day_has_its_place(string day, int place) => ContractBar.Place(DateOnly.Parse(day), Axis).ShouldBe(place);

    [Fact]
    public void The_next_deadline_is_on_top_and_what_has_ended_is_left_out()
    {
        var bars = ContractBar.Of(
            [Contract("a", "2027-06-01"), Contract("b", null), Contract("c", "2027-01-01"), Contract("d", "2026-12-01", "ended")], Axis);

        bars.Select(b => b.Item.Contract.Product).ShouldBe(["a/c", "a/a", "a/b"]);
        (bars[0].Until, bars[0].Notice, bars[0].GoesOn).ShouldBe((300, 267, false));
        (bars[2].Until, bars[2].Notice, bars[2].GoesOn).ShouldBe((1000, null, true));
        bars.ShouldAllBe(b => b.Until > b.From);
    }

    private static CardContract Contract(string product, string? expiry, string status = "live")
    {
        DateOnly? end = expiry is null ? null : DateOnly.Parse(expiry);
        return new CardContract(
            new ContractView(Guid.CreateVersion7(), null, Guid.Empty, $"a/{product}", null, "us", null, null, new DateOnly(2025, 1, 1), end, 30, null, new Dictionary<string, string>(), status, 1, false), end, end?.AddDays(-30), null);
    }
}
