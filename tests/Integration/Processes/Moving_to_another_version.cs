using CrossSell.Host.Texts;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Processes.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Processes;

/// <summary>Instances whose state another version calls differently, or does not have, get its tasks and go on from there.</summary>
[Collection("house")]
public sealed class Moving_to_another_version(HouseFixture house)
{
    private readonly string _key = "buying-" + Guid.CreateVersion7().ToString("N")[^12..];

    [Fact]
    public async Task Closes_the_tasks_of_the_old_state_opens_those_of_the_new_and_goes_on_at_once()
    {
        var (requester, manager) = await Published();
        var waiting = await Start(requester, 200_000);
        var bought = await Start(requester, 40_000);
        await Second(json => json.Replace("\"requested\"", "\"waiting\"", StringComparison.Ordinal));
        var states = new Dictionary<string, string> { ["requested"] = "routing", ["approved"] = "received" };

        var preview = (await house.Ask(manager, new PreviewVersion(_key, 1, 2, null, states))).States.ToDictionary(s => s.State);
        preview["requested"].ShouldSatisfyAllConditions(
            s => s.TasksClosed.ShouldBe(["Dönts a beszerzésről"]),
            s => s.TasksOpened.ShouldBe(["Rendeld meg", "Dönts a beszerzésről"], ignoreOrder: true),
            s => s.GoesOnTo.ShouldBe(["Jóváhagyva", "Jóváhagyásra vár"], ignoreOrder: true));
        preview["approved"].ShouldSatisfyAllConditions(s => s.TasksClosed.ShouldBe(["Rendeld meg"]), s => s.TasksOpened.ShouldBeEmpty());
        await house.Send(manager, new MoveToVersion(_key, 1, 2, "newer rules", null, states));

        var moved = await house.Ask(manager, new GetProcess(waiting.Id));
        (moved.Version, moved.State, moved.DeadlineOn is not null).ShouldBe((2, "waiting", true));
        moved.History.Select(s => s.On).ShouldBe(["start", "entered", "moved", "entered"]);
        moved.Tasks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Who.ShouldBe(manager.Name), t => t.TaskId.ShouldNotBe(waiting.Tasks.FirstOrDefault()?.TaskId));
        (await house.Send(manager, new AdvanceProcess(waiting.Id, "approve", null))).State.ShouldBe("approved");
        var received = await house.Ask(manager, new GetProcess(bought.Id));
        (received.State, received.Category, received.Tasks.Count).ShouldBe(("received", "won", 0));
        (await house.Count("select count(*) from worklist.task where process_id = $1 and status = 'open'", bought.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Says_which_states_and_keys_are_not_there()
    {
        var (requester, manager) = await Published();
        var started = await Start(requester, 200_000);
        await Second(json => json.Replace("\"requested\"", "\"waiting\"", StringComparison.Ordinal));

        var nowhere = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(manager, new MoveToVersion(_key, 1, 2, "x")));
        var texts = house.Services.GetRequiredService<ErrorTexts>();
        texts.Of(nowhere, "hu").ShouldContain("nincs helye ezeknek az állapotoknak: Jóváhagyásra vár.");
        texts.Of(nowhere, "en").ShouldContain("Waiting for approval");

        var wrong = new Dictionary<string, string> { ["requsted"] = "waiting", ["approved"] = "gone", ["requested"] = "waiting" };
        foreach (var ask in new Func<Task>[] { () => house.Ask(manager, new PreviewVersion(_key, 1, 2, null, wrong)), () => house.Send(manager, new MoveToVersion(_key, 1, 2, "x", null, wrong)) })
        {
            (await Should.ThrowAsync<InvalidInputException>(ask)).Faults.Select(f => (f.Field, f.Code)).ShouldBe([("states.requsted", "notOneOf"), ("states.approved", "notOneOf")], ignoreOrder: true);
        }

        (await house.Ask(manager, new GetProcess(started.Id))).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Adds_a_new_task_to_the_plan_of_a_state_that_stays()
    {
        var team = "Versions " + Guid.CreateVersion7();
        var manager = await house.Person(Role.Manager, "Version Manager", team);
        await Publish("project", 1, json => json);
        var project = await house.Send(manager, new StartProcess(_key, "Phones", null, new Dictionary<string, string> { ["startOn"] = house.Today.AddDays(30).ToString("O"), ["goal"] = "x" }));
        var running = await house.Send(manager, new AdvanceProcess(project.Id, "begin", null));
        var brief = running.Tasks.Single(t => t.Key == "brief").TaskId!.Value;
        await Publish("project", 2, json => json.Replace("\"key\": \"trial\"", "\"key\": \"rehearsal\"", StringComparison.Ordinal));
        await house.Send(manager, new MoveToVersion(_key, 1, 2, "x"));

        var moved = await house.Ask(manager, new GetProcess(project.Id));
        moved.Tasks.Select(t => $"{t.Key} {t.Status}").ShouldBe(["brief open", "budget waiting", "equipment waiting", "training waiting", "rehearsal waiting"]);
        await house.Send(manager, new CompleteTask(brief, null));
        (await house.Ask(manager, new GetProcess(project.Id))).Tasks.Count(t => t.Status == "open").ShouldBe(2);
    }

    private async Task<(Actor Requester, Actor Manager)> Published()
    {
        var team = "Versions " + Guid.CreateVersion7();
        await Publish("purchase-approval", 1, json => json);
        return (await house.Person(Role.Advisor, "Version Requester", team), await house.Person(Role.Manager, "Version Manager", team));
    }

    private Task Second(Func<string, string> change) => Publish("purchase-approval", 2, change);

    private async Task Publish(string like, int version, Func<string, string> change)
    {
        var json = change((await house.Ask(new GetDefinition(like))).Json)
            .Replace($"\"key\": \"{like}\"", $"\"key\": \"{_key}\"", StringComparison.Ordinal).Replace("\"version\": 1", $"\"version\": {version}", StringComparison.Ordinal);
        await house.Send(new PublishDefinition(json, null));
    }

    private Task<ProcessView> Start(Actor actor, int amount) => house.Send(actor, new StartProcess(
        _key, "Laptop", null, new Dictionary<string, string> { ["amount"] = $"{amount}", ["supplier"] = "Gépbolt", ["neededBy"] = house.Today.AddDays(90).ToString("O") }));
}
