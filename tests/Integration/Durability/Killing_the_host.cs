using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CrossSell.Integration.Durability;

/// <summary>kill -9 at random points while outcomes are recorded: every acknowledged outcome is there, one document per acceptance, nothing uncovered, the chain whole.</summary>
public sealed class Killing_the_host
{
    private const int Kills = 3;
    private static readonly string[] Outcomes = ["accepted", "rejected", "noAnswer", "thinking"];
    private readonly ConcurrentDictionary<Guid, string> _acknowledged = new();

    /// <summary>Accepted in the demo book before it was one: their contracts are there.</summary>
    private HashSet<Guid> _long = [];

    [Fact]
    public async Task Loses_no_acknowledged_outcome_and_makes_one_document_per_acceptance()
    {
        var data = Path.Combine(Path.GetTempPath(), "crosssell-kill-" + Path.GetRandomFileName());
        try
        {
            var chance = new Random(20261123);
            var work = new Queue<Guid>();
            for (var round = 0; round < Kills; round++)
            {
                await using var host = await HostProcess.Start(data, "2026-11-23T08:00:00Z", round == 0 ? ["--demo"] : []);
                using var http = host.Client(await host.Token("horvath.peter@demo.crosssell.example"));
                if (round == 0)
                {
                    _long = [.. await Accepted(http)];
                    work = await OpenOffers(http);
                    work.Count.ShouldBeGreaterThan(60);
                }

                // After a few are acknowledged, however long that takes, and at some point within the next.
                var enough = _acknowledged.Count + chance.Next(1, 10);
                var recording = RecordUntilDead(http, Take(work, 30), chance.Next());
                await House.HouseFixture.Eventually("outcomes to be acknowledged", () => Task.FromResult(_acknowledged.Count), count => count >= enough);
                await Task.Delay(chance.Next(0, 60));
                await host.Kill();
                await recording;
            }

            await Verify(data);
        }
        finally
        {
            if (Directory.Exists(data))
            {
                Directory.Delete(data, true);
            }
        }
    }

    private async Task Verify(string data)
    {
        _acknowledged.Count.ShouldBeGreaterThan(0);
        await using (var host = await HostProcess.Start(data, "2026-11-23T09:00:00Z"))
        {
            using var http = host.Client(await host.Token("horvath.peter@demo.crosssell.example"));
            foreach (var (offer, outcome) in _acknowledged)
            {
                var attempts = (await http.Get($"offers/{offer}")).GetProperty("attempts").EnumerateArray().Select(a => a.GetProperty("outcome").GetString()).ToList();
                attempts.ShouldBe([outcome], $"offer {offer}");
            }

            await AwaitDocuments(http);
        }

        var coverage = await HostProcess.Run("coverage", "--as-of", "2026-11-23", "--json", "--data", data);
        coverage.Code.ShouldBe(0, coverage.Output);
        var audit = await HostProcess.Run("audit", "verify", "--data", data);
        audit.Code.ShouldBe(0, audit.Output);
    }

    /// <summary>Every accepted offer, acknowledged or committed just before the kill, has exactly one document, and it gets made.</summary>
    private async Task AwaitDocuments(HttpClient http)
    {
        foreach (var offer in (await Accepted(http)).Where(o => !_long.Contains(o)))
        {
            var documents = await House.HouseFixture.Eventually(
                $"the one document of offer {offer}",
                async () => (await http.Get($"documents?offer={offer}")).GetProperty("items").EnumerateArray().Select(d => d.GetProperty("status").GetString()!).ToList(),
                d => d is ["generated"]);
            documents.Count.ShouldBe(1);
        }
    }

    private static async Task<List<Guid>> Accepted(HttpClient http)
    {
        var accepted = new List<Guid>();
        for (string? after = null, path = "offers?status=accepted&limit=200"; path is not null; path = after is null ? null : $"offers?status=accepted&limit=200&after={after}")
        {
            var page = await http.Get(path);
            accepted.AddRange(page.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("id").GetGuid()));
            after = page.GetProperty("next").GetString();
        }

        return accepted;
    }

    private async Task RecordUntilDead(HttpClient http, IReadOnlyList<Guid> offers, int seed)
    {
        var chance = new Random(seed);
        var work = offers.Select(o => (Offer: o, Outcome: Outcomes[chance.Next(Outcomes.Length)])).ToList();
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (item, ct) =>
        {
            try
            {
                var answer = await http.PostAsJsonAsync($"api/v1/offers/{item.Offer}/outcome", new { outcome = item.Outcome }, ct);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    _acknowledged[item.Offer] = item.Outcome;
                }
            }
            catch (Exception dead) when (dead is HttpRequestException or TaskCanceledException or IOException)
            {
                // The host was killed before it answered: nothing was acknowledged, anything may have happened.
            }
        });
    }

    private static async Task<Queue<Guid>> OpenOffers(HttpClient http)
    {
        var items = await House.HouseFixture.Eventually(
            "the first scan to open offers",
            async () => (await http.Get("offers?status=open&limit=200")).GetProperty("items").EnumerateArray().Select(o => o.GetProperty("id").GetGuid()).ToList(),
            o => o.Count > 60);
        return new Queue<Guid>(items);
    }

    private static List<Guid> Take(Queue<Guid> work, int count)
    {
        var taken = new List<Guid>();
        while (taken.Count < count && work.TryDequeue(out var next))
        {
            taken.Add(next);
        }

        return taken;
    }
}
