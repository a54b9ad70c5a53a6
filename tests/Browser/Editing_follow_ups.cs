using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>The administrator's way through a follow-up table: add a row, move it, see the hole named, preview, save, go back. By keyboard alone.</summary>
public sealed class Editing_follow_ups(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Adds_moves_previews_saves_and_returns_by_keyboard_alone(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        await page.GotoAsync("/ProductLines/lending/FollowUps");
        var rows = page.Locator("table.matrix tbody tr");
        var before = await rows.CountAsync();
        await FitsInto(page, width);

        await Press(page, "[name=do][value=add]");
        await Expect(page.Locator("#f-on")).ToBeFocusedAsync();
        await page.SelectOptionAsync("#f-on", "Rejected");
        await page.FillAsync("#f-reason", "badExperience");
        await page.SelectOptionAsync("#f-way", "offer:nextSuggestion");
        await page.FillAsync("#f-days", "90");
        await FitsInto(page, width);
        await Press(page, "#row-apply");

        await Expect(rows).ToHaveCountAsync(before + 1);
        var added = rows.Filter(new() { HasText = texts["refusal.badExperience"] });
        await Expect(added).ToContainTextAsync("90");
        var at = await added.GetAttributeAsync("id");
        await Expect(page.Locator("button:focus")).ToHaveAttributeAsync("value", new System.Text.RegularExpressions.Regex("^change:"));
        await Press(page, $"#{at} button[value^='up:']");
        await Expect(added).Not.ToHaveAttributeAsync("id", at!);

        await Press(page, "#preview-button");
        await Expect(page.Locator("#preview-title")).ToBeVisibleAsync();

        await page.FillAsync("#save-note", "panasz után lassabban");
        await Press(page, "#save-button");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.followUpsSaved"]);
        await Expect(page.Locator("main")).ToContainTextAsync("panasz után lassabban");
        await FitsInto(page, width);

        await Press(page, "section[aria-labelledby=history-title] form button >> nth=0");
        await Expect(rows).ToHaveCountAsync(before);
    }

    [Fact]
    public async Task Names_the_hole_and_saves_nothing()
    {
        var page = await portal.SignedIn("hu", "horvath.peter@demo.crosssell.example", "Demo-2026-peter");
        await page.GotoAsync("/ProductLines/insurance/FollowUps");
        var texts = PortalFixture.Texts("hu");
        var row = page.Locator("table.matrix tbody tr").Filter(new() { HasText = texts["outcome.callBack"] }).First;

        await row.Locator("button[value^='remove:']").ClickAsync();

        await Expect(page.Locator("#holes")).ToContainTextAsync(texts["outcome.callBack"]);
        await page.ClickAsync("#save-button");
        await Expect(page.Locator("#holes")).ToBeVisibleAsync();
        await page.GotoAsync("/ProductLines/insurance/FollowUps");
        await Expect(page.Locator("#holes")).ToHaveCountAsync(0);
        await Expect(row).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_manager_reads_the_sentences_and_changes_nothing()
    {
        var page = await portal.SignedIn("en", "varga.istvan@demo.crosssell.example", "Demo-2026-istvan");
        await page.GotoAsync("/ProductLines/insurance/FollowUps");

        await Expect(page.Locator("table.matrix tbody tr").First).ToBeVisibleAsync();
        await Expect(page.Locator("[name=do]")).ToHaveCountAsync(0);
        await Expect(page.Locator("#save-button")).ToHaveCountAsync(0);
    }

    private static async Task Press(IPage page, string button)
    {
        await page.Locator(button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task FitsInto(IPage page, int width) =>
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "the table scrolls sideways");
}
