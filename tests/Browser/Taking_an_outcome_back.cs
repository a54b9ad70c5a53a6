using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>A wrong key is taken back where it was pressed: on Today, on the client's page, in call mode.</summary>
public sealed class Taking_an_outcome_back(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task On_today_the_row_comes_back_with_its_buttons(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, "kovacs.anna@demo.crosssell.example", "Demo-2026-anna", width);
        var row = page.Locator("article[data-offer]").First;
        await row.FocusAsync();
        await page.Keyboard.PressAsync("3");

        var undo = page.Locator(".undo button").First;
        await Expect(undo).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"(9|10):\d\d"));
        await undo.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("article.done .done-what").First).ToContainTextAsync(texts["undo.done"].Split('{')[0]);
        await Expect(page.Locator("article.done button[data-outcome='1']").First).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "Today scrolls sideways");
        await page.GotoAsync((await page.Locator("article.done .done-who a").First.GetAttributeAsync("href"))!);
        await Expect(page.Locator(".undone s").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_the_clients_page_a_no_is_taken_back()
    {
        var page = await portal.SignedIn("en", "szabo.gergely@demo.crosssell.example", "Demo-2026-gergely");
        var row = page.Locator("article[data-offer]").First;
        var client = await row.Locator("h3 a").GetAttributeAsync("href");
        await row.FocusAsync();
        await page.Keyboard.PressAsync("2");
        await row.Locator("button[value='rejected:other']").ClickAsync();
        await Expect(page.Locator(".next-steps li").First).ToBeVisibleAsync();
        await page.GotoAsync(client!);

        await page.Locator(".undo button").First.ClickAsync();

        await Expect(page.Locator("article.done .done-what").First).ToContainTextAsync(PortalFixture.Texts("en")["undo.done"].Split('{')[0]);
    }

    [Fact]
    public async Task In_call_mode_the_client_comes_back()
    {
        await EndQuietHours();
        var page = await portal.SignedIn("en", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter");
        await page.GotoAsync("/Calls");
        var client = await page.Locator("#call-client").InnerTextAsync();
        await page.Keyboard.PressAsync("3");
        await Expect(page.Locator(".call-before")).ToContainTextAsync(client);
        await Expect(page.Locator("#call-client")).Not.ToHaveTextAsync(client);

        await page.Locator(".call-before .undo button").ClickAsync();

        await Expect(page.Locator("#call-client")).ToHaveTextAsync(client);
        await Expect(page.Locator("#call .alert-success")).ToContainTextAsync(PortalFixture.Texts("en")["undo.done"].Split('{')[0]);
    }

    /// <summary>As the administrator does it.</summary>
    private async Task EndQuietHours()
    {
        var page = await portal.SignedIn("en", "horvath.peter@demo.crosssell.example", "Demo-2026-peter");
        await page.GotoAsync("/ContactPolicy");
        await page.FillAsync("[name=quietFrom]", "03:00");
        await page.FillAsync("[name=quietUntil]", "03:01");
        await page.UncheckAsync("[name=quietOnRestDays]");
        await page.ClickAsync("form.policy button");
        await Expect(page.Locator(".alert-success")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
