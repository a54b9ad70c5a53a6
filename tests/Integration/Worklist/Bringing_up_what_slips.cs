using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Worklist;

/// <summary>Reminders and escalations: each once, however often it runs, and gone when there is nothing to tell any more.</summary>
[Collection("house")]
public sealed class Bringing_up_what_slips(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task What_is_overdue_for_days_is_told_to_the_manager_once_and_taken_back_when_done()
    {
        var (anna, chief) = await Team("Csúszó");
        var client = await _given.Client(anna);
        var task = await house.Send(anna, new AddTask(client.Id, TaskKind.Paperwork, "Elmarad", house.Today, null, null));
        await house.Send(new WatchSlipping());
        (await Told(chief, task.Id)).ShouldBeEmpty("it is not late yet");

        house.Clock.Advance(TimeSpan.FromDays(8));
        await house.Send(new WatchSlipping());
        await house.Send(new WatchSlipping());

        var told = (await Told(chief, task.Id)).ShouldHaveSingleItem();
        (told.Cause, told.Kind, told.Role).ShouldBe(("overdue", TaskKind.Escalation, "manager"));
        (await house.Ask(chief, new GetReminders())).Items.ShouldContain(i => i.TaskId == told.Id && i.Kind == "escalated" && i.Unread);
        (await house.Ask(anna, new GetReminders())).Items.ShouldContain(i => i.TaskId == task.Id && i.Kind == "overdue");

        await house.Send(anna, new CompleteTask(task.Id, null));
        (await house.Ask(chief, new GetTask(told.Id))).Status.ShouldBe("cancelled");
        await house.Send(new WatchSlipping());
        (await Told(chief, task.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_window_that_ends_without_contact_is_told_and_taken_back_after_the_contact()
    {
        var (anna, chief) = await Team("Ablak");
        var client = await _given.Client(anna);
        await _given.Contract(client, "insurance/home", house.Today.AddDays(33));
        await house.Send(new RunScan(null));
        var offer = (await house.Ask(anna, new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10))).Items.Single(o => o.Product == "insurance/home");
        offer.ContactUntil.ShouldBe(house.Today.AddDays(3));

        await house.Send(new WatchSlipping());
        var told = (await house.Ask(chief, new GetWorklist(null, house.Today.AddDays(30), null, 200, WorkQueue.Role))).Items.Single(t => t.ClientId == client.Id);
        told.Cause.ShouldBe("windowEnding");

        await house.Send(anna, new RecordOutcome(offer.Id, Outcome.NoAnswer, null, null, null, null, null));
        await house.Send(new WatchSlipping());
        (await house.Ask(chief, new GetTask(told.Id))).Status.ShouldBe("cancelled");
    }

    [Fact]
    public async Task On_the_day_of_its_reminder_a_snoozed_offer_is_brought_up_again_once()
    {
        var anna = await house.Person(Role.Advisor, "Emlékezik");
        var (_, offer) = await _given.OpenOffer(anna);
        var task = (await house.Ask(anna, new GetWorklist(null, house.Today.AddDays(60), null, 50))).Items.Single(t => t.OfferId == offer.Id);
        await house.Send(anna, new SnoozeTask(task.Id, house.Clock.GetUtcNow().AddDays(offer.ContactUntil.DayNumber - house.Today.DayNumber - 1), false, false));

        house.Clock.Advance(TimeSpan.FromDays(offer.ContactUntil.DayNumber - house.Today.DayNumber - 7));
        await house.Send(new WatchSlipping());

        var up = await house.Ask(anna, new GetTask(task.Id));
        up.SnoozedUntil.ShouldBeNull();
        up.DueOn.ShouldBe(WorkingDays.Hungary.OnOrAfter(house.Today));
        (await house.Ask(anna, new GetOffer(offer.Id))).PlannedOn.ShouldBe(up.DueOn);
        (await house.Ask(anna, new GetReminders())).Items.Single(i => i.TaskId == task.Id).Kind.ShouldBe("reminded");

        await house.Send(anna, new SnoozeTask(task.Id, house.Clock.GetUtcNow().AddDays(2), false, false));
        await house.Send(new WatchSlipping());
        (await house.Ask(anna, new GetTask(task.Id))).SnoozedUntil.ShouldNotBeNull("it was brought up for this day already");
    }

    [Fact]
    public async Task A_task_of_a_process_about_no_client_is_reminded_of_told_and_in_the_calendar_as_others_are()
    {
        var (anna, chief) = await Team("Projekt");
        var (_, stranger) = await Team("Idegen");
        var values = new Dictionary<string, string> { ["startOn"] = house.Today.AddDays(60).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["goal"] = "Kevesebb papír" };
        var project = await house.Send(anna, new StartProcess("project", "Papírtalan iroda", null, values));
        await house.Send(anna, new AdvanceProcess(project.Id, "begin", null));
        var task = (await house.Ask(anna, new GetWorklist(null, house.Today.AddDays(60), null, 50))).Items.Single(t => t.ProcessId == project.Id);
        var calendar = await house.Ask(anna, new GetCalendar("https://house.example"));
        calendar.ShouldContain("Papírtalan iroda");
        calendar.Replace("\r\n ", string.Empty, StringComparison.Ordinal).ShouldContain($"https://house.example/Processes/{project.Id}");

        house.Clock.Advance(TimeSpan.FromDays(13));
        await house.Send(new WatchSlipping());
        await house.Send(new WatchSlipping());

        (await house.Ask(anna, new GetReminders())).Items.Single(i => i.TaskId == task.Id).ShouldSatisfyAllConditions(
            i => i.Kind.ShouldBe("overdue"), i => i.ClientId.ShouldBeNull(), i => i.ProcessId.ShouldBe(project.Id), i => i.ClientName.ShouldBe("Papírtalan iroda"));
        (await house.Ask(chief, new GetReminders())).Items.Where(i => i.ProcessId == project.Id).ShouldHaveSingleItem().Kind.ShouldBe("escalated");
        (await house.Ask(stranger, new GetReminders())).Items.ShouldNotContain(i => i.ProcessId == project.Id);

        await house.Send(anna, new CompleteTask(task.Id, null));
        (await house.Ask(chief, new GetReminders())).Items.ShouldNotContain(i => i.ProcessId == project.Id && i.Title.Contains(task.Title, StringComparison.Ordinal));
    }

    private async Task<(Actor Anna, Actor Chief)> Team(string name)
    {
        var team = $"{name} {Guid.CreateVersion7():N}";
        var (anna, chief) = (await house.Person(Role.Advisor, $"{name} Anna", team), await house.Person(Role.Manager, $"{name} Fonok", team));
        return (anna, await house.Again(chief));
    }

    private async Task<List<TaskView>> Told(Actor chief, Guid about) =>
        [.. (await house.Ask(chief, new GetWorklist(null, house.Today.AddDays(30), null, 200, WorkQueue.Role))).Items.Where(t => t.AboutTaskId == about)];
}
