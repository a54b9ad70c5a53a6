using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Unit.Catalog;

public sealed class The_default_follow_ups
{
    [Fact]
    public void Answer_every_outcome_once() =>
        DefaultFollowUps.Table.Select(row => row.On).ShouldBe(Enum.GetValues<Outcome>());

    [Fact]
    public void Pass_the_checks_a_line_must_pass()
    {
        var log = new FaultLog("defaults");
        FollowUpRules.Check(DefaultFollowUps.Table, log);
        log.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Offer_something_else_two_weeks_after_a_no()
    {
        var then = DefaultFollowUps.Table.Single(row => row.On == Outcome.Rejected).Then;
        then.Offer.ShouldBe(NextOffer.NextVariant);
        then.AfterDays.ShouldBe(14);
    }
}
