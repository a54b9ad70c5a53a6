using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>The box in the bar, by keyboard alone, on any page.</summary>
public sealed class Searching_from_anywhere(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440, "/Today", "/")]
    [InlineData("en", 390, "/Coverage", "Control+k")]
    public async Task Finds_a_client_by_keyboard_and_goes_there(string language, int width, string from, string key)
    {
        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        var (name, phone) = await SomeClient(page);
        await page.GotoAsync(from);

        await page.Keyboard.PressAsync(key);
        await Expect(page.Locator("#search-box")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Plain(string.Join(' ', name.Split(' ').Reverse())));
        await Expect(page.Locator("#search-hits [role=option]").First).ToContainTextAsync(name);
        await Expect(page.Locator("#search-hits mark").First).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "the search scrolls sideways");

        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#search-box")).ToHaveAttributeAsync("aria-activedescendant", "hit-1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync(name);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("06 " + phone[3..]);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Clients/*");
        await Expect(page.Locator("h1")).ToHaveTextAsync(name);
    }

    [Fact]
    public async Task Says_what_may_have_been_meant_and_escape_goes_back()
    {
        var page = await portal.SignedIn("en", "horvath.peter@demo.crosssell.example", "Demo-2026-peter");
        var (name, _) = await SomeClient(page);
        await page.GotoAsync("/Clients");
        await page.FocusAsync("#q");
        await page.Keyboard.PressAsync("Control+k");
        var family = Plain(name.Split(' ')[0]);
        await page.Keyboard.TypeAsync($"{family[..2]}q{family[2..]} {Plain(name.Split(' ')[1])}");
        await Expect(page.Locator("#search-hits .search-note")).ToContainTextAsync("Did you mean");
        await Expect(page.Locator("#search-hits [role=option]").First).ToContainTextAsync(name);

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#search-hits")).ToBeHiddenAsync();
        await Expect(page.Locator("#q")).ToBeFocusedAsync();
        page.Url.ShouldNotContain(family, Case.Insensitive);

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("qqqqqqq wwww");
        await Expect(page.Locator("#search-hits .search-note")).ToHaveTextAsync("Nothing found.");
    }

    private static async Task<(string Name, string Phone)> SomeClient(IPage page)
    {
        await page.GotoAsync("/Clients");
        var row = page.Locator("#found tr", new() { Has = page.Locator("a.phone") }).Nth(7);
        return (await row.Locator(".cell-main a").InnerTextAsync(), (await row.Locator("a.phone").GetAttributeAsync("href"))!["tel:".Length..]);
    }

    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
}
