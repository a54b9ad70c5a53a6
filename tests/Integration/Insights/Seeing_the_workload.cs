using CrossSell.Insights.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
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

    private Task Call(Actor anna, Guid client, DateOnly day) => house.Send(anna, new AddTask(client, TaskKind.Call, "Hívni", day, null, null));

    private DateOnly Monday(int week) => house.Today.AddDays(-(((int)house.Today.DayOfWeek + 6) % 7) + (7 * week));

    private static int Working(DateOnly from, DateOnly until) =>
        Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Count(n => WorkingDays.Hungary.IsWorkingDay(from.AddDays(n)));
}
