using System.Text.Json;
using CrossSell.Access.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Worklist;

/// <summary>The shapes that scripts rely on.</summary>
[Collection("house")]
public sealed class Worklist_over_the_api(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task A_task_is_added_snoozed_delegated_claimed_released_and_done()
    {
        var team = $"Távoli {Guid.CreateVersion7():N}";
        var (anna, bela) = (await house.Person(Role.Advisor, "Api Anna", team), await house.Person(Role.Advisor, "Api Bela", team));
        await house.Send(new ShareClients((await house.Ask(new ListTeams())).Single(t => t.Name == team).Id, true));
        var client = await _given.Client(anna);
        using var hers = await Api.As(house, anna);
        using var his = await Api.As(house, bela);

        var task = await hers.Post("tasks", new { clientId = client.Id, kind = "call", title = "Visszahívni", dueOn = Day(0) }, 201);
        var id = task.GetProperty("id").GetString();
        task.GetProperty("status").GetString().ShouldBe("open");
        Ids(await hers.Get("worklist?queue=mine")).ShouldContain(id);

        (await hers.Post($"tasks/{id}/snooze", new { until = Day(3) })).GetProperty("dueOn").GetString().ShouldBe(Day(3));
        Ids(await hers.Get($"worklist?until={Day(10)}")).ShouldNotContain(id, "it is snoozed");
        var snoozed = await hers.Post($"tasks/{id}/snooze", new { until = "soon" }, 400);
        snoozed.GetProperty("errors").TryGetProperty("until", out _).ShouldBeTrue();

        (await hers.Get($"tasks/{id}/delegates")).GetProperty("items").EnumerateArray().Select(p => p.GetProperty("email").GetString()).ShouldContain(house.Emails[bela.UserId!.Value]);
        var given = await hers.Post($"tasks/{id}/delegate", new { to = house.Emails[bela.UserId.Value], note = "Kérlek" });
        (given.GetProperty("delegatedBy").GetString(), given.GetProperty("delegateNote").GetString()).ShouldBe((anna.Name, "Kérlek"));
        (await his.Get("reminders")).GetProperty("unread").GetInt32().ShouldBe(1);
        await his.Post("reminders/seen", null, 204);
        (await his.Get("reminders")).GetProperty("unread").GetInt32().ShouldBe(0);

        (await his.Post($"tasks/{id}/release")).GetProperty("assigneeId").ValueKind.ShouldBe(JsonValueKind.Null);
        Ids(await hers.Get($"worklist?queue=team&until={Day(10)}")).ShouldContain(id);
        await hers.Post($"tasks/{id}/claim");
        (await his.Post($"tasks/{id}/claim", null, 409)).GetProperty("code").GetString().ShouldBe("error.taskTaken");
        (await hers.Post($"tasks/{id}/done", new { note = "Megvolt" })).GetProperty("status").GetString().ShouldBe("done");
        (await hers.Get($"tasks/{id}")).GetProperty("status").GetString().ShouldBe("done");
    }

    [Fact]
    public async Task Many_are_moved_after_a_look_at_how_the_days_fill()
    {
        var anna = await house.Person(Role.Advisor, "Api Sok");
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add((await house.Send(anna, new AddTask((await _given.Client(anna)).Id, TaskKind.Call, "Hívni", house.Today, null, null))).Id);
        }

        using var api = await Api.As(house, anna);
        var preview = await api.Post("tasks/reschedule", new { ids, spreadOver = 2, dryRun = true });
        preview.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        preview.GetProperty("days").EnumerateArray().Select(d => (d.GetProperty("after").GetInt32(), d.GetProperty("capacity").GetInt32())).ShouldBe([(2, 15), (2, 15)]);
        var done = await api.Post("tasks/reschedule", new { ids, spreadOver = 2 });
        done.GetProperty("moved").GetArrayLength().ShouldBe(4);
        var wrong = await api.Post("tasks/reschedule", new { ids, spreadOver = 2, dueOn = Day(1) }, 400);
        wrong.GetProperty("errors").TryGetProperty("dueOn", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Capacity_leave_planning_and_workload_have_their_shapes_and_permissions()
    {
        var team = $"Terv {Guid.CreateVersion7():N}";
        var (anna, chief) = (await house.Person(Role.Advisor, "Api Terv", team), await house.Person(Role.Manager, "Api Vezeto", team));
        var (hers, foreign) = (house.Emails[anna.UserId!.Value], house.Emails[(await house.Person(Role.Advisor, "Api Idegen")).UserId!.Value]);
        chief = await house.Again(chief);
        using var own = await Api.As(house, anna);
        using var managers = await Api.As(house, chief);

        var set = await own.Send(HttpMethod.Put, $"people/{hers}/capacity", new { calls = new[] { 10, 10, 10, 10, 5, 0, 0 } });
        set.GetProperty("availability").GetProperty("calls").EnumerateArray().Select(c => c.GetInt32()).ShouldBe([10, 10, 10, 10, 5, 0, 0]);
        (await own.Send(HttpMethod.Put, $"people/{hers}/capacity", new { calls = new[] { 1, 2 } }, 400)).GetProperty("errors").TryGetProperty("calls", out _).ShouldBeTrue();
        var leave = (await managers.Post($"people/{hers}/leave", new { first = Day(7), last = Day(9), note = "Szabadság" })).GetProperty("availability").GetProperty("leave")[0];
        (leave.GetProperty("first").GetString(), leave.GetProperty("last").GetString()).ShouldBe((Day(7), Day(9)));
        await own.Post($"people/{hers}/leave", new { first = Day(8), last = Day(12) }, 400);
        await own.Send(HttpMethod.Delete, $"leave/{leave.GetProperty("id").GetString()}");
        (await own.Get($"people/{hers}/capacity")).GetProperty("leave").GetArrayLength().ShouldBe(0);
        await own.Send(HttpMethod.Put, $"people/{foreign}/capacity", new { calls = new[] { 1, 1, 1, 1, 1, 1, 1 } }, 404);
        await managers.Send(HttpMethod.Put, $"people/{foreign}/capacity", new { calls = new[] { 1, 1, 1, 1, 1, 1, 1 } }, 404);

        await own.Send(HttpMethod.Get, "planning", null, 403);
        (await managers.Get("planning?weeks=4")).GetProperty("weeks").ValueKind.ShouldBe(JsonValueKind.Array);
        var workload = (await own.Get("insights/workload?weeks=13")).GetProperty("advisors");
        workload.EnumerateArray().Single().GetProperty("advisor").GetString().ShouldBe(hers);
        var week = workload[0].GetProperty("weeks");
        week.GetArrayLength().ShouldBe(13);
        week[0].EnumerateObject().Select(p => p.Name).ShouldBe(["monday", "planned", "expected", "capacity", "over"]);
        await own.Send(HttpMethod.Get, "insights/workload?weeks=99", null, 400);
        await own.Send(HttpMethod.Get, "teams", null, 403);
    }

    private string Day(int ahead) => house.Today.AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static List<string?> Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("id").GetString())];
}
