using System.Net;
using System.Net.Http.Json;
using MimeKit;

namespace CrossSell.Integration.Durability;

/// <summary>kill -9 while mail goes out: the next host sends what was asked for, and no mail twice.</summary>
public sealed class Killing_the_mail
{
    [Fact]
    public async Task Every_mail_that_was_asked_for_is_there_once()
    {
        var data = Path.Combine(Path.GetTempPath(), "crosssell-mail-" + Path.GetRandomFileName());
        try
        {
            var asked = new List<Guid>();
            await using (var host = await HostProcess.Start(data, "2026-11-23T08:00:00Z", "--demo"))
            {
                using var http = host.Client(await host.Token("horvath.peter@demo.crosssell.example"));
                var offers = await House.HouseFixture.Eventually("the first scan to open offers", () => http.Get("offers?status=open&limit=200"), o => o.GetProperty("items").GetArrayLength() > 60);
                foreach (var offer in offers.GetProperty("items").EnumerateArray())
                {
                    using var answer = await http.PostAsJsonAsync($"api/v1/offers/{offer.GetProperty("id").GetGuid()}/send", new { channel = "email" });
                    if (answer.StatusCode == HttpStatusCode.Accepted)
                    {
                        asked.Add((await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("mailId").GetGuid());
                    }
                }

                await host.Kill();
            }

            asked.Count.ShouldBeGreaterThan(10);
            await using var next = await HostProcess.Start(data, "2026-11-23T09:00:00Z");
            using var again = next.Client(await next.Token("horvath.peter@demo.crosssell.example"));
            await House.HouseFixture.Eventually("no mail to be waiting", () => again.Get("mails?status=requested&limit=1"), m => m.GetProperty("items").GetArrayLength() == 0);

            (await again.Get("mails?status=failed&limit=50")).GetProperty("items").GetArrayLength().ShouldBe(0);
            var files = Directory.EnumerateFiles(Path.Combine(data, "mail"), "*.eml").Select(f => MimeMessage.Load(f)).ToList();
            files.Count(f => asked.Any(a => f.MessageId!.StartsWith(a.ToString("N"), StringComparison.Ordinal))).ShouldBe(asked.Count);
            files.Select(f => f.MessageId).Distinct().Count().ShouldBe(files.Count);
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
