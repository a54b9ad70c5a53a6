using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>Side by side, merged, found under both addresses, and taken back; and the list as somebody likes to see it.</summary>
public sealed class Merging_two_clients(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440, 0)]
    [InlineData("en", 390, 2)]
    public async Task Chooses_field_by_field_and_takes_it_back(string language, int width, int row)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        await page.GotoAsync("/Clients");
        var links = page.Locator("#found .cell-main a");
        var (kept, other) = ((await links.Nth(row).GetAttributeAsync("href"))!, (await links.Nth(row + 1).GetAttributeAsync("href"))!);
        var (keptName, otherName) = (await links.Nth(row).InnerTextAsync(), await links.Nth(row + 1).InnerTextAsync());

        await page.GotoAsync($"{kept}/Merge/{other.Split('/')[^1]}");
        await Narrow(page, width);
        await page.Locator("input[name='take.name'][value='other']").CheckAsync();
        await page.Locator("[data-merge]").ClickAsync();
        await Expect(page.Locator(".alert-success")).ToContainTextAsync(texts["done.merged"]);
        await Expect(page.Locator("h1")).ToHaveTextAsync(otherName);

        await page.GotoAsync(other);
        page.Url.ShouldEndWith(kept);

        await page.GotoAsync("/Clients/Duplicates");
        await Narrow(page, width);
        await page.Locator($"[data-merged='{other.Split('/')[^1]}'] button").ClickAsync();
        await Expect(page.Locator(".alert-success")).ToContainTextAsync(texts["done.mergeUndone"]);
        await page.GotoAsync(kept);
        await Expect(page.Locator("h1")).ToHaveTextAsync(keptName);
        await page.GotoAsync(other);
        page.Url.ShouldEndWith(other);
    }

    [Theory]
    [InlineData("hu", 1440, "Cégek", "varga.istvan", "istvan")]
    [InlineData("en", 390, "Companies", "toth.marta", "marta")]
    public async Task Keeps_a_view_of_the_list_and_takes_it_along_as_a_file(string language, int width, string name, string who, string word)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, $"{who}@demo.crosssell.example", $"Demo-2026-{word}", width);
        await page.GotoAsync("/Clients");
        await page.Locator(".list-shape summary").ClickAsync();
        await page.SelectOptionAsync("#kind", "company");
        await page.Locator("input[name=c][value=taxNumber]").CheckAsync();
        await Expect(page.Locator("#list thead")).ToContainTextAsync(texts["column.taxNumber"]);
        await page.Locator(".list-tools summary").ClickAsync();
        await page.FillAsync("#view-name", name);
        await page.Locator("input[name=default]").CheckAsync();
        await page.Locator(".list-tools .btn-primary").ClickAsync();
        await Expect(page.Locator(".alert-success")).ToContainTextAsync(texts["done.viewSaved"]);

        await page.GotoAsync("/Clients");
        await Expect(page.Locator(".tabs [aria-current]")).ToContainTextAsync(name);
        await Expect(page.Locator("#kind")).ToHaveValueAsync("company");
        await Narrow(page, width);
        var shown = await page.Locator("#found .cell-main a").AllInnerTextsAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText(texts["views.csv"], new() { Exact = true }).ClickAsync());
        var file = await File.ReadAllTextAsync(await download.PathAsync());
        file.Split("\r\n").Skip(1).Where(l => l.Length > 0).Select(l => l.Split(language == "hu" ? ';' : ',')[0].Trim('"')).Take(shown.Count).ShouldBe(shown);
    }

    private static async Task Narrow(IPage page, int width) =>
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{page.Url} scrolls sideways");
}
