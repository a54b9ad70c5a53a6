using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Processes.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Processes;

/// <summary>Tasks with predecessors and dates: each comes into somebody's list when those before it are done, and the last one moves the project on.</summary>
[Collection("house")]
public sealed class Running_a_project(HouseFixture house)
{
    [Fact]
    public async Task Opens_each_task_when_those_before_it_are_done()
    {
        var team = "Projects " + Guid.CreateVersion7();
        var lead = await house.Person(Role.Advisor, "Lead", team);
        var sponsor = await house.Person(Role.Manager, "Sponsor", team);
        var clerk = await house.Person(Role.BackOffice, "Clerk");
        var start = house.Today.AddDays(3);
        var project = await house.Send(lead, new StartProcess("project", "New phones", null, new Dictionary<string, string> { ["startOn"] = start.ToString("O"), ["goal"] = "phones" }));
        (project.State, project.Timers.ShouldHaveSingleItem().On).ShouldBe(("planned", start));

        house.Clock.Advance(TimeSpan.FromDays(3));
        await house.Send(new FireDeadlines());
        var running = await house.Ask(lead, new GetProcess(project.Id));
        running.State.ShouldBe("running");
        Status(running).ShouldBe(["brief open", "budget waiting", "equipment waiting", "training waiting", "trial waiting"]);
        var planned = running.Tasks.ToDictionary(t => t.Key!);
        planned["trial"].From.ShouldBeGreaterThanOrEqualTo(planned["equipment"].Until);
        planned["equipment"].From.ShouldBeGreaterThanOrEqualTo(planned["budget"].Until);

        await Complete(lead, running, "brief");
        var after = await house.Ask(lead, new GetProcess(project.Id));
        Status(after).ShouldBe(["brief done", "budget open", "equipment waiting", "training open", "trial waiting"]);
        after.Tasks[0].DoneBy.ShouldBe(lead.Name);
        await Complete(sponsor, after, "budget");
        await Complete(lead, after, "training");
        await Complete(clerk, await house.Ask(lead, new GetProcess(project.Id)), "equipment");
        var last = await house.Ask(lead, new GetProcess(project.Id));
        Status(last).ShouldBe(["brief done", "budget done", "equipment done", "training done", "trial open"]);
        await Complete(lead, last, "trial");

        var accepted = await house.Ask(sponsor, new GetProcess(project.Id));
        (accepted.State, accepted.History[^1].On).ShouldBe(("acceptance", "tasks:done"));
        (await house.Send(sponsor, new AdvanceProcess(project.Id, "accept", null))).Category.ShouldBe("won");
    }

    private async Task Complete(Actor who, ProcessView project, string key)
    {
        var task = project.Tasks.Single(t => t.Key == key).TaskId!.Value;
        (await house.Ask(who, new GetTask(task))).ClientName.ShouldBe("New phones");
        await house.Send(who, new CompleteTask(task, null));
    }

    private static IEnumerable<string> Status(ProcessView project) => project.Tasks.Select(t => $"{t.Key} {t.Status}");
}
