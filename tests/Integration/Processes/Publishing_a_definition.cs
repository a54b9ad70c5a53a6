using System.Text.Json.Nodes;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Messages;

namespace CrossSell.Integration.Processes;

/// <summary>An administrator's definition: checked, tried on paper, published; what runs stays where it is until it is moved.</summary>
[Collection("house")]
public sealed class Publishing_a_definition(HouseFixture house)
{
    private const string Sketch =
        """
        {
          "key": "KEY", "version": 1, "name": { "hu": "Kérés", "en": "Request" }, "startedBy": ["advisor", "manager"], "start": "asked",
          "states": [
            { "key": "asked", "name": { "hu": "Kérve", "en": "Asked" }, "category": "open",
              "enter": [{ "do": "task", "title": { "hu": "Nézd meg", "en": "Look" }, "role": "manager", "workingDays": 2 }], "deadline": { "workingDays": 5, "then": "late" } },
            { "key": "done", "name": { "hu": "Kész", "en": "Done" }, "category": "won" },
            { "key": "dropped", "name": { "hu": "Elejtve", "en": "Dropped" }, "category": "lost" }
          ],
          "transitions": [
            { "from": "asked", "to": "done", "on": "agree", "by": "manager", "name": { "hu": "Rendben", "en": "Agree" } },
            { "from": "asked", "to": "dropped", "on": "late", "name": { "hu": "Késő", "en": "Late" } }
          ]
        }
        """;

    [Fact]
    public async Task Tells_every_fault_and_publishes_nothing()
    {
        var json = Sketch.Replace("KEY", Key(), StringComparison.Ordinal).Replace("\"by\": \"manager\"", "\"by\": \"boss\"", StringComparison.Ordinal).Replace("\"then\": \"late\"", "\"then\": \"later\"", StringComparison.Ordinal);
        var check = await house.Ask(new CheckDefinition(json));
        check.Faults.Select(f => f.Pointer).ShouldBe(["/states/0/deadline/then", "/transitions/0/by"]);
        check.Definition.ShouldNotBeNull();
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(new PublishDefinition(json, null)))).Faults.Select(f => f.Field).ShouldBe(["json/states/0/deadline/then", "json/transitions/0/by"]);
        (await house.Ask(new CheckDefinition("{ oops"))).Faults.ShouldHaveSingleItem().Message.ShouldContain("is not JSON: line 1");
    }

    [Fact]
    public async Task Is_walked_on_paper_without_a_row()
    {
        var before = await house.Count("select count(*) from processes.instance");
        var trial = await house.Ask(new TryDefinition(Sketch.Replace("KEY", Key(), StringComparison.Ordinal), null, ["late"]));
        trial.Steps.Select(s => s.To).ShouldBe(["asked", "dropped"]);
        trial.Steps[1].Day.ShouldBe(trial.Steps[0].DeadlineOn!.Value.AddDays(1));
        (await house.Ask(new TryDefinition(Sketch.Replace("KEY", Key(), StringComparison.Ordinal), null, ["agree", "agree"]))).Refused.ShouldBe("agree");
        (await house.Count("select count(*) from processes.instance")).ShouldBe(before);
    }

    [Fact]
    public async Task Leaves_what_runs_on_its_version_and_moves_it_when_asked_after_a_preview()
    {
        var key = Key();
        var manager = await house.Person(Role.Manager, "Publishing", "Publishing " + key);
        var first = await house.Send(new PublishDefinition(Sketch.Replace("KEY", key, StringComparison.Ordinal), "first"));
        first.Versions.ShouldHaveSingleItem().Note.ShouldBe("first");
        var started = await house.Send(manager, new StartProcess(key, "One", null, null));

        var json = JsonNode.Parse(first.Json)!;
        json["version"] = 2;
        json["states"]![0]!["key"] = "looking";
        json["start"] = "looking";
        json["states"]![0]!["deadline"]!["workingDays"] = 9;
        json["transitions"]![0]!["from"] = "looking";
        json["transitions"]![1]!["from"] = "looking";
        await house.Send(new PublishDefinition(json.ToJsonString(), "second"));
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(new PublishDefinition(json.ToJsonString(), null)))).Faults.ShouldHaveSingleItem().Field.ShouldBe("json/version");
        (await house.Ask(manager, new GetProcess(started.Id))).Version.ShouldBe(1);
        (await house.Send(manager, new StartProcess(key, "Two", null, null))).Version.ShouldBe(2);

        var preview = await house.Ask(manager, new PreviewVersion(key, 1, 2));
        (preview.Instances, preview.Faults.ShouldHaveSingleItem()).ShouldBe((1, "asked"));
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(manager, new MoveToVersion(key, 1, 2, "newer rules")))).Code.ShouldBe("error.versionStates");
        var states = new Dictionary<string, string> { ["asked"] = "looking" };
        var known = (await house.Ask(manager, new PreviewVersion(key, 1, 2, null, states))).States.ShouldHaveSingleItem();
        (known.To, known.DeadlineBefore, known.DeadlineAfter).ShouldBe(("looking", 5, 9));
        await house.Send(manager, new MoveToVersion(key, 1, 2, "newer rules", null, states));

        var moved = await house.Ask(manager, new GetProcess(started.Id));
        (moved.Version, moved.State, moved.History[^1].On, moved.History[^1].Note).ShouldBe((2, "looking", "moved", "newer rules"));
        moved.DeadlineOn.ShouldBe(WorkingDays.Hungary.Add(house.Today, 9));
        (await house.Send(manager, new AdvanceProcess(started.Id, "agree", null))).Category.ShouldBe("won");
    }

    [Fact]
    public async Task Taken_out_of_use_is_started_no_more_and_runs_on()
    {
        var key = Key();
        var manager = await house.Person(Role.Manager, "Retiring", "Retiring " + key);
        await house.Send(new PublishDefinition(Sketch.Replace("KEY", key, StringComparison.Ordinal), null));
        var started = await house.Send(manager, new StartProcess(key, "One", null, null));
        (await house.Send(new RetireDefinition(key, true))).Retired.ShouldBeTrue();
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(manager, new StartProcess(key, "Two", null, null)))).Code.ShouldBe("error.startProcess");
        (await house.Send(manager, new AdvanceProcess(started.Id, "agree", null))).State.ShouldBe("done");
        await house.Send(new RetireDefinition(key, false));
        (await house.Send(manager, new StartProcess(key, "Three", null, null))).State.ShouldBe("asked");
    }

    [Fact]
    public async Task Is_an_administrators_to_publish()
    {
        var manager = await house.Person(Role.Manager, "Not Publishing");
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(manager, new PublishDefinition(Sketch, null)));
    }

    private static string Key() => "asking-" + Guid.CreateVersion7().ToString("N")[^12..];
}
