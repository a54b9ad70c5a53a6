using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;

namespace CrossSell.Integration.Durability;

/// <summary>kill -9 while a batch of contracts is made: the next host goes on where it was, and makes none twice.</summary>
public sealed class Killing_a_batch
{
    [Fact]
    public async Task Goes_on_where_the_host_was_killed_and_makes_each_contract_once()
    {
        var data = Path.Combine(Path.GetTempPath(), "crosssell-batch-" + Path.GetRandomFileName());
        try
        {
            Guid batch;
            int total;
            await using (var host = await HostProcess.Start(data, "2026-11-23T08:00:00Z", "--demo"))
            {
                using var http = host.Client(await host.Token("horvath.peter@demo.crosssell.example"));
                await House.HouseFixture.Eventually("the first scan to open offers", () => http.Get("offers?status=open&limit=200"), o => o.GetProperty("items").GetArrayLength() > 60);
                var started = await (await http.PostAsJsonAsync("api/v1/documents/batches", new { line = "insurance", template = "new-policy" })).Content.ReadFromJsonAsync<JsonElement>();
                (batch, total) = (started.GetProperty("id").GetGuid(), started.GetProperty("total").GetInt32());
                await host.Kill();
            }

            total.ShouldBeGreaterThan(20);
            await using var next = await HostProcess.Start(data, "2026-11-23T09:00:00Z");
            using var again = next.Client(await next.Token("horvath.peter@demo.crosssell.example"));
            var done = await House.HouseFixture.Eventually("the batch to be done", () => again.Get($"documents/batches/{batch}"), b => b.GetProperty("status").GetString() != "running");

            (done.GetProperty("status").GetString(), done.GetProperty("made").GetInt32(), done.GetProperty("failed").GetInt32()).ShouldBe(("done", total, 0));
            using var zip = new ZipArchive(new MemoryStream(await again.GetByteArrayAsync(new Uri($"api/v1/documents/batches/{batch}/content", UriKind.Relative))));
            zip.Entries.Select(e => e.FullName).Distinct().Count().ShouldBe(total);
        }
        finally
        {
            if (Directory.Exists(data))
            {
                Directory.Delete(data, true);
            }
        }
    }
}
