using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>The administrator builds a rule by clicking, rehearses it, switches it on and off again; and switches a product line off and on.</summary>
public sealed class Changing_a_rule(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Email = "horvath.peter@demo.crosssell.example";
    private const string Password = "Demo-2026-peter";

    static Changing_a_rule() => SetDefaultExpectTimeout(20_000);

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Builds_rehearses_and_switches_on(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, Email, Password, width);
        await page.GotoAsync("/Rules");
        await FitsInto(page, width);
        await page.ClickAsync("#new-rule");

        await page.SelectOptionAsync("[name='kind.when']", "age");
        await page.ClickAsync("[value='add:when']");
        await page.SelectOptionAsync("[name='when.0.product']", "insurance/motor-liability");
        await page.FillAsync("[name='when.1.min']", "30");
        await page.SelectOptionAsync("#rule-offer", "insurance/travel");
        await page.ClickAsync("#rehearse");
        await Expect(page.Locator(".invalid-feedback").First).ToBeVisibleAsync();
        await Expect(page.Locator("#switch-on")).ToBeDisabledAsync();

        await page.FillAsync("#rule-because-hu", "Aki vezet, az utazik is.");
        await page.FillAsync("#rule-because-en", "Who drives travels too.");
        await page.FillAsync("#rule-code", "drivers-" + language);
        await page.ClickAsync("#rehearse");
        await Expect(page.Locator("#rehearsal-title")).ToHaveTextAsync(texts["rehearsal.title"]);
        (await page.Locator("#rehearsal tbody td").CountAsync()).ShouldBeGreaterThanOrEqualTo(14);
        await FitsInto(page, width);
        await page.ClickAsync("#switch-on");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.ruleOn"]);

        await page.GotoAsync("/Rules");
        var mine = page.Locator($"[data-rule='insurance/drivers-{language}']");
        await Expect(mine).ToContainTextAsync(texts["rules.source.house"]);
        await mine.Locator("button").ClickAsync();
        await Expect(page.Locator($"[data-rule='insurance/drivers-{language}']")).ToContainTextAsync(texts["rules.state.off"]);
    }

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Switches_a_product_line_off_and_on_and_reads_the_folders_again(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, Email, Password, width);
        await page.GotoAsync("/ProductLines");
        await FitsInto(page, width);
        var line = page.Locator("[data-line-code='motorparts']");

        await line.Locator("button[value='false']").ClickAsync();
        await Expect(line).ToContainTextAsync(texts["lines.state.off"]);
        await line.Locator("button[value='true']").ClickAsync();
        await Expect(line).ToContainTextAsync(texts["lines.state.running"]);
        await page.ClickAsync("#reload-lines");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.linesReloaded"]);
    }

    [Fact]
    public async Task An_advisor_records_demands_and_needs_and_sees_the_price()
    {
        var texts = PortalFixture.Texts("hu");
        var page = await portal.SignedIn("hu", "kovacs.anna@demo.crosssell.example", "Demo-2026-anna");
        await page.GotoAsync("/Today");
        var row = page.Locator("[data-row]").Filter(new() { Has = page.Locator(".offer-name", new() { HasText = "Lakásbiztosítás" }) }).First;
        await page.GotoAsync((await row.GetAttributeAsync("data-href"))!);
        await page.Locator("#open-offers article").Filter(new() { HasText = "Lakásbiztosítás" }).First.Locator("a[href$='/Terms']").ClickAsync();
        await page.SelectOptionAsync("#answer-priority", "cover");
        await page.FillAsync("#answer-builtIn", "1200");
        await page.ClickAsync("#save-terms");
        await Expect(page.Locator("#answer-builtIn-fault")).ToContainTextAsync("1500");
        await page.FillAsync("#answer-builtIn", "1999");
        await page.FillAsync("#answer-sumInsured", "40 000 000");
        await page.ClickAsync("#save-terms");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.termsSaved"]);
        await Expect(page.Locator(".price-total")).ToContainTextAsync("Ft");
    }

    private static async Task FitsInto(IPage page, int width) => (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
}
