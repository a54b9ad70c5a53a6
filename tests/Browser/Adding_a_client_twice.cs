using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>On leaving a field the form says who looks like the client that is being added.</summary>
public sealed class Adding_a_client_twice(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Is_warned_of_on_leaving_a_field(string language, int width)
    {
        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        await page.GotoAsync("/Clients");
        var row = page.Locator("#found tr", new() { Has = page.Locator("a.phone") }).Nth(3);
        var name = await row.Locator(".cell-main a").InnerTextAsync();
        var phone = await row.Locator("a.phone").InnerTextAsync();

        await page.GotoAsync("/Clients/New");
        await page.FocusAsync("#Add-phone");
        await page.Keyboard.TypeAsync(phone.Replace("+36", "06"));
        await Expect(page.Locator("#alike li")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#alike li").First).ToContainTextAsync(name);
        await Expect(page.Locator("#alike li").First).ToContainTextAsync(PortalFixture.Texts(language)["alike.phone"]);
        await Expect(page.Locator("#Add-email")).ToBeFocusedAsync();
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "the form scrolls sideways");
    }
}
