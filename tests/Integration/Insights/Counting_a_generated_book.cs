using System.Globalization;
using System.Text.Json;
using CrossSell.Integration.Durability;

namespace CrossSell.Integration.Insights;

/// <summary>The figures of a book that the verb made, asked over the API, against the truth file that the verb wrote beside it.</summary>
public sealed class Counting_a_generated_book
{
    private static readonly string[] Topics = ["repeat-purchase", "retention"];

    [Fact]
    public async Task Says_what_the_truth_file_says()
    {
        var data = Path.Combine(Path.GetTempPath(), "crosssell-figures-" + Path.GetRandomFileName());
        try
        {
            var (code, output) = await HostProcess.Run("generate", "--clients", "500", "--seed", "11", "--data", data, "--plugins", House.Repository.Plugins, "--truth", data + ".json");
            code.ShouldBe(0, output);
            var truth = JsonDocument.Parse(await File.ReadAllTextAsync(data + ".json")).RootElement;
            var figures = truth.GetProperty("figures");
            (await HostProcess.Run("user", "add", "root@figures.example", "--role", "administrator", "--data", data)).Code.ShouldBe(0);

            await using var host = await HostProcess.Start(data, truth.GetProperty("asOf").GetString() + "T08:00:00Z");
            using var administrator = host.Client(await host.Token("root@figures.example"));
            (await administrator.PostAsync("api/v1/insights/refresh", null)).EnsureSuccessStatusCode();
            await Compare(administrator, figures, "administrator");
            using var manager = host.Client(await host.Token("manager-00001@generated.example"));
            await Compare(manager, figures, "manager");

            await CompareHeld(manager, figures.GetProperty("held"));
            await CompareWeeks(manager, figures.GetProperty("expiring"));
        }
        finally
        {
            Directory.Delete(data, true);
            File.Delete(data + ".json");
        }
    }

    private static async Task Compare(HttpClient http, JsonElement truth, string who)
    {
        var compared = new HashSet<string>();
        foreach (var topic in Topics)
        {
            foreach (var figure in (await http.Get("insights/" + topic)).GetProperty("figures").EnumerateArray())
            {
                var name = figure.GetProperty("name").GetString()!;
                if (!truth.TryGetProperty(name, out var bars))
                {
                    continue;
                }

                var rows = figure.GetProperty("rows").EnumerateArray().ToList();
                (rows.Count + figure.GetProperty("left").GetInt32()).ShouldBe(bars.EnumerateObject().Count(), $"bars of {name} for the {who}");
                foreach (var row in rows)
                {
                    var expected = Numbers(bars.GetProperty(row.GetProperty("key").GetString()!));
                    Numbers(row.GetProperty("values")).Take(expected.Length).ShouldBe(expected, $"{name} {row.GetProperty("key")} for the {who}");
                }

                rows.Sum(r => Numbers(r.GetProperty("values"))[0]).ShouldBeGreaterThanOrEqualTo(bars.EnumerateObject().Select(b => Numbers(b.Value)[0]).OrderDescending().Take(rows.Count).Sum(), $"the largest bars of {name}");
                compared.Add(name);
            }
        }

        compared.Order(StringComparer.Ordinal).ShouldBe(["cohort", "comes", "ended", "lostBecause", "lostTo", "once", "onceByAdvisor", "onceByAge", "onceByLine", "onceByTown"]);
    }

    /// <summary>Held, and of that here, as the white space says it.</summary>
    private static async Task CompareHeld(HttpClient http, JsonElement held)
    {
        var products = (await http.Get("insights/whitespace")).GetProperty("products").EnumerateArray().Where(p => p.GetProperty("held").GetInt32() > 0).ToList();
        products.Select(p => p.GetProperty("product").GetString()!).Order(StringComparer.Ordinal).ShouldBe(held.EnumerateObject().Select(p => p.Name));
        foreach (var product in products)
        {
            var code = product.GetProperty("product").GetString()!;
            (product.GetProperty("held").GetDecimal(), product.GetProperty("heldHere").GetDecimal()).ShouldBe((Numbers(held.GetProperty(code))[0], Numbers(held.GetProperty(code))[1]), code);
        }
    }

    /// <summary>Clients with something that expires in a week, asked as a filter.</summary>
    private static async Task CompareWeeks(HttpClient http, JsonElement weeks)
    {
        weeks.EnumerateObject().Count().ShouldBeGreaterThan(8);
        foreach (var week in weeks.EnumerateObject())
        {
            var sunday = DateOnly.ParseExact(week.Name, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(6);
            using var content = new StringContent(JsonSerializer.Serialize(new { filter = string.Create(CultureInfo.InvariantCulture, $"expiring any between {week.Name} and {sunday:yyyy-MM-dd}"), sample = 0 }), System.Text.Encoding.UTF8, "application/json");
            var answer = await http.PostAsync("api/v1/segments/try", content);
            var tried = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            tried.GetProperty("count").GetDecimal().ShouldBe(Numbers(week.Value)[0], $"the week of {week.Name}");
        }
    }

    private static decimal[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDecimal())];
}
