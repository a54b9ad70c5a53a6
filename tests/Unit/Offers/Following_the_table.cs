using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Unit.Offers;

public sealed class Following_the_table
{
    [Fact]
    public void The_row_for_the_attempt_decides_and_is_kept_with_the_contact()
    {
        var offer = Book.Offer(attempts: Outcome.NoAnswer);

        var decision = Decide(
            Outcome.NoAnswer,
            offer,
            [Row(Outcome.NoAnswer, Again(1), attempt: 1), Row(Outcome.NoAnswer, Again(5, ContactChannel.Email, StepOwner.Backoffice), from: 2)],
            Reachable(offer));

        (decision.Offer.PlannedOn, decision.Offer.Channel, decision.Offer.Owner).ShouldBe((Book.Today.AddDays(7), ContactChannel.Email, StepOwner.Backoffice));
        (decision.Attempt.TableVersion, decision.Attempt.TableRow).ShouldBe((7, 2));
        var task = OfferTask.Of(decision.Offer, Book.Catalog(), Book.Time.GetUtcNow());
        (task.Kind, task.Role, task.AssigneeId, task.Purpose).ShouldBe((TaskKind.Email, "backoffice", (Guid?)null, "marketing"));
    }

    [Fact]
    public void A_channel_that_the_client_does_not_allow_is_not_taken()
    {
        var offer = Book.Offer();

        Decide(Outcome.NoAnswer, offer, [Row(Outcome.NoAnswer, Again(1, ContactChannel.Email))], Reachable(offer, "phone:marketing")).Offer.Channel.ShouldBe(ContactChannel.Phone);
        Decide(Outcome.NoAnswer, offer, [Row(Outcome.NoAnswer, Again(1, ContactChannel.Meeting))], Reachable(offer, "email:marketing")).Offer.Channel.ShouldBe(ContactChannel.Email);
    }

    [Fact]
    public void A_named_product_is_offered_in_the_named_variant_to_sell_something()
    {
        var offer = Book.Offer("x/life") with { Purpose = ContactPurpose.Service };

        var next = Decide(Outcome.Rejected, offer, [Row(Outcome.Rejected, Named("x/home", "plus", 3))], Reachable(offer)).Opened.ShouldHaveSingleItem();

        (next.Product, next.Variant, next.Reason.Code, next.Purpose).ShouldBe(("x/home", "plus", "inItsPlace", ContactPurpose.Marketing));
    }

    [Fact]
    public void Another_variant_of_the_same_product_stays_in_the_right_of_the_offer_before()
    {
        var offer = Book.Offer() with { Purpose = ContactPurpose.Service };

        Decide(Outcome.Rejected, offer, [Row(Outcome.Rejected, new NextStep(NextOffer.NextVariant, null, 14, null, null, null))], Reachable(offer, "phone:service"))
            .Opened.ShouldHaveSingleItem().Purpose.ShouldBe(ContactPurpose.Service);
    }

    [Fact]
    public void A_named_product_that_may_not_be_offered_gives_way_to_a_stated_close()
    {
        var offer = Book.Offer();
        var held = Reachable(offer) with { Contracts = [Book.Holds("x/life")] };

        var decision = Decide(Outcome.Rejected, offer, [Row(Outcome.Rejected, Named("x/life", null, 3))], held);

        decision.Opened.ShouldBeEmpty();
        decision.FollowUps.ShouldHaveSingleItem().Kind.ShouldBe("close");
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0, null)]
    [InlineData(null, 60)]
    public void The_cooldown_of_the_row_goes_before_the_products_own(int? days, int? expected)
    {
        var offer = Book.Offer();
        var client = Reachable(offer);

        var after = client.With(Decide(Outcome.Rejected, offer, [Row(Outcome.Rejected, Close("rejected") with { CooldownDays = days })], client).Changed);

        after.CooldownOf(Book.Catalog().Product("x/home")!, Book.Clock.DateOf, Book.Today).ShouldBe(expected is { } until ? Book.Today.AddDays(until) : null);
    }

    [Fact]
    public void A_resting_product_is_shown_where_it_would_have_been_suggested()
    {
        var rule = Book.Rule("home", new Condition.Lacks("x/home"), "x/home");
        var refused = Book.Offer(status: OfferStatus.Rejected, closed: Book.Time.GetUtcNow()) with { CooldownUntil = Book.Today.AddDays(9) };
        var client = Book.Client(offers: [refused]);

        Suggestions.For(client, Book.Catalog(rule), Book.Today, Book.Clock.DateOf).ShouldBeEmpty();
        var resting = Suggestions.Resting(client, Book.Catalog(rule), Book.Today, Book.Clock.DateOf).ShouldHaveSingleItem();
        (resting.Suggestion.Product, resting.Until).ShouldBe(("x/home", Book.Today.AddDays(9)));
    }

    [Fact]
    public void One_unanswered_call_is_one_call_for_everything_due()
    {
        var offer = Book.Offer();
        var due = Book.Offer("x/life");
        var asked = Book.Offer("x/travel", attempts: Outcome.CallBack);
        var later = Book.Offer("x/other") with { PlannedOn = Book.Today.AddDays(9) };
        var written = Book.Offer("x/fifth") with { Channel = ContactChannel.Email };

        var decision = Decide(Outcome.NoAnswer, offer, [Row(Outcome.NoAnswer, new NextStep(null, RetryAt.OtherDaypart, 1, null, null, null))], Reachable([offer, due, asked, later, written]));

        decision.Changed.Select(o => o.Id).ShouldBe([offer.Id, due.Id]);
        var along = decision.Changed[1];
        (along.PlannedOn, along.PlannedAt, along.Status, along.Attempts.Count).ShouldBe((decision.Offer.PlannedOn, decision.Offer.PlannedAt, OfferStatus.Open, 0));
        var said = decision.FollowUps[1];
        (said.Kind, said.Product, said.DueOn, said.OfferId).ShouldBe(("along", "x/life", along.PlannedOn, due.Id));
    }

    [Fact]
    public void What_was_due_goes_along_also_when_this_offer_is_given_up()
    {
        var offer = Book.Offer();
        var due = Book.Offer("x/life");

        var decision = Decide(Outcome.NoAnswer, offer, [Row(Outcome.NoAnswer, new NextStep(null, RetryAt.OtherDaypart, 1, 1, FinalStep.Letter, null))], Reachable([offer, due]));

        decision.Offer.Status.ShouldBe(OfferStatus.Lapsed);
        decision.FollowUps.Select(f => f.Kind).ShouldBe(["letter", "along"]);
        (decision.Changed[1].Status, decision.Changed[1].PlannedOn).ShouldBe((OfferStatus.Open, Book.Today.AddDays(1)));
    }

    [Fact]
    public void An_unanswered_letter_moves_nothing_else()
    {
        var offer = Book.Offer() with { Channel = ContactChannel.Post };

        Decide(Outcome.NoAnswer, offer, [Row(Outcome.NoAnswer, Again(1))], Reachable([offer, Book.Offer("x/life")])).Changed.ShouldHaveSingleItem();
    }

    [Fact]
    public void Nobody_rings_again_a_client_who_has_just_not_answered_but_at_the_minute_they_asked_for()
    {
        var now = Book.Time.GetUtcNow();
        var missed = Book.Offer(attempts: Outcome.NoAnswer);
        missed = missed with { Attempts = [missed.Attempts[0] with { RecordedAt = now.AddMinutes(-10) }] };
        var asked = Book.Offer("x/life", attempts: Outcome.CallBack) with { PlannedAt = now.AddMinutes(-1) };
        var client = Book.Client(offers: [missed, asked]);

        ContactRules.WasNotReachedJustNow(client, missed, now).ShouldBeTrue();
        ContactRules.WasNotReachedJustNow(client, null, now).ShouldBeTrue();
        ContactRules.WasNotReachedJustNow(client, asked, now).ShouldBeFalse();
        ContactRules.WasNotReachedJustNow(client, missed, now.AddMinutes(25)).ShouldBeFalse();
    }

    [Fact]
    public void Thinking_comes_back_on_the_day_that_the_client_named()
    {
        var offer = Book.Offer();
        var day = Book.Today.AddDays(23);

        Decide(Outcome.Thinking, offer, [Row(Outcome.Thinking, Again(7))], Reachable(offer), Book.Clock.At(day, new TimeOnly(12, 0))).Offer.PlannedOn.ShouldBe(day);
    }

    private static OutcomeDecision Decide(Outcome outcome, OfferView offer, FollowUpDefinition[] rows, ClientLive client, DateTimeOffset? at = null)
    {
        var catalog = Book.Catalog() with
        {
            FollowUps = new Dictionary<string, IReadOnlyList<FollowUpDefinition>> { ["x"] = [.. rows, .. DefaultFollowUps.Table] },
            FollowUpVersions = new Dictionary<string, int> { ["x"] = 7 },
        };
        return new OutcomeDecider(catalog, Book.Clock, WorkingDays.Hungary).Decide(client, new RecordOutcome(offer.Id, outcome, null, null, null, at, null), Book.Advisor);
    }

    private static ClientLive Reachable(OfferView offer, params string[] granted) => Reachable([offer], granted);

    private static ClientLive Reachable(OfferView[] offers, params string[] granted)
    {
        var client = Book.Client(offers: offers, granted: granted.Length > 0 ? granted : ["phone:marketing", "email:marketing"]);
        return client with { Client = client.Client with { Phone = "+3612345678", Email = "bela@example.com", MayMarket = granted.Length == 0 || granted.Any(g => g.EndsWith(":marketing", StringComparison.Ordinal)) } };
    }

    private static FollowUpDefinition Row(Outcome on, NextStep then, int? attempt = null, int? from = null) => new(on, null, null, then) { Attempt = attempt, FromAttempt = from };

    private static NextStep Again(int days, ContactChannel? channel = null, StepOwner? owner = null) => new(null, RetryAt.Later, days, null, null, null) { Channel = channel, Owner = owner };

    private static NextStep Named(string product, string? variant, int days) => new(null, null, days, null, null, null) { Product = product, Variant = variant };

    private static NextStep Close(string why) => new(null, null, 0, null, null, why);
}
