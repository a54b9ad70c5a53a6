using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Worklist;

/// <summary>Queues, claiming, releasing, delegating, snoozing, rescheduling: whose a task is and when.</summary>
[Collection("house")]
public sealed class Sharing_the_work(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task A_released_task_stands_in_the_teams_queue_until_one_claims_it()
    {
        var (anna, bela, _) = await Team("Osztozó", shares: true);
        var task = await TaskOf(anna);

        await house.Send(anna, new ReleaseTask(task.Id));

        (await Mine(anna)).ShouldNotContain(t => t.Id == task.Id);
        (await Queue(bela)).ShouldContain(t => t.Id == task.Id && t.AssigneeId == null);
        (await house.Send(bela, new ClaimTask(task.Id))).AssigneeId.ShouldBe(bela.UserId);
        (await Mine(bela)).ShouldContain(t => t.Id == task.Id);
        (await Queue(anna)).ShouldNotContain(t => t.Id == task.Id);
    }

    [Fact]
    public async Task Two_who_claim_at_once_do_not_both_get_it()
    {
        var (anna, bela, _) = await Team("Egyszerre", shares: true);
        var task = await TaskOf(anna);
        await house.Send(anna, new ReleaseTask(task.Id));

        var tries = await Task.WhenAll(Try(anna), Try(bela), Try(anna), Try(bela));

        tries.Count(t => t).ShouldBe(1);

        async Task<bool> Try(Actor actor)
        {
            try
            {
                await house.Send(actor, new ClaimTask(task.Id));
                return true;
            }
            catch (ConflictException taken)
            {
                taken.Code.ShouldBe("error.taskTaken");
                return false;
            }
        }
    }

    [Fact]
    public async Task Advisors_of_a_team_see_each_others_clients_only_when_it_shares_them()
    {
        var (anna, bela, manager) = await Team("Zárt", shares: false);
        var task = await TaskOf(anna);
        await house.Send(anna, new ReleaseTask(task.Id));

        (await Queue(bela)).ShouldBeEmpty();
        await Should.ThrowAsync<NotFoundException>(() => house.Send(bela, new ClaimTask(task.Id)));
        (await Queue(manager)).ShouldContain(t => t.Id == task.Id);
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(manager, new DelegateTask(task.Id, house.Emails[bela.UserId!.Value], null)))).Faults.Single().Code.ShouldBe("mayNotSee");
    }

    [Fact]
    public async Task Who_gets_a_delegated_task_sees_from_whom_and_why()
    {
        var (anna, bela, _) = await Team("Átadó", shares: true);
        var task = await TaskOf(anna);

        await house.Send(anna, new DelegateTask(task.Id, house.Emails[bela.UserId!.Value], "Őt te ismered."));

        var got = (await Mine(bela)).Single(t => t.Id == task.Id);
        got.DelegatedBy.ShouldBe(anna.Name);
        got.DelegateNote.ShouldBe("Őt te ismered.");
        var reminder = (await house.Ask(bela, new GetReminders())).Items.Single(i => i.TaskId == task.Id);
        (reminder.Kind, reminder.By, reminder.Unread).ShouldBe(("delegated", anna.Name, true));
        await house.Send(bela, new SeeReminders());
        var seen = await house.Ask(bela, new GetReminders());
        (seen.Unread, seen.Items.Single(i => i.TaskId == task.Id).Unread).ShouldBe((0, false));
    }

    [Fact]
    public async Task A_snoozed_task_is_hidden_and_comes_back_on_its_day()
    {
        var anna = await house.Person(Role.Advisor, "Szundi");
        var task = await TaskOf(anna);
        var until = house.Clock.GetUtcNow().AddDays(2);

        await house.Send(anna, new SnoozeTask(task.Id, until, false, false));

        (await house.Ask(anna, new GetWorklist(null, house.Today.AddDays(60), null, 50))).Items.ShouldNotContain(t => t.Id == task.Id);
        (await house.Ask(anna, new GetToday(null, house.Today.AddDays(60), null, 50))).Items.ShouldNotContain(t => t.TaskId == task.Id);
        var hidden = await house.Ask(anna, new GetTask(task.Id));
        hidden.DueOn.ShouldBe(house.Today.AddDays(2));
        hidden.SnoozedUntil.ShouldNotBeNull();
    }

    [Fact]
    public async Task Snoozing_past_the_window_is_said_and_needs_a_word()
    {
        var anna = await house.Person(Role.Advisor, "Késik");
        var (_, offer) = await _given.OpenOffer(anna);
        var task = (await house.Ask(anna, new GetWorklist(null, house.Today.AddDays(60), null, 50))).Items.Single(t => t.OfferId == offer.Id);
        task.WindowUntil.ShouldBe(offer.ContactUntil);
        var late = house.Clock.GetUtcNow().AddDays(offer.ContactUntil.DayNumber - house.Today.DayNumber + 3);

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(anna, new SnoozeTask(task.Id, late, false, false)))).Code.ShouldBe("error.pastWindow");

        await house.Send(anna, new SnoozeTask(task.Id, late, false, true));
        (await house.Ask(anna, new GetOffer(offer.Id))).PlannedOn.ShouldBe(DateOnly.FromDateTime(late.UtcDateTime));
        (await house.Ask(anna, new GetCard(offer.ClientId))).NextContact.ShouldBe(DateOnly.FromDateTime(late.UtcDateTime), "the client's live copy follows");
    }

    [Fact]
    public async Task Many_are_spread_over_the_days_seen_before_it_is_done()
    {
        var anna = await house.Person(Role.Advisor, "Szétterít");
        var tasks = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            tasks.Add((await TaskOf(anna)).Id);
        }

        var preview = await house.Send(anna, new RescheduleTasks(tasks, null, 3, true));

        preview.Days.Select(d => (d.After, d.Capacity)).ShouldAllBe(d => d.After == 2 && d.Capacity == 15);
        preview.Days.Count.ShouldBe(3);
        (await Mine(anna)).ShouldAllBe(t => t.DueOn == house.Today, "a preview moves nothing");

        var done = await house.Send(anna, new RescheduleTasks(tasks, null, 3, false));

        done.Moved.Count.ShouldBe(6);
        foreach (var moved in done.Moved)
        {
            (await house.Ask(anna, new GetTask(moved.TaskId))).DueOn.ShouldBe(moved.To);
        }
    }

    [Fact]
    public async Task Moving_says_what_lies_behind_its_window_and_touches_nobody_elses()
    {
        var anna = await house.Person(Role.Advisor, "Mozgat");
        var (_, offer) = await _given.OpenOffer(anna);
        var task = (await house.Ask(anna, new GetWorklist(null, house.Today.AddDays(60), null, 50))).Items.Single(t => t.OfferId == offer.Id);
        var foreign = await TaskOf(await house.Person(Role.Advisor, "Idegen"));

        var moved = await house.Send(anna, new RescheduleTasks([task.Id, foreign.Id], offer.ContactUntil.AddDays(1), null, false));

        moved.Moved.ShouldHaveSingleItem().PastWindow.ShouldBeTrue();
        moved.Skipped.ShouldBe(1);
        (await house.Ask(new GetTask(foreign.Id))).DueOn.ShouldBe(foreign.DueOn);
        (await house.Ask(anna, new GetOffer(offer.Id))).PlannedOn.ShouldBe(offer.ContactUntil.AddDays(1));
    }

    [Fact]
    public async Task A_data_task_closes_when_the_contact_data_is_changed()
    {
        var anna = await house.Person(Role.Advisor, "Adatos");
        var client = await _given.Client(anna);
        var data = await house.Send(anna, new AddTask(client.Id, TaskKind.Data, "Javítandó", house.Today, null, null));
        var call = await house.Send(anna, new AddTask(client.Id, TaskKind.Call, "Hívni", house.Today, null, null));

        await house.Send(anna, new ChangeClient(client.Id, Nothing with { Tags = ["vip"] }, null));
        (await house.Ask(anna, new GetTask(data.Id))).Status.ShouldBe("open");
        await house.Send(anna, new ChangeClient(client.Id, Nothing with { Phone = "+36307654321" }, null));

        (await house.Ask(anna, new GetTask(data.Id))).Status.ShouldBe("done");
        (await house.Ask(anna, new GetTask(call.Id))).Status.ShouldBe("open");
    }

    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private async Task<(Actor Anna, Actor Bela, Actor Manager)> Team(string name, bool shares)
    {
        var team = $"{name} {Guid.CreateVersion7():N}";
        var (anna, bela, manager) = (await house.Person(Role.Advisor, "Anna Tag", team), await house.Person(Role.Advisor, "Bela Tag", team), await house.Person(Role.Manager, "Vezeto", team));
        if (shares)
        {
            var known = (await house.Ask(new ListTeams())).Single(t => t.Name == team);
            (await house.Send(new ShareClients(known.Id, true))).SharesClients.ShouldBeTrue();
        }

        return (await house.Again(anna), await house.Again(bela), await house.Again(manager));
    }

    private async Task<TaskView> TaskOf(Actor advisor)
    {
        var client = await _given.Client(advisor);
        return await house.Send(advisor, new AddTask(client.Id, TaskKind.Call, "Felhívni", house.Today, null, null));
    }

    private async Task<IReadOnlyList<TaskView>> Mine(Actor actor) => (await house.Ask(actor, new GetWorklist(null, null, null, 100, WorkQueue.Mine))).Items;

    private async Task<IReadOnlyList<TaskView>> Queue(Actor actor) => (await house.Ask(actor, new GetWorklist(null, null, null, 100, WorkQueue.Team))).Items;
}
