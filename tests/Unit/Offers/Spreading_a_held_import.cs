using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;

namespace CrossSell.Unit.Offers;

public sealed class Spreading_a_held_import
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Goes_evenly_over_the_weeks_the_earliest_deadline_first()
    {
        var due = Enumerable.Range(0, 8).Select(i => Due(i, 200 - i)).ToList();

        var days = HeldSpread.Over(due, Today, 8);

        due.AsEnumerable().Reverse().Select(d => days.TryGetValue(d.ContractId, out var day) ? day.DayNumber - Today.DayNumber : 0).ShouldBe([0, 7, 14, 21, 28, 35, 42, 49]);
    }

    [Fact]
    public void Nothing_waits_longer_than_its_deadline()
    {
        var due = new[] { Due(1, -3), Due(2, 0), Due(3, 2), Due(4, 90) };

        HeldSpread.Over(due, Today, 8).ShouldBe(new Dictionary<Guid, DateOnly> { [due[2].ContractId] = Today.AddDays(2), [due[3].ContractId] = Today.AddDays(42) }, ignoreOrder: true);
    }

    [Fact]
    public void Over_no_weeks_is_at_once() => HeldSpread.Over([Due(1, 50), Due(2, 60)], Today, 0).ShouldBeEmpty();

    private static DueContract Due(int number, int noticeIn) => new(
        new Guid(number, 0, 0, new byte[8]), null, Guid.Empty, Guid.Empty, "Kiss Anna", "hu", "insurance/home", null, "elsewhere", null, null, Today.AddDays(noticeIn + 30), Today.AddDays(noticeIn),
        false, null, null, false, true, true, null, "person", [], true, true, false, Guid.Empty, DateOnly.MaxValue);
}
