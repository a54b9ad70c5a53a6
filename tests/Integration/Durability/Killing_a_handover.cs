using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CrossSell.Integration.Durability;

/// <summary>kill -9 while a book changes hands: it has moved whole or not at all, and asked for again under its key it has moved once.</summary>
public sealed class Killing_a_handover
{
    private const string Leaver = "nagy.eszter@demo.crosssell.example";
    private static readonly object Order = new { from = Leaver, to = new[] { "kovacs.anna@demo.crosssell.example", "szabo.gergely@demo.crosssell.example" }, rule = "load" };

    [Fact]
    public async Task Moves_the_book_once_and_whole()
    {
        var data = Path.Combine(Path.GetTempPath(), "crosssell-handover-" + Path.GetRandomFileName());
        var key = Guid.CreateVersion7().ToString();
        try
        {
            int clients, offers;
            await using (var host = await HostProcess.Start(data, "2026-11-23T08:00:00Z", "--demo"))
            {
                using var http = host.Client(await host.Token("varga.istvan@demo.crosssell.example"));
                await House.HouseFixture.Eventually("the first scan to open offers", () => http.Get("offers?status=open&limit=200"), o => o.GetProperty("items").GetArrayLength() > 60);
                clients = await Count(http, $"clients?advisor={Leaver}");
                offers = await Count(http, "offers?status=open");
                var asked = HandOver(http, key);
                await Task.Delay(Random.Shared.Next(20, 250));
                await host.Kill();
                await asked;
            }

            await using (var host = await HostProcess.Start(data, "2026-11-23T09:00:00Z"))
            {
                using var http = host.Client(await host.Token("varga.istvan@demo.crosssell.example"));
                var left = await Count(http, $"clients?advisor={Leaver}");
                left.ShouldBeOneOf(0, clients);

                (await HandOver(http, key)).ShouldBe(HttpStatusCode.Created);

                (await Count(http, $"clients?advisor={Leaver}")).ShouldBe(0);
                (await Count(http, $"worklist?advisor={Leaver}&until=2028-01-01&queue=mine")).ShouldBe(0);
                (await Count(http, "offers?status=open")).ShouldBe(offers);
                var done = (await http.Get("handovers")).GetProperty("items").EnumerateArray().ToList();
                done.ShouldHaveSingleItem().GetProperty("counts").GetProperty("clients").GetInt32().ShouldBe(clients);
            }

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

    private static async Task<HttpStatusCode?> HandOver(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/handovers") { Content = JsonContent.Create(Order) };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }
        catch (Exception dead) when (dead is HttpRequestException or TaskCanceledException or IOException)
        {
            // The host was killed before it answered.
            return null;
        }
    }

    private static async Task<int> Count(HttpClient http, string path)
    {
        var count = 0;
        for (JsonElement page = default; page.ValueKind == JsonValueKind.Undefined || page.GetProperty("next").ValueKind == JsonValueKind.String;)
        {
            var after = page.ValueKind == JsonValueKind.Undefined ? string.Empty : $"&after={Uri.EscapeDataString(page.GetProperty("next").GetString()!)}";
            page = await http.Get($"{path}&limit=200{after}");
            count += page.GetProperty("items").GetArrayLength();
        }

        return count;
    }
}
