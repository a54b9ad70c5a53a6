using CrossSell.Documents.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Offers;

[Collection("house")]
public sealed class Recording_an_outcome(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task An_acceptance_makes_one_word_contract_that_can_be_sent_signed_and_held()
    {
        var advisor = await house.Person(Role.Advisor, "Accepting");
        var clerk = await house.Person(Role.BackOffice, "Clerk");
        var (client, offer) = await _given.OpenOffer(advisor);

        var answer = await house.Send(advisor, Outcome(offer, CrossSell.Sdk.Outcome.Accepted));
        answer.Offer.Status.ShouldBe(OfferStatus.Accepted);
        answer.Process.ShouldNotBeNull().State.ShouldBe("preparing");

        var document = await Generated(offer.Id);
        answer.Documents.ShouldBe([document.Id]);
        var file = await house.Ask(advisor, new GetDocumentContent(document.Id, false));
        file.Content.AsSpan(0, 2).SequenceEqual("PK"u8).ShouldBeTrue();
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Content)).ShouldBe(document.Sha256);

        await house.Send(clerk, new MarkSent([document.Id]));
        await house.Send(clerk, new UploadSigned(document.Id, "signed.pdf", "application/pdf", "%PDF-1.7 signed"u8.ToArray()));

        var process = await house.Ask(clerk, new GetProcess(answer.Process!.Id));
        process.State.ShouldBe("inForce");
        process.Category.ShouldBe("won");
        var contracts = (await house.Ask(clerk, new ListContracts(client.Id, "insurance/home", null, null, 10))).Items;
        var sold = contracts.Single(c => c.HeldAt == "us");
        contracts.Single(c => c.HeldAt == "elsewhere").Status.ShouldBe("ended");
        sold.Expiry.ShouldNotBeNull();
        sold.Number.ShouldBe(document.Number);

        var card = await HouseFixture.Eventually("the card to show the sold contract", () => house.Ask(advisor, new GetCard(client.Id)), c => c.Contracts.Any(x => x.Contract.Id == sold.Id));
        card.OpenOffers.ShouldBeEmpty();
        var nextYear = await house.Ask(new GetCoverage(sold.Expiry!.Value.AddDays(-40)));
        nextYear.Gaps.ShouldContain(g => g.ContractId == sold.Id);
    }

    [Fact]
    public async Task A_rejection_leads_to_the_next_variant_in_fourteen_days()
    {
        var advisor = await house.Person(Role.Advisor, "Rejecting");
        var (client, offer) = await _given.OpenOffer(advisor);

        var answer = await house.Send(advisor, Outcome(offer, CrossSell.Sdk.Outcome.Rejected, "other"));

        var next = answer.FollowUps.ShouldHaveSingleItem();
        next.Kind.ShouldBe("offer");
        next.DueOn.ShouldBe(house.Today.AddDays(14));
        var card = await house.Ask(advisor, new GetCard(client.Id));
        var open = card.OpenOffers.ShouldHaveSingleItem();
        open.ParentId.ShouldBe(offer.Id);
        open.Id.ShouldBe(next.OfferId!.Value);
        card.Cooldowns.ShouldContain(c => c.Product == "insurance/home");
        answer.Process.ShouldNotBeNull().State.ShouldBe("lost");
        (await house.Ask(advisor, new GetWorklist(null, house.Today.AddDays(60), null, 50))).Items.ShouldContain(t => t.OfferId == open.Id && t.DueOn == next.DueOn);
    }

    [Fact]
    public async Task No_answer_tries_again_at_another_time_of_day_and_in_the_end_writes_a_letter()
    {
        var advisor = await house.Person(Role.Advisor, "Ringing");
        var (_, offer) = await _given.OpenOffer(advisor);

        for (var call = 1; call <= 3; call++)
        {
            var again = await house.Send(advisor, Outcome(offer, CrossSell.Sdk.Outcome.NoAnswer));
            again.Offer.Status.ShouldBe(OfferStatus.Open);
            again.FollowUps.ShouldHaveSingleItem().Kind.ShouldBe("retry");
            again.Offer.PlannedAt.ShouldNotBeNull();
        }

        var last = await house.Send(advisor, Outcome(offer, CrossSell.Sdk.Outcome.NoAnswer));
        last.Offer.Status.ShouldBe(OfferStatus.Lapsed);
        last.FollowUps.ShouldHaveSingleItem().Kind.ShouldBe("letter");
        last.Tasks.ShouldHaveSingleItem().Kind.ShouldBe("letter");
    }

    [Fact]
    public async Task A_call_back_returns_at_its_minute()
    {
        var advisor = await house.Person(Role.Advisor, "Calling Back");
        var (_, offer) = await _given.OpenOffer(advisor);
        var at = house.Clock.GetUtcNow().AddDays(2);

        await house.Send(advisor, new RecordOutcome(offer.Id, CrossSell.Sdk.Outcome.CallBack, null, "délután", null, at, null));

        var task = (await house.Ask(advisor, new GetWorklist(null, house.Today.AddDays(10), null, 50))).Items.Single(t => t.OfferId == offer.Id);
        task.DueAt.ShouldNotBeNull().ShouldBe(at, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Do_not_contact_withdraws_everything_open_and_keeps_the_client_out_of_scans()
    {
        var advisor = await house.Person(Role.Advisor, "Stopping");
        var (client, offer) = await _given.OpenOffer(advisor);
        var other = await house.Send(advisor, new OpenOffer(client.Id, "insurance/travel", null, null, null, null));

        await house.Send(advisor, Outcome(offer, CrossSell.Sdk.Outcome.DoNotContact));

        (await house.Ask(advisor, new GetOffer(other.Id))).Status.ShouldBe(OfferStatus.Withdrawn);
        var card = await house.Ask(advisor, new GetCard(client.Id));
        card.OpenOffers.ShouldBeEmpty();
        card.Client.DoNotContact.ShouldBeTrue();
        card.Suggestions.ShouldBeEmpty();
        (await house.Ask(advisor, new GetWorklist(null, house.Today.AddDays(60), null, 50))).Items.ShouldNotContain(t => t.ClientId == client.Id);
        await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new OpenOffer(client.Id, "insurance/life", null, null, null, null)));
    }

    [Fact]
    public async Task Two_advisors_at_the_same_moment_one_wins_and_the_other_sees_what_happened()
    {
        var team = "Pair " + Guid.CreateVersion7();
        var advisor = await house.Person(Role.Advisor, "Fast", team);
        var manager = await house.Person(Role.Manager, "Chief", team);
        var (_, offer) = await _given.OpenOffer(advisor);

        var results = await Task.WhenAll(Try(advisor), Try(manager));

        results.Count(r => r is null).ShouldBe(1);
        var conflict = results.Single(r => r is not null).ShouldBeOfType<ConflictException>();
        conflict.Code.ShouldBe("error.offerClosed");
        conflict.Arguments.Single(a => a.Name == "by").Value.ShouldBeOneOf(advisor.Name, manager.Name);
        (await house.Ask(new GetOffer(offer.Id))).Attempts.ShouldHaveSingleItem();

        async Task<Exception?> Try(Actor who) => await Record.ExceptionAsync(() => house.Send(who, Outcome(offer, CrossSell.Sdk.Outcome.Accepted)));
    }

    [Fact]
    public async Task A_double_click_acts_once_and_answers_the_same()
    {
        var advisor = await house.Person(Role.Advisor, "Clicking");
        var (_, offer) = await _given.OpenOffer(advisor);
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.Send(advisor, Outcome(offer, CrossSell.Sdk.Outcome.NoAnswer), key)));

        answers.Select(a => a.Offer.Attempts.Single().Id).Distinct().ShouldHaveSingleItem();
        (await house.Ask(new GetOffer(offer.Id))).Attempts.ShouldHaveSingleItem();
        var again = await house.Send(advisor, Outcome(offer, CrossSell.Sdk.Outcome.NoAnswer), key);
        again.Offer.Attempts.ShouldHaveSingleItem();
        await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, Outcome(offer, CrossSell.Sdk.Outcome.Thinking), key));
    }

    [Fact]
    public async Task An_acceptance_repeated_by_many_hands_yields_one_document()
    {
        var advisor = await house.Person(Role.Advisor, "Storm");
        var (_, offer) = await _given.OpenOffer(advisor);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Record.ExceptionAsync(() => house.Send(advisor, Outcome(offer, CrossSell.Sdk.Outcome.Accepted), $"{offer.Id}-{i}"))));

        await Generated(offer.Id);
        (await house.Ask(new ListDocuments(null, offer.Id, null, null, 10))).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_advisors_offer_is_not_found()
    {
        var (_, offer) = await _given.OpenOffer(await house.Person(Role.Advisor, "Owner"));
        var stranger = await house.Person(Role.Advisor, "Stranger");

        await Should.ThrowAsync<NotFoundException>(() => house.Send(stranger, Outcome(offer, CrossSell.Sdk.Outcome.Accepted)));
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(stranger, new GetOffer(offer.Id)));
        (await house.Ask(stranger, new ListOffers(null, null, null, null, null, 50))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_time_to_call_back_in_the_past_is_refused_by_field()
    {
        var advisor = await house.Person(Role.Advisor, "Yesterday");
        var (_, offer) = await _given.OpenOffer(advisor);

        var refused = await Should.ThrowAsync<InvalidInputException>(() =>
            house.Send(advisor, new RecordOutcome(offer.Id, CrossSell.Sdk.Outcome.CallBack, null, null, null, house.Clock.GetUtcNow().AddDays(-1), null)));

        refused.Faults.ShouldHaveSingleItem().Field.ShouldBe("callBackAt");
        (await house.Ask(new GetOffer(offer.Id))).Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_card_shows_who_else_is_on_the_line()
    {
        var team = "Line " + Guid.CreateVersion7();
        var advisor = await house.Person(Role.Advisor, "On Phone", team);
        var manager = await house.Person(Role.Manager, "Looking", team);
        var client = await _given.Client(advisor);

        await house.Ask(advisor, new HoldLine(client.Id, true));
        (await house.Ask(manager, new GetCard(client.Id))).OnTheLine.ShouldHaveSingleItem().Name.ShouldBe("On Phone");
        (await house.Ask(advisor, new GetCard(client.Id))).OnTheLine.ShouldBeEmpty();

        house.Clock.Advance(TimeSpan.FromSeconds(46));
        (await house.Ask(manager, new GetCard(client.Id))).OnTheLine.ShouldBeEmpty();
    }

    private static RecordOutcome Outcome(OfferView offer, Outcome outcome, string? reason = null) => new(offer.Id, outcome, reason, null, null, null, null);

    private Task<DocumentView> Generated(Guid offer) => HouseFixture.Eventually(
        "the contract to be generated",
        async () => (await house.Ask(new ListDocuments(null, offer, null, null, 10))).Items.FirstOrDefault()!,
        d => d is { Status: "generated" or "sent" or "signed" });
}
