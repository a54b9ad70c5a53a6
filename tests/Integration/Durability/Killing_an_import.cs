using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CrossSell.Integration.Durability;

/// <summary>kill -9 while an import runs: it is not done, all of it; and done when a host is back.</summary>
public sealed class Killing_an_import
{
    private const int Rows = 25_000;

    [Fact]
    public async Task Leaves_it_not_done_and_another_host_does_it_whole()
    {
        var data = Path.Combine(Path.GetTempPath(), "crosssell-kill-" + Path.GetRandomFileName());
        try
        {
            string import;
            await using (var host = await HostProcess.Start(data, "2026-11-23T08:00:00Z", "--demo"))
            {
                using var http = host.Client(await host.Token("horvath.peter@demo.crosssell.example"));
                import = await Start(http);
                await House.HouseFixture.Eventually("the import to be on its way", () => Get(http, import), i => i.GetProperty("rows").GetInt32() > 0 || i.GetProperty("status").GetString() == "done");
                await host.Kill();
            }

            await using (var host = await HostProcess.Start(data, "2026-11-23T09:00:00Z"))
            {
                using var http = host.Client(await host.Token("horvath.peter@demo.crosssell.example"));
                var until = TimeProvider.System.GetUtcNow().AddSeconds(90);
                JsonElement seen;
                do
                {
                    await Task.Delay(200);
                    seen = await Get(http, import);
                }
                while (seen.GetProperty("status").GetString() != "done" && TimeProvider.System.GetUtcNow() < until);

                seen.GetProperty("status").GetString().ShouldBe("done", seen.ToString());
                seen.GetProperty("created").GetInt32().ShouldBe(Rows);
                (await http.Get("clients?q=KILL-24999")).GetProperty("items").GetArrayLength().ShouldBe(1);
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

    private static Task<JsonElement> Get(HttpClient http, string import) => http.Get($"imports/{import}");

    private static async Task<string> Start(HttpClient http)
    {
        var text = new StringBuilder("external_id,kind,given_name,family_name,advisor\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"KILL-{i},person,Teszt{i},Próba,kovacs.anna@demo.crosssell.example\n");
        }

        using var file = new StringContent(text.ToString(), Encoding.UTF8, "text/csv");
        using var staged = await http.PostAsync("api/v1/imports?kind=clients", file);
        staged.EnsureSuccessStatusCode();
        var id = (await staged.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        using var started = await http.PostAsJsonAsync($"api/v1/imports/{id}/start", new { dryRun = false });
        started.EnsureSuccessStatusCode();
        return id;
    }
}
