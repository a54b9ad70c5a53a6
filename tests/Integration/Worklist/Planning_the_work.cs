using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Worklist;

/// <summary>Offers get their days by capacity and leave, and get others when those change.</summary>
[Collection("house")]
public sealed class Planning_the_work(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task New_offers_fill_the_days_up_to_capacity()
    {
        var anna = await house.Person(Role.Advisor, "Terv Napok");
        await house.Send(anna, new SetCapacity(null, [2, 2, 2, 2, 2, 0, 0], false));

        var offers = await Offers(anna, 6);

        offers.GroupBy(o => o.PlannedOn).ShouldAllBe(d => d.Count() <= 2);
        offers.ShouldAllBe(o => o.PlannedOn <= o.ContactUntil && WorkingDays.Hungary.IsWorkingDay(o.PlannedOn));
    }

    [Fact]
    public async Task Leave_moves_the_calls_of_its_days_after_saying_which()
    {
        var anna = await house.Person(Role.Advisor, "Terv Szabi");
        await house.Send(anna, new SetCapacity(null, [3, 3, 3, 3, 3, 0, 0], false));
        var offers = await Offers(anna, 6);
        var day = offers.GroupBy(o => o.PlannedOn).MaxBy(d => d.Count())!.Key;
        var there = offers.Where(o => o.PlannedOn == day).Select(o => o.Id).ToList();

        var preview = await house.Send(anna, new AddLeave(null, day, day, null, true));
        preview.Moved.Select(m => m.OfferId!.Value).ShouldBe(there, ignoreOrder: true);
        (await Planned(anna, there)).ShouldAllBe(d => d == day, "a preview moves nothing");

        var done = await house.Send(anna, new AddLeave(null, day, day, "Szabadság", false));
        done.Moved.Count.ShouldBe(there.Count);
        (await Planned(anna, there)).ShouldAllBe(d => d != day);
        (await house.Ask(anna, new GetCard(offers.First(o => o.Id == there[0]).ClientId))).NextContact.ShouldBe((await Planned(anna, [there[0]]))[0], "the client's live copy follows");
    }

    [Fact]
    public async Task What_a_person_chose_stays_where_it_is()
    {
        var anna = await house.Person(Role.Advisor, "Terv Rögzít");
        var offer = (await Offers(anna, 1))[0];
        var task = (await house.Ask(anna, new GetWorklist(null, house.Today.AddDays(60), null, 50))).Items.Single(t => t.OfferId == offer.Id);
        var day = WorkingDays.Hungary.Add(house.Today, 4);
        await house.Send(anna, new RescheduleTasks([task.Id], day, null, false));

        var leave = await house.Send(anna, new AddLeave(null, day, day, null, false));

        leave.Moved.ShouldBeEmpty();
        (await house.Ask(anna, new GetTask(task.Id))).DueOn.ShouldBe(day);
    }

    [Fact]
    public async Task The_manager_sees_what_does_not_fit_why_and_who_has_room()
    {
        var team = $"Terv Csapat {Guid.CreateVersion7():N}";
        var (anna, bela, chief) = (await house.Person(Role.Advisor, "Terv Tele", team), await house.Person(Role.Advisor, "Terv Szabad", team), await house.Person(Role.Manager, "Terv Fonok", team));
        await Offers(anna, 4);
        await house.Send(anna, new SetCapacity(null, [0, 0, 0, 0, 0, 0, 0], false));
        chief = await house.Again(chief);

        var weeks = (await house.Ask(chief, new GetPlanning(13))).Weeks.Where(w => w.AdvisorId == anna.UserId && w.Short.Count > 0).ToList();

        weeks.Sum(w => w.Short.Count).ShouldBe(4);
        weeks.SelectMany(w => w.Short).ShouldAllBe(s => s.Why == "capacity");
        weeks[0].Room.Select(r => r.Email).ShouldContain(house.Emails[bela.UserId!.Value]);
        weeks[0].Room.First(r => r.Email == house.Emails[bela.UserId.Value]).MaySee.ShouldBeFalse("the team does not share its clients");
        await Should.ThrowAsync<NotAllowedException>(() => house.Ask(anna, new GetPlanning(13)));
    }

    [Fact]
    public async Task Nobody_sets_anothers_availability_but_who_plans_the_team()
    {
        var team = $"Terv Jog {Guid.CreateVersion7():N}";
        var (anna, bela, chief) = (await house.Person(Role.Advisor, "Jog Anna", team), await house.Person(Role.Advisor, "Jog Bela", team), await house.Person(Role.Manager, "Jog Fonok", team));
        chief = await house.Again(chief);
        var email = house.Emails[anna.UserId!.Value];

        await Should.ThrowAsync<NotFoundException>(() => house.Send(bela, new SetCapacity(email, [1, 1, 1, 1, 1, 0, 0], false)));
        (await house.Send(chief, new SetCapacity(email, [7, 7, 7, 7, 7, 0, 0], false))).Availability.Calls[0].ShouldBe(7);
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(anna, new AddLeave(null, house.Today.AddDays(3), house.Today, null, false)))).Faults[0].Code.ShouldBe("beforeFrom");
    }

    private async Task<List<OfferView>> Offers(Actor advisor, int count)
    {
        var clients = new List<ClientView>();
        for (var i = 0; i < count; i++)
        {
            clients.Add(await _given.Client(advisor));
            await _given.Contract(clients[i], "insurance/home", house.Today.AddDays(60));
        }

        await house.Send(new RunScan(null));
        var offers = new List<OfferView>();
        foreach (var client in clients)
        {
            offers.AddRange((await house.Ask(advisor, new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10))).Items.Where(o => o.Product == "insurance/home"));
        }

        offers.Count.ShouldBe(count);
        return offers;
    }

    private async Task<List<DateOnly>> Planned(Actor advisor, IEnumerable<Guid> offers)
    {
        var days = new List<DateOnly>();
        foreach (var offer in offers)
        {
            days.Add((await house.Ask(advisor, new GetOffer(offer))).PlannedOn);
        }

        return days;
    }
}
