using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Unit.Offers;

public sealed class Deciding_on_an_outcome
{
    private static readonly RuleDefinition LifeForAll = Book.Rule("life", new Condition.Lacks("x/life"), "x/life");

    [Fact]
    public void A_no_leads_to_the_next_variant_in_fourteen_days()
    {
        var decision = Decide(Outcome.Rejected, Book.Offer());

        decision.Offer.Status.ShouldBe(OfferStatus.Rejected);
        var next = decision.Opened.ShouldHaveSingleItem();
        (next.Product, next.Variant, next.PlannedOn).ShouldBe(("x/home", "plus", Book.Today.AddDays(14)));
        decision.Trigger.ShouldBe("rejected");
    }

    [Fact]
    public void A_no_to_the_last_variant_leads_to_the_best_other_suggestion() =>
        Decide(Outcome.Rejected, Book.Offer(variant: "plus"), Book.Offer(status: OfferStatus.Rejected, closed: Book.Time.GetUtcNow()))
            .Opened.ShouldHaveSingleItem().Product.ShouldBe("x/life");

    [Fact]
    public void A_no_with_nothing_else_to_offer_closes_with_the_reason()
    {
        var offer = Book.Offer("x/life");
        var decision = new OutcomeDecider(Book.Catalog(), Book.Clock, WorkingDays.Hungary).Decide(Book.Client(offers: [offer]), Record(offer, Outcome.Rejected), Book.Advisor);

        decision.Opened.ShouldBeEmpty();
        var close = decision.FollowUps.ShouldHaveSingleItem();
        (close.Kind, close.Reason.Code).ShouldBe(("close", "noFurther"));
    }

    [Fact]
    public void The_fourth_unanswered_call_ends_in_a_letter()
    {
        var decision = Decide(Outcome.NoAnswer, Book.Offer(attempts: [Outcome.NoAnswer, Outcome.NoAnswer, Outcome.NoAnswer]));

        decision.Offer.Status.ShouldBe(OfferStatus.Lapsed);
        decision.Tasks.ShouldHaveSingleItem().Kind.ShouldBe(CrossSell.Worklist.Messages.TaskKind.Letter);
    }

    [Fact]
    public void An_unanswered_morning_call_is_tried_again_in_the_afternoon()
    {
        var moved = Decide(Outcome.NoAnswer, Book.Offer()).Offer;

        Book.Clock.Local(moved.PlannedAt.ShouldNotBeNull()).Hour.ShouldBe(16);
        moved.PlannedOn.ShouldBe(Book.Today.AddDays(1));
    }

    [Fact]
    public void Do_not_contact_withdraws_everything_open()
    {
        var other = Book.Offer("x/life");
        var decision = Decide(Outcome.DoNotContact, Book.Offer(), other);

        decision.Changed.Count.ShouldBe(2);
        decision.Changed.ShouldAllBe(o => o.Status == OfferStatus.Withdrawn);
        decision.StopContact.ShouldBeTrue();
    }

    [Fact]
    public void A_closed_offer_says_who_closed_it()
    {
        var closed = Book.Offer(status: OfferStatus.Accepted, attempts: Outcome.Accepted);

        Should.Throw<ConflictException>(() => Decide(Outcome.Rejected, closed)).Arguments.ShouldContain(("by", (object?)"Anna"));
    }

    [Theory]
    [InlineData(Outcome.Accepted)]
    [InlineData(Outcome.Rejected)]
    [InlineData(Outcome.NoAnswer)]
    [InlineData(Outcome.CallBack)]
    [InlineData(Outcome.Thinking)]
    [InlineData(Outcome.WrongContact)]
    [InlineData(Outcome.DoNotContact)]
    public void Every_outcome_has_a_next_step_or_a_stated_close(Outcome outcome)
    {
        var decision = Decide(outcome, Book.Offer());

        var step = decision.FollowUps.ShouldHaveSingleItem();
        step.Reason.Hu.ShouldNotBeEmpty();
        step.Reason.En.ShouldNotBeEmpty();
        (step.Kind == "close" || step.DueOn > Book.Today).ShouldBeTrue();
    }

    private static OutcomeDecision Decide(Outcome outcome, OfferView offer, params OfferView[] others) =>
        new OutcomeDecider(Book.Catalog(LifeForAll), Book.Clock, WorkingDays.Hungary).Decide(Book.Client(offers: [offer, .. others]), Record(offer, outcome), Book.Advisor);

    private static RecordOutcome Record(OfferView offer, Outcome outcome) => new(offer.Id, outcome, null, null, null, null, null);
}
