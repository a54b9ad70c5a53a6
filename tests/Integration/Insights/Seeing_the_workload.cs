using CrossSell.Access.Messages;
using CrossSell.Insights.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Insights;

/// <summary>The figures of the weeks ahead against a small book counted by hand.</summary>
[Collection("house")]
public sealed class Seeing_the_workload(HouseFixture house)
{
    /// <summary>Home insurance opens 45 days before its notice of 30 days.</summary>
    private const int Ahead = 75;
    private readonly Given _given = new(house);

    [Fact]
    public async Task Counts_clients_a_day_what_the_scan_will_open_and_the_room_there_is()
    {
        var anna = await house.Person(Role.Advisor, "Terhelt Anna");
        var (now, next, later) = (Monday(0), Monday(1), Monday(4));
        var (first, second) = (await _given.Client(anna), await _given.Client(anna));
        await Call(anna, first.Id, house.Today);
        await Call(anna, first.Id, house.Today);
        await Call(anna, second.Id, next.AddDays(1));
        await Call(anna, first.Id, next.AddDays(1));
        await Call(anna, second.Id, next.AddDays(2));
        await _given.Contract(await _given.Client(anna), "insurance/home", later.AddDays(2 + Ahead));
        await _given.Contract(await _given.Client(anna), "insurance/home", later.AddDays(3 + Ahead));
        await _given.Contract(await _given.Client(anna, null, null, ""), "insurance/home", later.AddDays(3 + Ahead));
        await house.Send(anna, new AddLeave(null, next, next.AddDays(1), null, false));

        var weeks = (await house.Ask(anna, new GetWorkload(13))).Advisors.ShouldHaveSingleItem().Weeks;

        weeks.Count.ShouldBe(13);
        weeks.Select(w => w.Monday).ShouldBe(Enumerable.Range(0, 13).Select(Monday));
        weeks[0].Planned.ShouldBe(1, "two calls for one client on one day are one");
        weeks[1].Planned.ShouldBe(3);
        weeks[4].Expected.ShouldBe(2, "who gave no consent is not expected");
        weeks.Where((_, i) => i != 4).Sum(w => w.Expected).ShouldBe(0);
        weeks[0].Capacity.ShouldBe(15 * Working(house.Today, now.AddDays(6)));
        weeks[1].Capacity.ShouldBe(15 * Working(next.AddDays(2), next.AddDays(6)), "two days of leave");
        weeks[2].Capacity.ShouldBe(15 * Working(Monday(2), Monday(2).AddDays(6)));
    }

    [Fact]
    public async Task A_manager_sees_the_people_of_the_team_and_an_advisor_only_themselves()
    {
        var team = $"Terhelés {Guid.CreateVersion7():N}";
        var (anna, bela, chief) = (await house.Person(Role.Advisor, "Teher Anna", team), await house.Person(Role.Advisor, "Teher Bela", team), await house.Person(Role.Manager, "Teher Fonok", team));

        (await house.Ask(await house.Again(chief), new GetWorkload(2))).Advisors.Select(a => a.Id).ShouldBe([anna.UserId!.Value, bela.UserId!.Value], ignoreOrder: true);
        (await house.Ask(anna, new GetWorkload(2))).Advisors.Select(a => a.Id).ShouldBe([anna.UserId.Value]);
    }

    [Fact]
    public async Task Reads_a_house_of_many_advisors_from_what_the_night_counted()
    {
        var team = $"Tömeg {Guid.CreateVersion7():N}";
        var anna = await house.Person(Role.Advisor, "Tomeg Anna", team);
        var client = await _given.Client(anna);
        for (var i = 0; i < 101; i++)
        {
            await house.Send(new AddUser($"tomeg-{Guid.CreateVersion7():N}@house.example", Role.Advisor, "Tömeg", team));
        }

        for (var week = 0; week < 3; week++)
        {
            await Call(anna, client.Id, Monday(week).AddDays(4));
        }

        await house.Send(new RefreshFigures());
        var email = house.Emails[anna.UserId!.Value];
        var counted = await house.Ask(new GetWorkload(3));
        var mine = (await house.Ask(new GetWorkload(3, email))).Advisors.ShouldHaveSingleItem();

        counted.CountedAt.ShouldNotBeNull();
        counted.Advisors.Count.ShouldBeLessThanOrEqualTo(200);
        (counted.Advisors.Count + counted.Left).ShouldBeGreaterThan(101);
        counted.Sum.Sum(w => w.Planned).ShouldBe((int)await house.Count(
            "select count(*) from (select distinct assignee_id, client_id, greatest(due_on, $1) from worklist.task t join access.user u on u.id = t.assignee_id and u.active where t.status = 'open' and t.kind = 'call' and t.due_on < $2 and (u.role = 'Advisor' or exists (select 1 from clients.client c where c.advisor_id = u.id))) t", house.Today, Monday(3)));
        JsonText.Write(counted.Advisors.Single(a => a.Advisor == email).Weeks).ShouldBe(JsonText.Write(mine.Weeks));

        var led = await house.Ask(await house.Person(Role.Manager, "Tomeg Fonok", team), new GetWorkload(3));
        (led.CountedAt, led.Advisors.Count, led.Left).ShouldBe((counted.CountedAt, 102, 0), "who leads many reads the same");
        JsonText.Write(led.Sum.Select(w => (w.Planned, w.Expected))).ShouldBe(JsonText.Write(mine.Weeks.Select(w => (w.Planned, w.Expected))), "nobody else of the team has clients");

        await Call(anna, client.Id, Monday(1).AddDays(3));
        (await house.Ask(new GetWorkload(3))).Sum.Sum(w => w.Planned).ShouldBe(counted.Sum.Sum(w => w.Planned), "until it is counted again");
        (await house.Ask(new GetWorkload(3, email))).Advisors[0].Weeks[1].Planned.ShouldBe(mine.Weeks[1].Planned + 1);
    }

    private Task Call(Actor anna, Guid client, DateOnly day) => house.Send(anna, new AddTask(client, TaskKind.Call, "Hívni", day, null, null));

    private DateOnly Monday(int week) => house.Today.AddDays(-(((int)house.Today.DayOfWeek + 6) % 7) + (7 * week));

    private static int Working(DateOnly from, DateOnly until) =>
        Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Count(n => WorkingDays.Hungary.IsWorkingDay(from.AddDays(n)));
}
