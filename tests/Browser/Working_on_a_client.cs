using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>New facts about a client are added in place, by keyboard, without leaving the page.</summary>
public sealed class Working_on_a_client(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440, 2)]
    [InlineData("hu", 390, 3)]
    [InlineData("en", 1440, 4)]
    [InlineData("en", 390, 5)]
    public async Task Notes_tasks_links_and_contracts_by_keyboard_alone(string language, int width, int which)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, "kovacs.anna@demo.crosssell.example", "Demo-2026-anna", width);
        await page.GotoAsync("/Clients");
        var rows = page.Locator("tbody a[href^='/Clients/0']");
        var other = (await rows.Nth(which + 6).InnerTextAsync()).Trim();
        await page.GotoAsync((await rows.Nth(which).GetAttributeAsync("href"))!);
        await page.EvaluateAsync("window.stillHere = true");

        // A note that makes a task, said before it is saved.
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync(language == "hu" ? "Új autót vesz. @holnap 10:00 hívás a casco miatt" : "Buys a new car. @tomorrow 10:00 call about the casco");
        await Expect(page.Locator("#note-task")).ToContainTextAsync(language == "hu" ? "a casco miatt" : "about the casco");
        await page.Keyboard.PressAsync("Control+Enter");
        await Says(page, texts["done.noteAndTask"]);
        await Expect(page.Locator(".client-tasks li").First).ToContainTextAsync("10:00");
        await Expect(page.Locator(".notes li").First).ToContainTextAsync("casco");

        // One for a day that is over is refused where it stands, and kept in the field.
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("@2020-01-01 x");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#note-task .text-danger")).ToHaveTextAsync(texts["error.field.inPast"]);
        await Expect(page.Locator("#note-text")).ToHaveValueAsync("@2020-01-01 x");

        // The task is done with its button.
        await page.Locator(".client-tasks button").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Says(page, texts["done.taskDone"]);

        // A relative is found by name and linked.
        await page.Keyboard.PressAsync("l");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(other);
        await page.Locator("#link-found input").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await Says(page, texts["done.linked"]);
        await Expect(page.Locator(".links li").First).ToContainTextAsync(other);

        // A contract without what it needs is refused at its field; with it, it stands on the line.
        await page.Keyboard.PressAsync("p");
        await Expect(page.Locator("#contract-product")).ToBeFocusedAsync();
        await page.Locator("#contract-product").SelectOptionAsync("insurance/travel");
        await page.Locator("#contract-heldAt").SelectOptionAsync("elsewhere");
        await page.FillAsync("#Contract-start, #contract-start", "2026-01-10");
        await page.FillAsync("#Contract-noticeDays, #contract-noticeDays", "x");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".invalid-feedback").First).ToBeVisibleAsync();
        await page.FillAsync("#Contract-noticeDays, #contract-noticeDays", "30");

        // What the product's contracts carry beyond the usual is asked for as soon as the product is chosen, and checked by the product.
        await page.FillAsync("#field-destination", "Róma");
        await page.FillAsync("#field-travellers", "?");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#field-travellers-fault")).ToBeVisibleAsync();
        await Expect(page.Locator("#field-destination")).ToHaveValueAsync("Róma");
        await page.FillAsync("#field-travellers", "2");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.contractAdded"]);
        await Expect(page.Locator(".contract-line li").First).ToBeVisibleAsync();

        (await page.EvaluateAsync<bool>("window.stillHere === true")).ShouldBeTrue("the page was never left");
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    /// <summary>What was done is said, and has the focus: only then the next key goes where it should.</summary>
    private static async Task Says(IPage page, string done)
    {
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(done);
        await Expect(page.Locator(".alert-success")).ToBeFocusedAsync();
    }
}
