using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Unit.Offers;

public sealed class Taking_an_outcome_back
{
    private static DateTimeOffset Now => Book.Time.GetUtcNow();

    [Fact]
    public void Leaves_the_offer_as_it_was_and_the_contact_as_a_trace()
    {
        var offer = Book.Offer();
        var (after, decision, aftermath) = Record(Book.Client(offers: [offer]), offer, Outcome.Rejected);

        var back = Undo(after, decision, aftermath, Now.AddMinutes(9));

        (back.Offer with { Version = 1, Undone = [] }).ShouldBeEquivalentTo(offer);
        back.Offer.Undone.ShouldHaveSingleItem().UndoneBy.ShouldBe("Anna");
        back.Withdrawn.ShouldHaveSingleItem().CloseReason.ShouldBe("undone");
        var live = after.With(back.Changed);
        live.Open.ShouldHaveSingleItem().Id.ShouldBe(offer.Id);
        live.ApproachDays(Book.Clock.DateOf).ShouldBeEmpty();
    }

    [Fact]
    public void Opens_again_what_do_not_contact_had_withdrawn()
    {
        var offer = Book.Offer();
        var other = Book.Offer("x/life");
        var (after, decision, aftermath) = Record(Book.Client(offers: [offer, other]), offer, Outcome.DoNotContact);

        var back = Undo(after, decision, aftermath, Now);

        back.Reopened.ShouldHaveSingleItem().Id.ShouldBe(other.Id);
        after.With(back.Changed).Open.Count().ShouldBe(2);
    }

    [Fact]
    public void Moves_back_what_had_gone_along_unless_it_was_touched_since()
    {
        var offer = Book.Offer();
        var other = Book.Offer("x/life");
        var (after, decision, aftermath) = Record(Book.Client(offers: [offer, other]), offer, Outcome.NoAnswer);

        var back = Undo(after, decision, aftermath, Now);
        (back.MovedBack.ShouldHaveSingleItem().PlannedOn, back.Reopened.Count).ShouldBe((Book.Today, 0));

        var touched = after.Offers.Single(o => o.Id == other.Id);
        Undo(after.With([touched with { PlannedOn = Book.Today.AddDays(30), Version = touched.Version + 1 }]), decision, aftermath, Now).MovedBack.ShouldBeEmpty();
    }

    [Fact]
    public void Is_refused_after_ten_minutes_but_as_a_correction()
    {
        var offer = Book.Offer();
        var (after, decision, aftermath) = Record(Book.Client(offers: [offer]), offer, Outcome.Rejected);

        Should.Throw<RuleBrokenException>(() => Undo(after, decision, aftermath, Now.AddMinutes(10).AddSeconds(1))).Code.ShouldBe("error.undoTooLate");
        Undo(after, decision, aftermath, Now.AddDays(3), late: true).Offer.Status.ShouldBe(OfferStatus.Open);
    }

    [Fact]
    public void Is_refused_when_the_offer_that_followed_was_worked_on()
    {
        var offer = Book.Offer();
        var (after, decision, aftermath) = Record(Book.Client(offers: [offer]), offer, Outcome.Rejected);
        var next = decision.Opened.ShouldHaveSingleItem();
        var (worked, _, _) = Record(after, next, Outcome.NoAnswer);

        Should.Throw<RuleBrokenException>(() => Undo(worked, decision, aftermath, Now)).Code.ShouldBe("error.undoNextWorked");
    }

    [Fact]
    public void Is_refused_when_another_offer_for_the_product_is_open_by_now()
    {
        var offer = Book.Offer("x/life");
        var (after, decision, aftermath) = Record(Book.Client(offers: [offer]), offer, Outcome.Rejected);

        Should.Throw<ConflictException>(() => Undo(after.With([Book.Offer("x/life")]), decision, aftermath, Now)).Code.ShouldBe("error.alreadyOpen");
    }

    private static (ClientLive After, OutcomeDecision Decision, Aftermath Aftermath) Record(ClientLive client, OfferView offer, Outcome outcome)
    {
        var decision = new OutcomeDecider(Book.Catalog(), Book.Clock, WorkingDays.Hungary).Decide(client, new RecordOutcome(offer.Id, outcome, null, null, null, null, null), Book.Advisor);
        return (client.With([.. decision.Changed, .. decision.Opened]), decision, Aftermath.Of(decision, client));
    }

    private static TakenBack Undo(ClientLive live, OutcomeDecision decision, Aftermath aftermath, DateTimeOffset now, bool late = false) =>
        TakingBack.Decide(live, live.Offers.Single(o => o.Id == decision.Offer.Id), decision.Attempt, aftermath, Book.Advisor, now, late);
}
