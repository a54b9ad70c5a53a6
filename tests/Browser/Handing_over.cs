using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>A manager hands some clients over, sees the report, and takes it back; an administrator can't end somebody with open work.</summary>
public sealed class Handing_over(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CROSSSELL_PICTURES");

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task With_a_look_before_a_report_after_and_the_way_back(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, "varga.istvan@demo.crosssell.example", "Demo-2026-istvan", width);
        await page.GotoAsync("/Handovers");
        await page.SelectOptionAsync("#handover-from", "nagy.eszter@demo.crosssell.example");
        await page.Locator("details summary").First.ClickAsync();
        await page.Locator("#handover-book input").First.CheckAsync();
        await page.Locator("#handover-book input").Nth(1).CheckAsync();
        await page.CheckAsync("input[name=to][value='kovacs.anna@demo.crosssell.example']");
        await page.CheckAsync("input[name=to][value='szabo.gergely@demo.crosssell.example']");
        await page.FillAsync("[name=readOnlyUntil]", DateTime.Today.AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.ClickAsync($"text={texts["handovers.preview"]}");
        await Expect(page.Locator("#handover-preview tfoot td").First).ToHaveTextAsync("2");
        await Expect(page.Locator("#handover-preview tbody tr")).ToHaveCountAsync(2);
        await FitsIn(page, $"preview-{language}");
        await Expect(page.Locator("#handover-nobody")).ToHaveCountAsync(0);

        await page.Locator("#handover-book input").Nth(1).UncheckAsync();
        await page.ClickAsync($"text={texts["handovers.preview"]}");
        await Expect(page.Locator("#handover-nobody")).ToContainTextAsync("Szabó Gergely");
        await FitsIn(page, $"nobody-{language}");
        await page.Locator("#handover-book input").Nth(1).CheckAsync();

        await page.ClickAsync($"button:text-is('{texts["handovers.do"]}')");
        await page.WaitForURLAsync(new Regex("/Handovers/[0-9a-f-]+$"));
        await Expect(page.Locator("section[aria-labelledby=clients] tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator(".lead .mark")).ToHaveTextAsync(texts["handovers.status.done"]);
        await FitsIn(page, $"report-{language}");

        var client = (await page.Locator("section[aria-labelledby=clients] tbody a").First.GetAttributeAsync("href"))!;
        var reader = await portal.SignedIn(language, "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter", width);
        await reader.GotoAsync(client);
        await Expect(reader.Locator("#read-only")).ToBeVisibleAsync();
        await Expect(reader.Locator("#client-page form[method=post]")).ToHaveCountAsync(0);
        await FitsIn(reader, $"read-only-{language}");

        await page.ClickAsync($"text={texts["handovers.undo"]}");
        await Expect(page.Locator(".lead .mark")).ToHaveTextAsync(texts["handovers.status.undone"]);
        await Expect(page.Locator("section[aria-labelledby=clients] tbody tr td:last-child").First).ToHaveTextAsync("Nagy Eszter");
    }

    [Fact]
    public async Task Somebody_with_open_work_stays_until_it_is_handed_over()
    {
        var texts = PortalFixture.Texts("hu");
        var page = await portal.SignedIn("hu", "horvath.peter@demo.crosssell.example", "Demo-2026-peter");
        await page.GotoAsync("/Users");
        await page.ClickAsync("text=Szabó Gergely");
        await page.ClickAsync($"text={texts["users.deactivate"]}");
        await Expect(page.Locator(".alert-danger")).ToContainTextAsync("Szabó Gergely");
        await page.Locator("a.btn-primary", new() { HasText = texts["users.handOver"] }).ClickAsync();
        await Expect(page.Locator("#handover-from")).ToHaveValueAsync("szabo.gergely@demo.crosssell.example");
    }

    private static async Task FitsIn(IPage page, string name)
    {
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue($"{name} fits the window");
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"handover-{name}.png"), FullPage = true });
        }
    }
}
