using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Segments.Messages;

namespace CrossSell.Integration.Segments;

[Collection("house")]
public sealed class Running_campaigns(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Draws_a_control_group_that_nobody_approaches_and_spreads_the_others()
    {
        var anna = await house.Person(Role.Advisor, "Kampany Anna");
        var clients = new List<ClientView>();
        for (var i = 0; i < 24; i++)
        {
            clients.Add(await _given.Client(anna));
        }

        var silent = await _given.Client(anna, null, null, "phone:service");
        var made = await house.Send(anna, new AddCampaign(new CampaignData("Utasok", null, "age >= 18", "insurance/travel", null, 3, 50, "Jön a nyár.", "Summer comes.", null, house.Today.AddDays(60))));

        var rehearsal = await house.Ask(anna, new RehearseCampaign(made.Id));
        rehearsal.Meant.ShouldBe(25);
        rehearsal.NotAllowed["noMarketing"].ShouldBe(1);
        (rehearsal.Clients + rehearsal.Control).ShouldBe(24);
        rehearsal.Control.ShouldBeInRange(3, 21, "half of them, drawn by chance");
        rehearsal.Advisors.ShouldHaveSingleItem().Clients.ShouldBe(rehearsal.Clients);
        (await house.Ask(anna, new ListOffers(null, OfferStatus.Open, null, null, null, 50))).Items.ShouldBeEmpty("a rehearsal changes nothing");

        var running = await house.Send(anna, new StartCampaign(made.Id, made.Version));

        (running.Status, running.Figures!.Control).ShouldBe((CampaignStatus.Running, rehearsal.Control));
        var members = (await house.Ask(anna, new ListCampaignClients(made.Id, null, null, 100))).Items;
        members.Where(m => m.State is "waiting" or "offered").GroupBy(m => m.PlannedOn).ShouldAllBe(d => d.Key != null && d.Count() <= 3);
        members.ShouldNotContain(m => m.ClientId == silent.Id);
        var offers = (await house.Ask(anna, new ListOffers(null, OfferStatus.Open, null, null, null, 100))).Items;
        offers.Count.ShouldBe(running.Figures.Offered);
        offers.ShouldAllBe(o => o.Product == "insurance/travel" && o.Reason.Code == "campaign" && o.Reason.Hu == "Jön a nyár.");
        var control = members.Where(m => m.State == "control").Select(m => m.ClientId).ToHashSet();
        offers.ShouldNotContain(o => control.Contains(o.ClientId));

        var held = control.First();
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(anna, new OpenOffer(held, "insurance/travel", null, null, null, null)))).Code.ShouldBe("error.heldOut");
        await house.Send(new RunScan(null));
        await house.Send(new AdvanceCampaigns());
        (await house.Ask(anna, new ListOffers(null, null, null, null, null, 200))).Items.ShouldNotContain(o => control.Contains(o.ClientId) && o.Product == "insurance/travel");
        (await house.Ask(anna, new TryFilter("standing insurance/travel notAllowed", 50))).Sample.Select(c => c.Id).ShouldContain(held);

        var bought = control.First();
        await _given.Contract(clients.Single(c => c.Id == bought), "insurance/travel", house.Today.AddYears(1), "us", house.Today.AddDays(1));
        (await house.Ask(anna, new GetCampaign(made.Id))).Figures!.ControlBought.ShouldBe(1);

        var paused = await house.Send(anna, new PauseCampaign(made.Id, null));
        await Should.ThrowAsync<ConflictException>(() => house.Send(anna, new PauseCampaign(made.Id, paused.Version)));
        var before = paused.Figures!.Offered;
        (await house.Send(new AdvanceCampaigns())).Finished.ShouldBeGreaterThanOrEqualTo(0);
        (await house.Ask(anna, new GetCampaign(made.Id))).Figures!.Offered.ShouldBe(before);
        var finished = await house.Send(anna, new FinishCampaign(made.Id, null));
        (finished.Status, finished.Figures!.Waiting).ShouldBe((CampaignStatus.Finished, 0));
        await house.Send(anna, new OpenOffer(control.Last(), "insurance/travel", null, null, null, null));
    }

    [Fact]
    public async Task Offers_the_variant_it_was_made_for()
    {
        var anna = await house.Person(Role.Advisor, "Modozat Anna");
        await _given.Client(anna);
        CampaignData Of(string variant) => new("Télre", null, "age >= 18", "insurance/travel", variant, 5, 0, null, null, null, null);

        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(anna, new AddCampaign(Of("beach"))))).Faults.ShouldHaveSingleItem().Field.ShouldBe("variant");
        var made = await house.Send(anna, new AddCampaign(Of("winter")));
        await house.Send(anna, new StartCampaign(made.Id, null));

        made.Variant.ShouldBe("winter");
        (await house.Ask(anna, new ListOffers(null, OfferStatus.Open, null, null, null, 10))).Items.ShouldHaveSingleItem().Variant.ShouldBe("winter");
    }

    [Fact]
    public async Task Is_seen_and_run_by_whom_it_concerns()
    {
        var team = "Kampány " + Guid.CreateVersion7().ToString("N");
        var (anna, bela, chief) = (await house.Person(Role.Advisor, "Vivo Anna", team), await house.Person(Role.Advisor, "Vivo Bela", team), await house.Person(Role.Manager, "Vivo Fonok", team));
        chief = await house.Again(chief);
        await _given.Client(anna);
        var mine = await _given.Client(bela);
        var made = await house.Send(chief, new AddCampaign(new CampaignData("Csapat", null, "age >= 18", "insurance/travel", null, null, 0, null, null, null, null)));
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(bela, new GetCampaign(made.Id)));

        await house.Send(chief, new StartCampaign(made.Id, null));

        (await house.Ask(bela, new GetCampaign(made.Id))).MayRun.ShouldBeFalse();
        (await house.Ask(bela, new ListCampaignClients(made.Id, null, null, 10))).Items.ShouldHaveSingleItem().ClientId.ShouldBe(mine.Id);
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(bela, new PauseCampaign(made.Id, null)));
        var stranger = await house.Person(Role.Manager, "Vivo Idegen");
        await Should.ThrowAsync<NotFoundException>(() => house.Send(stranger, new PauseCampaign(made.Id, null)));
        await house.Send(chief, new FinishCampaign(made.Id, null));
    }

    [Fact]
    public async Task Says_a_draft_anew_until_it_starts()
    {
        var anna = await house.Person(Role.Advisor, "Terv Anna");
        for (var i = 0; i < 3; i++)
        {
            await _given.Client(anna);
        }

        var segment = await house.Send(anna, new AddSegment(new SegmentData("Mindenki", "age >= 18", false)));
        var made = await house.Send(anna, new AddCampaign(new CampaignData("Első", null, "age >= 60", "insurance/home", null, 2, 20, "Mert.", "Because.", null, null)));
        var data = new CampaignData("Második", segment.Id.ToString(), null, "insurance/travel", null, 4, 0, null, "Now.", house.Today.AddDays(3), house.Today.AddDays(90));

        var changed = await house.Send(anna, new ChangeCampaign(made.Id, data, made.Version));

        (changed.Name, changed.Segment, changed.Product, changed.PerAdvisorPerDay, changed.ControlPercent, changed.BecauseHu).ShouldBe(("Második", "Mindenki", "insurance/travel", 4, 0, "Now."));
        (changed.From, changed.Until, changed.Status).ShouldBe((house.Today.AddDays(3), house.Today.AddDays(90), CampaignStatus.Draft));
        changed.Version.ShouldBe(made.Version + 1);
        (await house.Ask(anna, new RehearseCampaign(made.Id))).Meant.ShouldBe(3);
        (await house.Count("select count(*) from kernel.pub_audit where subject_id = $1 and action = 'segments.campaignChanged'", made.Id)).ShouldBe(1);
        await Should.ThrowAsync<StaleException>(() => house.Send(anna, new ChangeCampaign(made.Id, data, made.Version)));
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(anna, new ChangeCampaign(made.Id, data with { PerAdvisorPerDay = 0 }, null)))).Faults.ShouldHaveSingleItem().Field.ShouldBe("perAdvisorPerDay");
        await Should.ThrowAsync<NotFoundException>(async () => await house.Send(await house.Person(Role.Manager, "Terv Idegen"), new ChangeCampaign(made.Id, data, null)));

        using var api = await Api.As(house, anna);
        var put = await api.Send(HttpMethod.Put, $"campaigns/{made.Id}", new { name = "Harmadik", filter = "age >= 18", product = "insurance/travel", perAdvisorPerDay = 5, controlPercent = 0, because = new { hu = "Jön a nyár." } });
        (put.GetProperty("name").GetString(), put.GetProperty("version").GetInt32()).ShouldBe(("Harmadik", changed.Version + 1));

        await house.Send(anna, new StartCampaign(made.Id, null));
        (await Should.ThrowAsync<ConflictException>(() => house.Send(anna, new ChangeCampaign(made.Id, data, null)))).Code.ShouldBe("error.campaignStatus");
        await house.Send(anna, new FinishCampaign(made.Id, null));
    }

    [Fact]
    public async Task Refuses_what_can_t_be()
    {
        var anna = await house.Person(Role.Advisor, "Rossz Anna");
        CampaignData Data(string? product = "insurance/travel", string? filter = "age >= 18", int perDay = 5, int control = 10, DateOnly? from = null) => new("K", null, filter, product, null, perDay, control, null, null, from, null);
        foreach (var (data, field) in new[] { (Data("insurance/none"), "product"), (Data(filter: "age"), "filter"), (Data(filter: null), "segment"), (Data(perDay: 0), "perAdvisorPerDay"), (Data(control: 60), "controlPercent"), (Data(from: house.Today.AddDays(-1)), "from") })
        {
            (await Should.ThrowAsync<InvalidInputException>(() => house.Send(anna, new AddCampaign(data)))).Faults.ShouldHaveSingleItem().Field.ShouldBe(field);
        }

        var empty = await house.Send(anna, new AddCampaign(Data()));
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(anna, new StartCampaign(empty.Id, null)))).Code.ShouldBe("error.campaignEmpty");
        await house.Send(anna, new DropCampaign(empty.Id));
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(anna, new GetCampaign(empty.Id)));
    }
}
