using System.Text.Json;
using CrossSell.Integration.Durability;

namespace CrossSell.Integration.Generate;

/// <summary>The verb as people run it, on a folder of its own; then a host on the same folder works with it.</summary>
public sealed class Generating_a_book
{
    [Fact]
    public async Task Fills_an_empty_folder_that_a_host_then_serves_and_is_refused_a_second_time()
    {
        var data = Path.Combine(Path.GetTempPath(), "crosssell-generate-" + Path.GetRandomFileName());
        var truth = data + ".json";
        string[] verb = ["generate", "--clients", "400", "--seed", "3", "--data", data, "--plugins", House.Repository.Plugins, "--truth", truth];
        try
        {
            var (code, output) = await HostProcess.Run([.. verb, "--json"]);
            code.ShouldBe(0, output);
            output.ShouldContain("\"clients\": 400");
            var planted = JsonDocument.Parse(await File.ReadAllTextAsync(truth)).RootElement;
            planted.GetProperty("copies").GetArrayLength().ShouldBeGreaterThan(0);

            (await HostProcess.Run(verb)).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(1), r => r.Output.ShouldContain("generated book already"));
            (await HostProcess.Run("audit", "verify", "--data", data)).Code.ShouldBe(0);

            await using var host = await HostProcess.Start(data, "2026-11-23T08:00:00Z");
            using var http = host.Client(await host.Token("advisor-00001@generated.example"));
            var clients = JsonDocument.Parse(await http.GetStringAsync("/api/v1/clients?limit=200")).RootElement.GetProperty("items");
            clients.GetArrayLength().ShouldBe(134);
            var first = clients[0];
            var found = await http.GetStringAsync($"/api/v1/clients?q={Uri.EscapeDataString(first.GetProperty("name").GetString()!)}");
            found.ShouldContain(first.GetProperty("id").GetString()!);
            (await http.GetStringAsync($"/api/v1/contracts?client={first.GetProperty("id").GetString()}")).ShouldContain("\"product\"");
        }
        finally
        {
            Directory.Delete(data, true);
            File.Delete(truth);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task Says_how_many_clients_it_makes(string clients) =>
        (await HostProcess.Run("generate", "--clients", clients)).Code.ShouldBe(2);
}
