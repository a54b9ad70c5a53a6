using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CrossSell.Integration.House;

namespace CrossSell.Integration.Durability;

/// <summary>
/// kill -9 while instances are started and moved: each stands where its history says, every step of it leads on from the one before, what entering a state does is done exactly once,
/// and what was acknowledged is there.
/// </summary>
public sealed class Killing_a_process
{
    private const int Kills = 3;
    private const int Instances = 24;
    private const string Now = "2026-11-23T08:00:00Z";

    /// <summary>Two moves that are one transaction each: the second state makes a task, writes a mail and starts another process, and goes on at once to the third.</summary>
    private const string Definition =
        """
        { "key": "KEY", "version": 1, "name": { "hu": "Próba", "en": "Trial" }, "startedBy": ["administrator"], "start": "first",
          "states": [
            { "key": "first", "name": { "hu": "1", "en": "1" }, "category": "open", "enter": [{ "do": "task", "title": { "hu": "első", "en": "first" }, "role": "administrator", "workingDays": 1 }] },
            { "key": "second", "name": { "hu": "2", "en": "2" }, "category": "open", "enter": [MORE] },
            { "key": "third", "name": { "hu": "3", "en": "3" }, "category": "open", "enter": [{ "do": "task", "title": { "hu": "harmadik", "en": "third" }, "role": "administrator", "workingDays": 1 }], "timers": [{ "days": 5, "then": "end" }] },
            { "key": "done", "name": { "hu": "4", "en": "4" }, "category": "won" }],
          "transitions": [
            { "from": "first", "to": "second", "on": "go", "by": "administrator", "name": { "hu": "a", "en": "a" } },
            { "from": "second", "to": "third", "on": "entered", "name": { "hu": "b", "en": "b" } },
            { "from": "third", "to": "done", "on": "end", "by": "administrator", "name": { "hu": "c", "en": "c" } }] }
        """;

    private readonly ConcurrentDictionary<Guid, int> _acknowledged = new();

    [Fact]
    public async Task Leaves_every_instance_whole_with_its_actions_done_once()
    {
        var data = Path.Combine(Path.GetTempPath(), "crosssell-kill-" + Path.GetRandomFileName());
        try
        {
            var chance = new Random(20261126);
            for (var round = 0; round < Kills; round++)
            {
                await using var host = await HostProcess.Start(data, Now, round == 0 ? ["--demo"] : []);
                using var http = host.Client(await host.Token("horvath.peter@demo.crosssell.example"));
                if (round == 0)
                {
                    await Publish(http, "child", string.Empty);
                    await Publish(http, "parent", """{ "do": "task", "title": { "hu": "második", "en": "second" }, "role": "administrator", "workingDays": 1 }, { "do": "startProcess", "process": "child" }""");
                }

                var enough = _acknowledged.Count + chance.Next(2, 8);
                var moving = Task.WhenAll(Enumerable.Range(0, Instances).Select(i => MoveUntilDead(http, $"{round}-{i}")));
                await HouseFixture.Eventually("moves to be acknowledged", () => Task.FromResult(_acknowledged.Count), count => count >= enough);
                await Task.Delay(chance.Next(0, 80));
                await host.Kill();
                await moving;
            }

            await using var after = await HostProcess.Start(data, Now);
            using var reader = after.Client(await after.Token("horvath.peter@demo.crosssell.example"));
            await Verify(reader);
            var audit = await HostProcess.Run("audit", "verify", "--data", data);
            audit.Code.ShouldBe(0, audit.Output);
        }
        finally
        {
            if (Directory.Exists(data))
            {
                Directory.Delete(data, true);
            }
        }
    }

    private static async Task Publish(HttpClient http, string key, string more)
    {
        var definition = JsonDocument.Parse(Definition.Replace("KEY", key, StringComparison.Ordinal).Replace("MORE", more, StringComparison.Ordinal)).RootElement;
        using var answer = await http.PostAsJsonAsync("api/v1/processes/definitions", new { definition });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private async Task MoveUntilDead(HttpClient http, string title)
    {
        try
        {
            using var started = await http.PostAsJsonAsync("api/v1/processes", new { key = "parent", title });
            if (started.StatusCode != HttpStatusCode.Created)
            {
                return;
            }

            var id = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
            _acknowledged[id] = 1;
            foreach (var (transition, steps) in new[] { ("go", 3), ("end", 4) })
            {
                using var moved = await http.PostAsJsonAsync($"api/v1/processes/{id}/advance", new { transition });
                if (moved.StatusCode != HttpStatusCode.OK)
                {
                    return;
                }

                _acknowledged[id] = steps;
            }
        }
        catch (Exception dead) when (dead is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            // The host was killed before it answered: nothing was acknowledged, anything whole may have happened.
        }
    }

    private async Task Verify(HttpClient http)
    {
        var instances = await All(http, "processes?key=parent&limit=200");
        var children = (await All(http, "processes?key=child&limit=200")).Count;
        instances.Count.ShouldBeGreaterThan(Kills);
        _acknowledged.Keys.ShouldBeSubsetOf(instances.Select(i => i.GetProperty("id").GetGuid()));
        var beyond = 0;
        foreach (var id in instances.Select(i => i.GetProperty("id").GetGuid()))
        {
            var view = await http.Get($"processes/{id}");
            var history = view.GetProperty("history").EnumerateArray().Select(s => (From: s.GetProperty("from").GetString(), To: s.GetProperty("to").GetString()!)).ToList();
            var state = view.GetProperty("state").GetString()!;
            history.Select(s => s.To).ShouldBe(state switch { "first" => ["first"], "third" => ["first", "second", "third"], _ => ["first", "second", "third", "done"] }, $"{id}");
            history.Skip(1).Zip(history, (next, before) => next.From == before.To).ShouldAllBe(leads => leads);
            history.Count.ShouldBeGreaterThanOrEqualTo(_acknowledged.GetValueOrDefault(id, 1));
            view.GetProperty("row").GetInt32().ShouldBe(history.Count);
            view.GetProperty("timers").GetArrayLength().ShouldBe(state == "third" ? 1 : 0);
            beyond += state == "first" ? 0 : 1;
        }

        var open = (await All(http, "worklist?until=2027-12-31&limit=200")).Where(t => t.GetProperty("processId").ValueKind == JsonValueKind.String).ToLookup(t => t.GetProperty("processId").GetGuid(), t => t.GetProperty("title").GetString());
        foreach (var instance in instances)
        {
            open[instance.GetProperty("id").GetGuid()].ShouldBe(instance.GetProperty("state").GetString() switch { "first" => ["első"], "third" => ["harmadik"], _ => [] });
        }

        // Every parent that went beyond the first state has started one child, and no other has.
        children.ShouldBe(beyond);
        await EveryMoveIsAudited(http, instances);
    }

    private static async Task EveryMoveIsAudited(HttpClient http, List<JsonElement> instances)
    {
        foreach (var instance in instances)
        {
            var id = instance.GetProperty("id").GetGuid();
            var entries = await All(http, string.Create(CultureInfo.InvariantCulture, $"audit?subject={id}&limit=200"));
            var state = instance.GetProperty("state").GetString();
            entries.Count(e => e.GetProperty("action").GetString() == "processes.moved").ShouldBe(state switch { "first" => 0, "third" => 2, _ => 3 });
        }
    }

    private static async Task<List<JsonElement>> All(HttpClient http, string path)
    {
        var all = new List<JsonElement>();
        for (string? next = path; next is not null;)
        {
            var page = await http.Get(next);
            all.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString() is { } after ? $"{path}&after={after}" : null;
        }

        return all;
    }
}
