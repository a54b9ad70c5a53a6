using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>What happened to a client, what a field was before, and what the advisor saw on a day.</summary>
public sealed class Reading_a_clients_history(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("hu", 390)]
    [InlineData("en", 1440)]
    [InlineData("en", 390)]
    public async Task From_the_client_to_a_field_and_to_a_day(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        await page.GotoAsync("/Clients");
        await page.Locator("a[href^='/Clients/0']").First.ClickAsync();
        await Expect(page.Locator("a[href$='/History']")).ToBeVisibleAsync();
        var client = new Uri(page.Url).AbsolutePath;
        await Change(page, "+3620" + (1000000 + width).ToString(System.Globalization.CultureInfo.InvariantCulture));

        await page.GotoAsync(client);
        var names = (await page.Locator("h1").InnerTextAsync()).Split(' ');
        await SaysNoName(page, names);
        await page.ClickAsync("a[href$='/History']");
        await Expect(page.Locator("h1")).ToHaveTextAsync(texts["history.title"]);
        await Expect(page.Locator("ol.history li strong").First).Not.ToBeEmptyAsync();
        await Fits(page, width);
        await SaysNoName(page, names);

        await page.Locator("ol.history a[href*='/Field?field=phone']").First.ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync((1000000 + width).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Fits(page, width);

        await page.GotoAsync(client + "/History");
        await page.FillAsync("#day", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.ClickAsync("form.as-of button");
        await Expect(page.Locator("main")).ToContainTextAsync(texts["asOf.why"]);
        await Fits(page, width);

        await page.GotoAsync(client + "/PersonalData");
        await Expect(page.Locator("h1")).ToHaveTextAsync(texts["privacy.title"]);
        await Fits(page, width);
        await SaysNoName(page, names);
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-export]"));
        download.SuggestedFilename.ShouldEndWith(".zip");
    }

    /// <summary>The addresses on the page name no client, so that none ends up in a history or a log.</summary>
    private static async Task SaysNoName(IPage page, string[] names)
    {
        var addresses = await page.EvaluateAsync<string[]>(
            "[location.href, ...[...document.querySelectorAll('[href],[action],[hx-get],[hx-post]')].flatMap(e => ['href', 'action', 'hx-get', 'hx-post'].map(a => e.getAttribute(a))).filter(a => a && !/^(tel|mailto):/.test(a))].map(decodeURIComponent)");
        addresses.Length.ShouldBeGreaterThan(5);
        addresses.Where(a => names.Any(n => n.Length > 2 && a.Contains(n, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    private static async Task Change(IPage page, string phone)
    {
        await page.Locator("form[action*='handler=Client'] [name=phone]").EvaluateAsync("(input, value) => { input.value = value; input.form.requestSubmit(); }", phone);
        await Expect(page.Locator(".client-head a.phone")).ToHaveAttributeAsync("href", "tel:" + phone);
    }

    private static async Task Fits(IPage page, int width) =>
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, page.Url + " scrolls sideways");
}
