using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>Call mode by keyboard alone: who comes next, the note, the outcome, and that nobody else gets the same client.</summary>
public sealed class Working_in_call_mode(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440, "kovacs.anna@demo.crosssell.example", "Demo-2026-anna")]
    [InlineData("en", 390, "szabo.gergely@demo.crosssell.example", "Demo-2026-gergely")]
    public async Task One_client_after_the_other_by_keyboard_alone(string language, int width, string email, string password)
    {
        await EndQuietHours();
        var page = await portal.SignedIn(language, email, password, width);
        await page.GotoAsync("/Calls");
        await Expect(page.Locator("article.call-brief")).ToBeFocusedAsync();
        await Expect(page.Locator("[data-call]")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex(@"^tel:\+"));
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "call mode scrolls sideways");

        var first = await Client(page);
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#call-client")).Not.ToHaveTextAsync(first);

        var second = await Client(page);
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.TypeAsync("Egy hét múlva dönt, 2-es módozat");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("5");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".call-before")).ToContainTextAsync(second);
        await Expect(page.Locator(".call-before")).ToContainTextAsync(PortalFixture.Texts(language)["outcome.thinking"]);
        await Expect(page.Locator("article.call-brief")).ToBeFocusedAsync();

        await page.GotoAsync(await page.Locator(".call-before a").GetAttributeAsync("href") ?? "/");
        await Expect(page.Locator("main")).ToContainTextAsync("Egy hét múlva dönt, 2-es módozat");
    }

    [Fact]
    public async Task Two_people_on_one_list_see_different_clients()
    {
        var advisor = await portal.SignedIn("hu", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter");
        var manager = await portal.SignedIn("en", "varga.istvan@demo.crosssell.example", "Demo-2026-istvan");
        await advisor.GotoAsync("/Calls");
        await manager.GotoAsync("/Calls?advisor=nagy.eszter@demo.crosssell.example");

        (await Client(advisor)).ShouldNotBe(await Client(manager));
    }

    [Fact]
    public async Task What_is_pinned_to_the_client_stands_in_the_brief()
    {
        var page = await portal.SignedIn("en", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter");
        await page.GotoAsync("/Calls");
        var client = (await page.Locator("#call-client a").GetAttributeAsync("href"))!;
        await page.GotoAsync(client);
        await page.FillAsync("#note-text", "Never before noon.");
        await page.Locator(".note-form [name=pinned]").CheckAsync();
        await page.Locator(".note-form button").ClickAsync();
        await Expect(page.Locator(".notes .is-pinned")).ToContainTextAsync("Never before noon.");

        await page.GotoAsync("/Calls");

        await Expect(page.Locator("#call-client a")).ToHaveAttributeAsync("href", client);
        await Expect(page.Locator(".call-notes")).ToContainTextAsync("Never before noon.");
    }

    [Fact]
    public async Task In_quiet_hours_there_is_no_number_to_dial()
    {
        await SetQuietHours("00:00", "23:59");
        try
        {
            var page = await portal.SignedIn("en", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter");
            await page.GotoAsync("/Calls");
            await Expect(page.Locator(".alert-warning").First).ToContainTextAsync("Quiet hours");
            await Expect(page.Locator("[data-call]")).ToHaveCountAsync(0);
        }
        finally
        {
            await EndQuietHours();
        }
    }

    private static Task<string> Client(IPage page) => page.Locator("#call-client").InnerTextAsync();

    private Task EndQuietHours() => SetQuietHours("03:00", "03:01");

    /// <summary>As the administrator does it.</summary>
    private async Task SetQuietHours(string from, string until)
    {
        var page = await portal.SignedIn("en", "horvath.peter@demo.crosssell.example", "Demo-2026-peter");
        await page.GotoAsync("/ContactPolicy");
        await page.FillAsync("[name=quietFrom]", from);
        await page.FillAsync("[name=quietUntil]", until);
        await page.UncheckAsync("[name=quietOnRestDays]");
        await page.ClickAsync("form.policy button");
        await Expect(page.Locator(".alert-success")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
