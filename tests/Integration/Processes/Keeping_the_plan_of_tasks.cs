using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Processes.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Processes;

/// <summary>Tasks that wait for each other go on in their order, whatever else changes the row of their process.</summary>
[Collection("house")]
public sealed class Keeping_the_plan_of_tasks(HouseFixture house)
{
    private const string Onboarding =
        """
        {
          "key": "KEY", "version": 1, "name": { "hu": "Befogadás", "en": "Onboarding" }, "startedBy": ["advisor", "manager"], "aboutClient": true, "start": "going",
          "states": [
            { "key": "going", "name": { "hu": "Folyik", "en": "Going" }, "category": "open",
              "enter": [
                { "do": "task", "key": "one", "title": { "hu": "Egy", "en": "One" }, "role": "advisor", "workingDays": 2 },
                { "do": "task", "key": "two", "after": ["one"], "title": { "hu": "Kettő", "en": "Two" }, "role": "advisor", "workingDays": 2 }
              ] },
            { "key": "checked", "name": { "hu": "Ellenőrzés", "en": "Checked" }, "category": "open",
              "enter": [{ "do": "task", "title": { "hu": "Nézd át", "en": "Look it over" }, "role": "backoffice", "workingDays": 2 }] },
            { "key": "done", "name": { "hu": "Kész", "en": "Done" }, "category": "won" }
          ],
          "transitions": [
            { "from": "going", "to": "checked", "on": "tasks:done", "name": { "hu": "Minden kész", "en": "All done" } },
            { "from": "checked", "to": "done", "on": "agree", "by": "manager", "name": { "hu": "Rendben", "en": "Agree" } }
          ]
        }
        """;

    private readonly Given _given = new(house);

    [Fact]
    public async Task After_a_handover()
    {
        var team = "Planning " + Guid.CreateVersion7();
        var (leaver, to, manager) = (await house.Person(Role.Advisor, "Plan Leaver", team), await house.Person(Role.Advisor, "Plan Heir", team), await house.Person(Role.Manager, "Plan Manager", team));
        var client = await _given.Client(leaver);
        var started = await Start(leaver, client.Id);
        await house.Send(manager, new HandOver(house.Emails[leaver.UserId!.Value], [house.Emails[to.UserId!.Value]]));

        var handed = await house.Ask(to, new GetProcess(started.Id));
        (handed.Row > started.Row).ShouldBeTrue();
        await GoesOn(to, manager, started.Id);
    }

    [Fact]
    public async Task After_two_clients_have_become_one()
    {
        var team = "Planning " + Guid.CreateVersion7();
        var (advisor, manager) = (await house.Person(Role.Advisor, "Plan Merger", team), await house.Person(Role.Manager, "Plan Manager", team));
        var (kept, other) = (await _given.Client(advisor), await _given.Client(advisor));
        var started = await Start(advisor, other.Id);
        await house.Send(advisor, new MergeClients(kept.Id, other.Id, null));

        var merged = await house.Ask(advisor, new GetProcess(started.Id));
        (merged.ClientId, merged.Row > started.Row).ShouldBe((kept.Id, true));
        await GoesOn(advisor, manager, started.Id);
    }

    [Fact]
    public async Task And_says_so_where_the_plan_is_gone()
    {
        var advisor = await house.Person(Role.Advisor, "Plan Loser");
        var started = await Start(advisor, (await _given.Client(advisor)).Id);
        await house.Execute("delete from processes.planned_task where instance_id = $1", started.Id);
        (await Should.ThrowAsync<InvalidOperationException>(() => house.Send(advisor, new CompleteTask(started.Tasks[0].TaskId!.Value, null)))).Message.ShouldContain("has no plan of the tasks of going");
    }

    private async Task GoesOn(Actor advisor, Actor manager, Guid process)
    {
        Status(await house.Ask(advisor, new GetProcess(process))).ShouldBe(["one open", "two waiting"]);
        await Complete(advisor, process, "one");
        Status(await house.Ask(advisor, new GetProcess(process))).ShouldBe(["one done", "two open"]);
        await Complete(advisor, process, "two");
        var after = await house.Ask(advisor, new GetProcess(process));
        (after.State, after.History[^1].On).ShouldBe(("checked", "tasks:done"));
        after.Tasks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Key.ShouldBeNull(), t => t.Status.ShouldBe("open"), t => t.Who.ShouldBe("backoffice"), t => t.Title.ShouldBe("Nézd át"));

        var clerk = await house.Person(Role.BackOffice, "Plan Clerk");
        await house.Send(clerk, new ClaimTask(after.Tasks[0].TaskId!.Value));
        (await house.Ask(advisor, new GetProcess(process))).Tasks.ShouldHaveSingleItem().Who.ShouldBe(clerk.Name);
        (await house.Send(manager, new AdvanceProcess(process, "agree", null))).Tasks.ShouldBeEmpty();
        (await house.Count("select count(*) from worklist.task where process_id = $1", process)).ShouldBe(3);
    }

    private async Task<ProcessView> Start(Actor advisor, Guid client)
    {
        var key = "onboarding-" + Guid.CreateVersion7().ToString("N")[^12..];
        await house.Send(new PublishDefinition(Onboarding.Replace("KEY", key, StringComparison.Ordinal), null));
        return await house.Send(advisor, new StartProcess(key, "Befogadás", client, null));
    }

    private async Task Complete(Actor who, Guid process, string key) =>
        await house.Send(who, new CompleteTask((await house.Ask(who, new GetProcess(process))).Tasks.Single(t => t.Key == key).TaskId!.Value, null));

    private static IEnumerable<string> Status(ProcessView process) => process.Tasks.Select(t => $"{t.Key} {t.Status}");
}
