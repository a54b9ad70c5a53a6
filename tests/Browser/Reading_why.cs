using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>The administrator has the house learn and reads how well it ranks; an advisor reads why a product is suggested and offers it.</summary>
public sealed class Reading_why(PortalFixture portal) : IClassFixture<PortalFixture>
{
    static Reading_why() => SetDefaultExpectTimeout(20_000);

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Learns_now_and_shows_what_ranks(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        await page.GotoAsync("/Insights/Suggestions");

        await page.ClickAsync(".page-head .btn-primary");

        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.learned"]);
        var way = (await page.Locator("#line-insurance .mark").TextContentAsync())!;
        way.ShouldNotBe(texts["learned.kind.rules"]);
        await Expect(page.Locator(".learned-table .is-chosen").First).ToContainTextAsync(way);
        await Expect(page.Locator(".learned-table .is-chosen").First).ToContainTextAsync(texts["learned.taken"]);
        await Expect(page.Locator("#line-motorparts .mark")).ToHaveTextAsync(texts["learned.kind.rules"]);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Says_why_beside_the_suggestion_and_keeps_it_with_the_offer(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var admin = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        await admin.GotoAsync("/Insights/Suggestions");
        await admin.ClickAsync(".page-head .btn-primary");
        await Expect(admin.Locator(".alert-success")).ToBeVisibleAsync();
        var page = await portal.SignedIn(language, "kovacs.anna@demo.crosssell.example", "Demo-2026-anna", width);
        var learned = await WithLearnt(page);

        await learned.Locator(".evidence > summary").ClickAsync();
        await Expect(learned.Locator(".evidence")).ToContainTextAsync("insurance@");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        await page.RunAndWaitForResponseAsync(() => learned.Locator("button.btn").ClickAsync(), answer => answer.Request.Method == "POST");
        await page.ReloadAsync();
        await Expect(page.Locator("#open-offers .evidence").First).ToBeAttachedAsync();
        await Expect(page.Locator("#open-offers .evidence > summary").First).ToHaveTextAsync(texts["evidence.title"]);
    }

    /// <summary>The first suggestion that what was learned speaks for, of the first client who has one among the best three.</summary>
    private static async Task<ILocator> WithLearnt(IPage page)
    {
        await page.GotoAsync("/Clients");
        var clients = await page.Locator("a[href^='/Clients/0']").EvaluateAllAsync<string[]>("links => [...new Set(links.map(l => l.getAttribute('href')))]");
        foreach (var client in clients)
        {
            await page.GotoAsync(client);
            var found = page.Locator("section > .suggestions > li").Filter(new() { HasText = "insurance@" }).Filter(new() { Has = page.Locator("button.btn") });
            if (await found.CountAsync() > 0)
            {
                return found.First;
            }
        }

        throw new InvalidOperationException($"None of {clients.Length} clients has a suggestion that was learned.");
    }
}
