using System.Text;
using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Privacy;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Clients;

[Collection("house")]
public sealed class Merging_clients(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Keeps_everything_of_both_with_the_chosen_fields_and_the_stricter_consents()
    {
        var advisor = await house.Person(Role.Advisor, "Merge Advisor");
        var kept = await _given.Client(advisor, "Marad", null, "phone:marketing", "email:service");
        var (other, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, new ChangeClient(other.Id, Blank with { Email = "masik@merge.example", Consents = [new ConsentData("email", "service", false)], Tags = ["vip"] }, null));
        var contract = await _given.Contract(other, "insurance/travel", house.Today.AddDays(200));
        await house.Send(advisor, new AddTask(other.Id, TaskKind.Paperwork, "Iratok", house.Today, null, null));

        var preview = await house.Ask(advisor, new GetMergePreview(kept.Id, other.Id));
        preview.Withdrawn.ShouldBe(["email:service"]);
        preview.Moves["portfolio.contract"].ShouldBe(2);
        preview.Fields.Single(f => f.Field == "email").ShouldSatisfyAllConditions(f => f.Other.ShouldBe("masik@merge.example"), f => f.Take.ShouldBeFalse());
        (await house.Ask(advisor, new GetClient(kept.Id))).Version.ShouldBe(kept.Version);

        await house.Send(advisor, new MergeClients(kept.Id, other.Id, ["email"]));

        var one = await house.Ask(advisor, new GetClient(kept.Id));
        (one.Email, one.Phone, one.GivenName, one.ExternalId).ShouldBe(("masik@merge.example", kept.Phone, "Marad", kept.ExternalId));
        one.Tags.ShouldContain("vip");
        one.Consents.Where(c => c.Granted).Select(c => $"{c.Channel}:{c.Purpose}").Order().ShouldBe(["phone:marketing", "phone:service"]);
        var card = await house.Ask(advisor, new GetCard(kept.Id));
        card.Contracts.Select(c => c.Contract.Id).ShouldContain(contract.Id);
        card.OpenOffers.Select(o => o.Id).ShouldContain(offer.Id);
        (await house.Count("select count(*) from worklist.task where client_id = $1 and kind = 'paperwork'", kept.Id)).ShouldBe(1);
        (await house.Count("select count(*) from processes.instance where client_id = $1 and subject ->> 'clientId' = $2", kept.Id, kept.Id.ToString())).ShouldBe(1);
        (await house.Ask(advisor, new Search(other.GivenName, 50))).Items.ShouldNotContain(h => h.ClientId == other.Id);

        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));
        var history = await house.Ask(advisor, new GetClientHistory(kept.Id, [], null, null, null, null, 200));
        history.Items.Select(i => i.Entry.Action).ShouldContain("clients.merged");
        history.Items.ShouldContain(i => i.Entry.SubjectId == offer.Id && i.Entry.ClientId == other.Id);
    }

    [Fact]
    public async Task Leads_from_the_others_address_to_the_one_that_stays()
    {
        var advisor = await house.Person(Role.Advisor, "Merge Leads");
        var stranger = await house.Person(Role.Advisor, "Merge Leads Not");
        var (a, b, c) = (await _given.Client(advisor), await _given.Client(advisor), await _given.Client(advisor));
        await house.Send(advisor, new MergeClients(b.Id, a.Id, null));
        await house.Send(advisor, new MergeClients(c.Id, b.Id, null));

        (await Api.Look(house, advisor, $"clients/{a.Id}/card?x=1")).ShouldBe((307, $"/api/v1/clients/{c.Id}/card?x=1"));
        (await Api.Look(house, stranger, $"clients/{a.Id}")).Status.ShouldBe(404);
        (await Api.Look(house, advisor, $"clients/{Guid.CreateVersion7()}")).Status.ShouldBe(404);

        using var scope = house.Services.CreateScope();
        var directory = scope.ServiceProvider.GetRequiredService<IClientDirectory>();
        (await directory.ByExternalIds([a.ExternalId!, c.ExternalId!], default)).Select(k => k.Value.Id).ShouldBe([c.Id, c.Id]);
        var again = await house.Send(new ImportClients(Encoding.UTF8.GetBytes($"external_id,kind,given_name,family_name,advisor\n{a.ExternalId},person,Új,Név,{house.Emails[advisor.UserId!.Value]}\n"), false, false));
        again.Rejected.ShouldHaveSingleItem().Code.ShouldBe("import.merged");
    }

    [Fact]
    public async Task Withdraws_the_others_offer_for_what_both_are_offered()
    {
        var advisor = await house.Person(Role.Advisor, "Merge Doubles");
        var (kept, own) = await _given.OpenOffer(advisor);
        var (other, twice) = await _given.OpenOffer(advisor);

        await house.Send(advisor, new MergeClients(kept.Id, other.Id, null));

        var offers = await house.Ask(advisor, new ListOffers(kept.Id, null, null, null, null, 10));
        offers.Items.Single(o => o.Id == own.Id).Status.ShouldBe(OfferStatus.Open);
        offers.Items.Single(o => o.Id == twice.Id).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OfferStatus.Withdrawn), o => o.CloseReason.ShouldBe("merged"));
        (await house.Count("select count(*) from worklist.task where offer_id = $1 and status = 'open'", twice.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Is_taken_back_whole_but_for_what_happened_since()
    {
        var advisor = await house.Person(Role.Advisor, "Merge Undo");
        var kept = await _given.Client(advisor, "Vissza", null, "phone:marketing", "email:service");
        var (other, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, new ChangeClient(other.Id, Blank with { Phone = "+36205551111", Consents = [new ConsentData("email", "service", false)] }, null));
        var before = await house.Ask(advisor, new GetClient(other.Id));
        var merge = await house.Send(advisor, new MergeClients(kept.Id, other.Id, ["phone", "externalId"]));
        var since = await _given.Contract(kept, "insurance/travel", house.Today.AddDays(200));
        await house.Send(advisor, new ChangeClient(kept.Id, Blank with { Email = "uj@merge.example" }, null));

        await house.Send(advisor, new UndoMerge(merge.Id));

        var back = await house.Ask(advisor, new GetClient(other.Id));
        (back.Name, back.Phone, back.ExternalId, back.BirthDate).ShouldBe((before.Name, before.Phone, before.ExternalId, before.BirthDate));
        Granted(back).ShouldBe(Granted(before));
        var stayed = await house.Ask(advisor, new GetClient(kept.Id));
        (stayed.Phone, stayed.Email, stayed.ExternalId).ShouldBe((kept.Phone, "uj@merge.example", kept.ExternalId));
        Granted(stayed).ShouldBe(["email:service", "phone:marketing"]);
        (await house.Ask(advisor, new GetCard(other.Id))).OpenOffers.Select(o => o.Id).ShouldBe([offer.Id]);
        (await house.Ask(advisor, new GetCard(kept.Id))).Contracts.Select(c => c.Contract.Id).ShouldBe([since.Id]);
        (await house.Ask(advisor, new ListMerges(kept.Id, null, 10))).Items.Single().UndoneAt.ShouldNotBeNull();
        await Should.ThrowAsync<ConflictException>(house.Send(advisor, new UndoMerge(merge.Id)));
        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.NoAnswer, null, null, null, null, null));
    }

    [Fact]
    public async Task Leaves_alone_whoever_of_the_two_asked_for_it()
    {
        var advisor = await house.Person(Role.Advisor, "Merge Silent");
        var (kept, offer) = await _given.OpenOffer(advisor);
        var other = await _given.Client(advisor);
        await house.Send(advisor, new StopContact(other.Id, "letter"));

        await house.Send(advisor, new MergeClients(kept.Id, other.Id, null));

        var one = await house.Ask(advisor, new GetClient(kept.Id));
        (one.DoNotContact, Granted(one).Count).ShouldBe((true, 0));
        await HouseFixture.Eventually("the offer to be withdrawn", () => house.Ask(advisor, new GetOffer(offer.Id)), o => o.Status == OfferStatus.Withdrawn);
    }

    [Fact]
    public async Task Is_not_for_foreign_clients_the_same_client_or_unknown_fields()
    {
        var advisor = await house.Person(Role.Advisor, "Merge Own");
        var stranger = await house.Person(Role.Advisor, "Merge Foreign");
        var (own, second, foreign) = (await _given.Client(advisor), await _given.Client(advisor), await _given.Client(stranger));

        foreach (var (kept, other) in new[] { (own, foreign), (foreign, own) })
        {
            await Should.ThrowAsync<NotFoundException>(house.Ask(advisor, new GetMergePreview(kept.Id, other.Id)));
            await Should.ThrowAsync<NotFoundException>(house.Send(advisor, new MergeClients(kept.Id, other.Id, null)));
        }

        (await Should.ThrowAsync<InvalidInputException>(house.Send(advisor, new MergeClients(own.Id, own.Id, null)))).Faults[0].Field.ShouldBe("other");
        (await Should.ThrowAsync<InvalidInputException>(house.Send(advisor, new MergeClients(own.Id, second.Id, ["shoeSize"])))).Faults[0].Field.ShouldBe("take");
        await Should.ThrowAsync<StaleException>(house.Send(advisor, new MergeClients(own.Id, second.Id, null, own.Version + 7)));
        var merge = await house.Send(advisor, new MergeClients(own.Id, second.Id, null));
        await Should.ThrowAsync<NotFoundException>(house.Send(stranger, new UndoMerge(merge.Id)));
        (await house.Ask(stranger, new ListMerges(null, null, 50))).Items.ShouldNotContain(m => m.Id == merge.Id);
        (await house.Ask(stranger, new FindSurvivor(second.Id))).ShouldBeNull();
    }

    [Fact]
    public async Task Can_be_taken_back_for_thirty_days_and_in_the_order_of_merges()
    {
        var advisor = await house.Person(Role.Advisor, "Merge Late");
        var (a, b, c) = (await _given.Client(advisor), await _given.Client(advisor), await _given.Client(advisor));
        var first = await house.Send(advisor, new MergeClients(b.Id, a.Id, null));
        var second = await house.Send(advisor, new MergeClients(c.Id, b.Id, null));

        (await Should.ThrowAsync<RuleBrokenException>(house.Send(advisor, new UndoMerge(first.Id)))).Code.ShouldBe("error.mergedOn");
        await house.Send(advisor, new UndoMerge(second.Id));
        await house.Execute("update clients.merge set at = at - interval '31 days' where id = $1", first.Id);
        (await Should.ThrowAsync<RuleBrokenException>(house.Send(advisor, new UndoMerge(first.Id)))).Code.ShouldBe("error.mergeTooOld");
    }

    [Fact]
    public async Task Moves_every_table_that_names_a_client()
    {
        var stay = new Dictionary<string, string>
        {
            ["clients.search_entry"] = "made anew from the client",
            ["kernel.import_row"] = "what a file said of the client it named",
            ["offers.held_out"] = "the control group of a campaign is measured as it was drawn",
            ["segments.campaign_client"] = "who was in a campaign then",
            ["clients.handover_client"] = "who moved with a handover then",
        };
        var names = house.Services.GetServices<IPersonalData>().SelectMany(m => m.Tables).Where(t => t.Which == "client_id = $1").ToList();
        names.Count.ShouldBeGreaterThan(6);
        names.Where(t => t.Key is null && !stay.ContainsKey(t.Name)).Select(t => t.Name).ShouldBeEmpty();
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Is_erased_with_the_client_that_stays()
    {
        var advisor = await house.Person(Role.Advisor, "Merge Erased");
        var (kept, other) = (await _given.Client(advisor, "Törlendő"), await _given.Client(advisor, "Törlendőmásik"));
        await house.Send(advisor, new MergeClients(kept.Id, other.Id, null));

        await house.Send(new EraseClient(kept.Id, "letter"));

        (await house.Count("select count(*) from clients.merge where survivor_id = $1", kept.Id)).ShouldBe(0);
        (await house.Count("select count(*) from kernel.client_key where client_id = any($1) and key is null", (object)new[] { kept.Id, other.Id })).ShouldBe(2);
    }

    private static readonly ClientData Blank = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static List<string> Granted(ClientView client) => [.. client.Consents.Where(c => c.Granted).Select(c => $"{c.Channel}:{c.Purpose}").Order(StringComparer.Ordinal)];
}
