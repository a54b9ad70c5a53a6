using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>The back office counts, prepares, watches the bar and takes everything as one ZIP.</summary>
public sealed class Preparing_contracts_in_batches(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", 1440, "kovacs.anna@demo.crosssell.example")]
    [InlineData("en", 390, "szabo.gergely@demo.crosssell.example")]
    public async Task Counted_first_then_made_and_taken_as_one_ZIP(string language, int width, string advisor)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, "toth.marta@demo.crosssell.example", "Demo-2026-marta", width);
        await page.GotoAsync("/Documents/Batches");
        await page.SelectOptionAsync("#prepare-template", "insurance/new-policy");
        await page.FillAsync("#prepare-advisor", advisor);
        await page.ClickAsync("button[value=count]");
        var count = int.Parse(System.Text.RegularExpressions.Regex.Match(await page.Locator("[role=status]").First.InnerTextAsync(), @"\d+").Value, System.Globalization.CultureInfo.InvariantCulture);
        count.ShouldBeGreaterThan(0);
        (await page.InputValueAsync("#prepare-advisor")).ShouldBe(advisor, "what was chosen stays chosen");

        await page.ClickAsync("button[value=prepare]");

        await Expect(page.Locator("#batch-state")).ToContainTextAsync(texts["batches.status.done"]);
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "the batch scrolls sideways");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText(texts["batches.download"]).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var file = new MemoryStream();
        await stream.CopyToAsync(file);
        using var zip = new ZipArchive(file);
        zip.Entries.Count.ShouldBe(count);
        zip.Entries.ShouldAllBe(e => e.FullName.EndsWith(".docx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_choice_that_fits_nothing_is_said_at_its_field()
    {
        var page = await portal.SignedIn("en", "toth.marta@demo.crosssell.example", "Demo-2026-marta");
        await page.GotoAsync("/Documents/Batches");
        await page.SelectOptionAsync("#prepare-template", "insurance/new-policy");
        await page.FillAsync("#prepare-advisor", "nobody@house.example");

        await page.ClickAsync("button[value=prepare]");

        await Expect(page.Locator(".alert-danger, .invalid-feedback").First).ToBeVisibleAsync();
    }
}
