using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Offers;

[Collection("house")]
public sealed class Keeping_consents(HouseFixture house)
{
    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    private readonly Given _given = new(house);

    [Fact]
    public async Task Withdrawn_consents_withdraw_the_offers_that_stood_on_them_and_keep_the_history()
    {
        var advisor = await house.Person(Role.Advisor, "Consent Withdrawn");
        var (client, offer) = await _given.OpenOffer(advisor);

        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Consents = [new ConsentData("phone", "marketing", false, null, "letter of 10 September")] }, null));

        (await house.Ask(advisor, new GetToday(null, null, null, 10))).Items.ShouldBeEmpty("nobody blocked appears in a call list");
        var after = await HouseFixture.Eventually("the offer to be withdrawn", () => house.Ask(new GetOffer(offer.Id)), o => o.Status == OfferStatus.Withdrawn);
        after.CloseReason.ShouldBe("noConsent");
        (await house.Ask(advisor, new GetCard(client.Id))).Contact.Blocks.ShouldHaveSingleItem().Code.ShouldBe("noMarketing");
        (await house.Ask(advisor, new GetConsentHistory(client.Id)))[0].ShouldSatisfyAllConditions(h => h.Granted.ShouldBeFalse(), h => h.Source.ShouldBe("letter of 10 September"));
    }

    [Fact]
    public async Task Without_the_telephone_the_client_is_approached_by_e_mail()
    {
        var advisor = await house.Person(Role.Advisor, "Consent Channel");
        var client = await _given.Client(advisor, consents: ["phone:marketing", "email:marketing"]);
        await _given.Contract(client, "insurance/home", house.Today.AddDays(50));
        await house.Send(new RunScan(null));
        (await Worklist(advisor)).ShouldHaveSingleItem().Kind.ShouldBe(TaskKind.Call);

        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Consents = [new ConsentData("phone", "marketing", false)] }, null));

        var task = (await HouseFixture.Eventually("the call to become an e-mail", () => Worklist(advisor), t => t.Count == 1)).Single();
        (task.Kind, task.Purpose).ShouldBe((TaskKind.Email, "marketing"));
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new CompleteTask(task.Id, null)))).Code.ShouldBe("error.taskOfOffer");
        (await house.Send(advisor, new RecordOutcome(task.OfferId!.Value, Outcome.Rejected, "price", null, null, null, "email"))).Offer.Attempts[^1].Channel.ShouldBe("email");
    }

    [Fact]
    public async Task Service_consent_serves_what_is_held_here_and_sells_nothing()
    {
        var advisor = await house.Person(Role.Advisor, "Consent Service");
        var client = await _given.Client(advisor, consents: ["phone:service"]);
        await _given.Contract(client, "insurance/home", house.Today.AddDays(50), heldAt: "us");
        await house.Send(new RunScan(null));

        (await house.Ask(advisor, new GetToday(null, null, null, 10))).Items.ShouldHaveSingleItem().Purpose.ShouldBe(ContactPurpose.Service);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new OpenOffer(client.Id, "insurance/accident", null, null, null, null)))).Code.ShouldBe("error.noMarketing");
    }

    [Fact]
    public async Task Wrong_contact_data_pause_every_approach_until_they_are_corrected()
    {
        var advisor = await house.Person(Role.Advisor, "Contact Wrong");
        var (client, offer) = await _given.OpenOffer(advisor);
        var other = await house.Send(advisor, new OpenOffer(client.Id, "insurance/accident", null, null, null, null));

        var tasks = (await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.WrongContact, null, "the number belongs to a bakery", null, null, null))).Tasks;

        var correction = tasks.ShouldHaveSingleItem();
        (await house.Ask(advisor, new GetToday(null, house.Today.AddDays(20), null, 10))).Items.ShouldBeEmpty();
        (await house.Ask(advisor, new TakeNextCall(null, null, null, null))).Call.ShouldBeNull();
        (await house.Ask(advisor, new GetCard(client.Id))).Contact.Blocks.ShouldHaveSingleItem().Code.ShouldBe("wrongContact");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new OpenOffer(client.Id, "insurance/travel", null, null, null, null)))).Code.ShouldBe("error.contactWrong");

        await house.Send(await house.Person(Role.BackOffice, "Contact Corrector"), new CompleteTask(correction.Id, "new number"));

        var items = (await house.Ask(advisor, new GetToday(null, house.Today.AddDays(20), null, 10))).Items;
        items.Select(i => i.OfferId).ShouldBe([other.Id, offer.Id], ignoreOrder: true);
        await HouseFixture.Eventually("the client's page to let go", () => house.Ask(advisor, new GetCard(client.Id)), card => card.Contact.Blocks.Count == 0);
    }

    [Fact]
    public async Task A_due_contract_of_a_client_with_wrong_data_is_excused_and_offered_once_they_are_right()
    {
        var advisor = await house.Person(Role.Advisor, "Contact Excused");
        var (client, offer) = await _given.OpenOffer(advisor);
        var correction = (await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.WrongContact, null, null, null, null, null))).Tasks.Single();
        var contract = await _given.Contract(client, "insurance/travel", house.Today.AddDays(5));

        await house.Send(new RunScan(null));
        (await house.Ask(new GetCoverage(null))).Gaps.Single(g => g.ContractId == contract.Id).Why.ShouldBe("wrongContact");

        await house.Send(new CompleteTask(correction.Id, null));
        await house.Send(new RunScan(null));
        (await house.Ask(new GetCoverage(null))).Gaps.ShouldNotContain(g => g.ContractId == contract.Id);
    }

    [Fact]
    public async Task A_full_week_moves_what_is_planned_but_not_what_the_client_asked_for()
    {
        var advisor = await house.Person(Role.Advisor, "Week Full");
        var (client, offer) = await _given.OpenOffer(advisor);
        var asked = await house.Send(advisor, new OpenOffer(client.Id, "insurance/accident", null, null, null, null));
        var other = await house.Send(advisor, new OpenOffer(client.Id, "insurance/life", null, null, null, null));
        await house.Send(advisor, new RecordOutcome(asked.Id, Outcome.CallBack, null, null, null, house.Clock.GetUtcNow().AddHours(1), null));
        foreach (var daysAgo in new[] { 5, 3, 1 })
        {
            await house.Count(
                "with said as (insert into offers.attempt(id, offer_id, client_id, at, by, channel, outcome) values (gen_random_uuid(), $1, $2, $3, 'x', 'phone', 'noAnswer') returning 1) select count(*) from said",
                offer.Id, client.Id, house.Clock.GetUtcNow().AddDays(-daysAgo));
        }

        // What was said today already makes today one of the days: look from tomorrow.
        await house.Count("with gone as (update offers.attempt set at = at - interval '12 hours' where offer_id = $1 returning 1) select count(*) from gone", asked.Id);
        await house.Send(new KeepContactPolicy());

        (await house.Ask(new GetOffer(other.Id))).PlannedOn.ShouldBeGreaterThan(house.Today);
        (await house.Ask(new GetOffer(asked.Id))).PlannedOn.ShouldBe(house.Today);
        (await house.Send(new KeepContactPolicy())).Moved.ShouldBe(0, "done twice is done once");
    }

    [Fact]
    public async Task The_policy_is_changed_by_the_administrator_and_refuses_nonsense()
    {
        var before = await house.Ask(new GetContactPolicy());
        await Should.ThrowAsync<NotAllowedException>(async () => await house.Send(await house.Person(Role.Advisor, "Policy Reader"), new SetContactPolicy(1, new TimeOnly(19, 0), new TimeOnly(9, 0), true, null)));
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(new SetContactPolicy(9, new TimeOnly(19, 0), new TimeOnly(19, 0), true, null)))).Faults.Select(f => f.Field).ShouldBe(["approachesPerWeek", "quietUntil"], ignoreOrder: true);
        await Should.ThrowAsync<StaleException>(() => house.Send(new SetContactPolicy(2, new TimeOnly(19, 0), new TimeOnly(9, 0), true, before.Version + 7)));

        var set = await house.Send(new SetContactPolicy(before.ApproachesPerWeek, new TimeOnly(19, 0), before.QuietUntil, true, before.Version));

        (await house.Ask(new GetContactPolicy())).ShouldBe(set);
        await house.Send(new SetContactPolicy(before.ApproachesPerWeek, before.QuietFrom, before.QuietUntil, true, set.Version));
        (await house.Count("select count(*) from kernel.audit_entry where action = 'offers.contactPolicy'")).ShouldBeGreaterThanOrEqualTo(2);
    }

    private async Task<IReadOnlyList<TaskView>> Worklist(Actor actor) => (await house.Ask(actor, new GetWorklist(null, house.Today.AddDays(20), null, 50))).Items;
}
