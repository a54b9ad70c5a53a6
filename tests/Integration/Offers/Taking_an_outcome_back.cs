using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Offers;

[Collection("house")]
public sealed class Taking_an_outcome_back(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Reopens_the_offer_and_its_task_withdraws_what_followed_and_keeps_a_trace()
    {
        var advisor = await house.Person(Role.Advisor, "Mistaken");
        var (client, offer) = await _given.OpenOffer(advisor);
        var before = await Approach(offer.Id);
        var answer = await house.Send(advisor, Record(offer, Outcome.Rejected, "other"));

        var undone = await house.Send(advisor, new UndoOutcome(offer.Id, answer.Offer.Attempts[^1].Id));

        (undone.Offer.Status, undone.Offer.PlannedOn, undone.Offer.Attempts.Count).ShouldBe((OfferStatus.Open, offer.PlannedOn, 0));
        undone.Withdrawn.ShouldHaveSingleItem().Id.ShouldBe(answer.FollowUps[0].OfferId!.Value);
        (await Approach(offer.Id)).ShouldBe(before);
        var card = await house.Ask(advisor, new GetCard(client.Id));
        var open = card.OpenOffers.ShouldHaveSingleItem();
        (open.Id, open.Process!.State).ShouldBe((offer.Id, offer.Process!.State));
        open.Undone.ShouldHaveSingleItem().UndoneBy.ShouldBe(advisor.Name);
        card.Cooldowns.ShouldBeEmpty();
        card.PastOffers.ShouldHaveSingleItem().CloseReason.ShouldBe("undone");
        (await house.Count("select count(*) from worklist.task where client_id = $1 and status = 'open'", client.Id)).ShouldBe(1);
        (await house.Send(advisor, Record(offer, Outcome.Accepted))).Offer.Status.ShouldBe(OfferStatus.Accepted);
    }

    [Fact]
    public async Task Cancels_the_contract_of_a_mistaken_yes_so_that_a_right_one_makes_exactly_one()
    {
        var advisor = await house.Person(Role.Advisor, "Hasty");
        var (_, offer) = await _given.OpenOffer(advisor);
        var answer = await house.Send(advisor, Record(offer, Outcome.Accepted));

        var undone = await house.Send(advisor, new UndoOutcome(offer.Id, null));

        undone.Documents.ShouldBe(answer.Documents);
        undone.Offer.Process!.State.ShouldBe(offer.Process!.State);
        var again = await house.Send(advisor, Record(offer, Outcome.Accepted));
        await HouseFixture.Eventually(
            "the second contract", () => Documents(offer.Id), all => all.Count(d => d.Status == "generated") == 1 && all.Count(d => d.Status == "cancelled") == 1);
        again.Documents.ShouldNotBe(answer.Documents);
    }

    [Fact]
    public async Task Is_refused_once_the_contract_has_left_the_house()
    {
        var advisor = await house.Person(Role.Advisor, "Late");
        var clerk = await house.Person(Role.BackOffice, "Sender");
        var (_, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, Record(offer, Outcome.Accepted));
        var document = (await HouseFixture.Eventually("the contract", () => Documents(offer.Id), all => all.Any(d => d.Status == "generated")))[0];
        await house.Send(clerk, new MarkSent([document.Id]));

        var refused = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new UndoOutcome(offer.Id, null)));

        refused.Code.ShouldBe("error.undoSent");
        refused.Arguments.ShouldContain(("number", (object?)document.Number));
        (await house.Ask(new GetOffer(offer.Id))).Status.ShouldBe(OfferStatus.Accepted);
    }

    [Fact]
    public async Task Gives_back_the_consents_and_the_offers_that_do_not_contact_took()
    {
        var advisor = await house.Person(Role.Advisor, "Misheard");
        var (client, offer) = await _given.OpenOffer(advisor);
        var other = await house.Send(advisor, new OpenOffer(client.Id, "insurance/travel", null, null, null, null));
        await house.Send(advisor, Record(offer, Outcome.DoNotContact));

        var undone = await house.Send(advisor, new UndoOutcome(offer.Id, null));

        undone.Reopened.ShouldHaveSingleItem().Id.ShouldBe(other.Id);
        var card = await house.Ask(advisor, new GetCard(client.Id));
        (card.Client.DoNotContact, card.Client.MayMarket, card.OpenOffers.Count).ShouldBe((false, true, 2));
        var history = await house.Ask(advisor, new GetConsentHistory(client.Id));
        history.Count(c => c is { Channel: "phone", Purpose: "marketing" }).ShouldBe(3);
        (await house.Count("select count(*) from worklist.task where client_id = $1 and status = 'open' and purpose is not null", client.Id)).ShouldBe(2);
    }

    [Fact]
    public async Task Moves_back_what_went_along_with_an_unanswered_call_and_counts_no_approach()
    {
        var advisor = await house.Person(Role.Advisor, "Misdialled");
        var client = await _given.Client(advisor);
        var offer = await Open(advisor, client, "insurance/home");
        var other = await Open(advisor, client, "insurance/travel");
        await house.Send(new SetContactPolicy(1, new TimeOnly(20, 0), new TimeOnly(8, 0), true, null));
        try
        {
            var answer = await house.Send(advisor, Record(offer, Outcome.NoAnswer));
            answer.FollowUps.Select(f => (f.Kind, f.OfferId)).ShouldBe([("retry", offer.Id), ("along", other.Id)]);
            (await Approach(other.Id)).ShouldBe(answer.Offer.PlannedOn);
            (await house.Ask(advisor, new GetOffer(other.Id))).Attempts.ShouldBeEmpty();
            (await house.Ask(advisor, new GetCard(client.Id))).Contact.Blocks.Select(b => b.Code).ShouldNotContain("wrongContact");

            var undone = await house.Send(advisor, new UndoOutcome(offer.Id, null));

            undone.MovedBack.ShouldHaveSingleItem().Id.ShouldBe(other.Id);
            (await Approach(other.Id)).ShouldBe(other.PlannedOn);
            (await Approach(offer.Id)).ShouldBe(offer.PlannedOn);
            (await house.Ask(advisor, new GetCard(client.Id))).Contact.Blocks.ShouldBeEmpty();
        }
        finally
        {
            await house.Send(new SetContactPolicy(ContactPolicy.Default.ApproachesPerWeek, ContactPolicy.Default.QuietFrom, ContactPolicy.Default.QuietUntil, ContactPolicy.Default.QuietOnRestDays, null));
        }
    }

    [Fact]
    public async Task Lifts_the_pause_that_wrong_contact_data_had_brought()
    {
        var advisor = await house.Person(Role.Advisor, "Wrong Number");
        var (client, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, Record(offer, Outcome.WrongContact, "wrongNumber"));
        (await house.Ask(advisor, new GetCard(client.Id))).Contact.Blocks.Select(b => b.Code).ShouldContain("wrongContact");

        await house.Send(advisor, new UndoOutcome(offer.Id, null));

        (await house.Ask(advisor, new GetCard(client.Id))).Contact.Blocks.ShouldBeEmpty();
        (await house.Count("select count(*) from worklist.task where client_id = $1 and kind = 'data' and status = 'open'", client.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Acts_once_and_only_on_the_contact_that_was_meant()
    {
        var advisor = await house.Person(Role.Advisor, "Double");
        var (_, offer) = await _given.OpenOffer(advisor);
        var first = (await house.Send(advisor, Record(offer, Outcome.NoAnswer))).Offer.Attempts[^1];
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => house.Send(advisor, new UndoOutcome(offer.Id, first.Id), key)));

        answers.Select(a => a.Attempt.Id).Distinct().ShouldBe([first.Id]);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new UndoOutcome(offer.Id, first.Id)))).Code.ShouldBe("error.nothingToUndo");
        await house.Send(advisor, Record(offer, Outcome.NoAnswer));
        (await Should.ThrowAsync<ConflictException>(() => house.Send(advisor, new UndoOutcome(offer.Id, first.Id)))).Code.ShouldBe("error.undoNotLast");
        (await house.Ask(new GetOffer(offer.Id))).Attempts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Gives_way_after_ten_minutes_to_a_correcting_entry_by_the_advisor_or_a_manager()
    {
        var team = "Correcting " + Guid.CreateVersion7();
        var advisor = await house.Person(Role.Advisor, "Correcting", team);
        var manager = await house.Person(Role.Manager, "Correcting Chief", team);
        var clerk = await house.Person(Role.BackOffice, "Onlooker");
        var (client, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, Record(offer, Outcome.Rejected, "price"));
        house.Clock.Advance(TimeSpan.FromMinutes(11));

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new UndoOutcome(offer.Id, null)))).Code.ShouldBe("error.undoTooLate");
        (await Should.ThrowAsync<NotAllowedException>(() => house.Send(clerk, Correct(offer, Outcome.Accepted)))).Code.ShouldBe("error.correctBy");
        var corrected = await house.Send(manager, Correct(offer, Outcome.Accepted));

        corrected.Offer.Status.ShouldBe(OfferStatus.Accepted);
        var attempt = corrected.Offer.Attempts.ShouldHaveSingleItem();
        (attempt.Outcome, attempt.Correction, attempt.By).ShouldBe((Outcome.Accepted, "igent mondott", manager.Name));
        corrected.Offer.Undone.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Rejected);
        corrected.Documents.ShouldHaveSingleItem();
        (await house.Ask(advisor, new GetCard(client.Id))).OpenOffers.ShouldBeEmpty();
        (await house.Count("select count(*) from kernel.audit_entry where action = 'offers.corrected' and subject_id = $1", offer.Id)).ShouldBe(1);
    }

    private static CorrectOutcome Correct(OfferView offer, Outcome right) => new(offer.Id, right, "igent mondott", null, null, null);

    private static RecordOutcome Record(OfferView offer, Outcome outcome, string? reason = null) => new(offer.Id, outcome, reason, null, null, null, null);

    private Task<OfferView> Open(Actor advisor, ClientView client, string product) => house.Send(advisor, new OpenOffer(client.Id, product, null, null, null, null));

    /// <summary>The day of the one open call about an offer.</summary>
    private async Task<DateOnly> Approach(Guid offer) => new DateOnly(2000, 1, 1).AddDays((int)await house.Count(
        "select (due_on - date '2000-01-01')::bigint from worklist.task where offer_id = $1 and status = 'open' and purpose is not null and kind = 'call'", offer));

    private async Task<IReadOnlyList<DocumentView>> Documents(Guid offer) => (await house.Ask(new ListDocuments(null, offer, null, null, 10))).Items;
}
