using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>A manager builds a segment by keyboard, goes from the white space to a campaign, and from a figure to the clients behind it; in both languages, on a desk and on a telephone.</summary>
public sealed class Finding_whom_to_offer_what(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Email = "varga.istvan@demo.crosssell.example";
    private const string Password = "Demo-2026-istvan";

    static Finding_whom_to_offer_what() => SetDefaultExpectTimeout(20_000);

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Builds_a_segment_by_keyboard_alone(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, Email, Password, width);
        await page.GotoAsync("/Segments");
        await FitsInto(page, width);
        await page.FocusAsync("#new-segment");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Segments/Edit");

        await Choose(page, "#kind-part", "lacks");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#part-v0")).ToBeVisibleAsync();
        await Choose(page, "#part-v0", "insurance/home");
        await Expect(page.Locator("#sentence")).ToContainTextAsync(language == "hu" ? "Nincs „Lakásbiztosítás” szerződése" : "Does not have “Home insurance”");
        await Choose(page, "#kind-part", "age");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.FocusAsync("#part-1-v1");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("30");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#sentence")).ToContainTextAsync(language == "hu" ? "és legalább 30 éves" : "and is at least 30 years old");
        var count = int.Parse((await page.Locator("#segment-count").GetAttributeAsync("data-count"))!, System.Globalization.CultureInfo.InvariantCulture);
        count.ShouldBeInRange(1, 149);

        await page.FocusAsync("#segment-name");
        await page.Keyboard.TypeAsync("Billentyűvel " + language);
        await page.FocusAsync("#save-segment");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.segmentSaved"]);
        await Expect(page.Locator("#segment-count")).ToHaveAttributeAsync("data-count", count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await FitsInto(page, width);
        await page.GotoAsync("/Segments");
        await page.ClickAsync($"text=Billentyűvel {language}");
        await Expect(page.Locator("#part-v0, #part-0-v0").First).ToHaveValueAsync("insurance/home");
    }

    [Fact]
    public async Task Keeps_what_is_chosen_and_typed_while_an_answer_is_under_way()
    {
        var page = await portal.SignedIn("en", Email, Password);
        await page.GotoAsync("/Segments/Edit");
        await page.Locator("#filter-form summary").ClickAsync();
        await page.FillAsync("#filter-text", "lacks insurance/home and age >= 18 and contracts >= 1");
        await page.ClickAsync("#read-text");
        await Expect(page.Locator("#part-2-v2")).ToBeVisibleAsync();
        await page.FillAsync("#segment-name", "Slow line");
        var asked = 0;
        await page.RouteAsync("**/Segments/Edit?handler=Build**", async route =>
        {
            Interlocked.Increment(ref asked);
            await Task.Delay(1200);
            await route.ContinueAsync();
        });

        await Choose(page, "#part-0-v0", "insurance/travel");
        await Choose(page, "#part-1-v0", "<=");
        await page.FocusAsync("#part-1-v1");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("45");
        await page.FocusAsync("#part-2-v2");

        await Expect(page.Locator("#sentence")).ToHaveTextAsync("Does not have “Annual travel insurance” and is at most 45 years old and has at least 1 live contracts.");
        await Expect(page.Locator("#part-1-v1")).ToHaveValueAsync("45");
        await Expect(page.Locator("#part-2-v2")).ToBeFocusedAsync();
        asked.ShouldBeGreaterThan(1);

        await Choose(page, "#part-0-v0", "insurance/home");
        await page.ClickAsync("#part-2-remove");
        await Expect(page.Locator("#sentence")).ToHaveTextAsync("Does not have “Home insurance” and is at most 45 years old.");
        await Expect(page.Locator("#segment-name")).ToHaveValueAsync("Slow line");
    }

    [Fact]
    public async Task Reads_text_and_says_where_it_is_wrong()
    {
        var page = await portal.SignedIn("en", Email, Password);
        await page.GotoAsync("/Segments/Edit");
        await page.Locator("#filter-form summary").ClickAsync();
        await page.FillAsync("#filter-text", "holds insurance/hoem");
        await page.ClickAsync("#read-text");
        await Expect(page.Locator(".trouble")).ToContainTextAsync("Did you mean insurance/home? (At character 7.)");
        await Expect(page.Locator("#filter-text")).ToHaveValueAsync("holds insurance/hoem");

        await page.FillAsync("#filter-text", "Has “Home insurance” or is at most 25 years old.");
        await page.ClickAsync("#read-text");
        await Expect(page.Locator("#segment-count")).ToBeVisibleAsync();
        await Expect(page.Locator("#filter-text")).ToHaveValueAsync("holds insurance/home or age <= 25");
    }

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Sees_segments_side_by_side_and_why_a_product_could_be_offered(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, Email, Password, width);
        foreach (var (name, filter) in new[] { ("Cégek " + language, "kind company"), ("Jelzáloghitelesek lakásbiztosítás nélkül " + language, "holds lending/mortgage and lacks insurance/home") })
        {
            await page.GotoAsync("/Segments/Edit");
            await page.Locator("#filter-form summary").ClickAsync();
            await page.FillAsync("#filter-text", filter);
            await page.ClickAsync("#read-text");
            await Expect(page.Locator("#segment-count")).ToBeVisibleAsync();
            await page.FillAsync("#segment-name", name);
            await page.ClickAsync("#save-segment");
            await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.segmentSaved"]);
        }

        await page.GotoAsync("/Segments");
        await FitsInto(page, width);
        await page.GotoAsync("/Insights/Whitespace?line=insurance");
        await page.Locator(".beside summary").ClickAsync();
        await page.GetByLabel("Cégek " + language).CheckAsync();
        await page.GetByLabel("Jelzáloghitelesek lakásbiztosítás nélkül " + language).CheckAsync();
        await page.ClickAsync("#show-beside");
        await Expect(page.Locator("#beside thead th")).ToHaveCountAsync(3);
        await FitsInto(page, width);

        var why = page.Locator("[popovertarget]").First;
        var said = page.Locator("#" + await why.GetAttributeAsync("popovertarget"));
        await Expect(said).ToBeHiddenAsync();
        await why.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(said).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(said).ToBeHiddenAsync();

        var cell = page.Locator("#beside tr[data-product='insurance/home'] button").First;
        var count = (await cell.InnerTextAsync()).Trim();
        await cell.ClickAsync();
        await Expect(page.Locator("#segment-count")).ToHaveAttributeAsync("data-count", count);
        await Expect(page.Locator("#sentence")).ToContainTextAsync(language == "hu" ? "Szegmense" : "segment");
    }

    [Theory]
    [InlineData("hu", 1440, "insurance/travel", "winter")]
    [InlineData("en", 390, "insurance/casco", "new-value")]
    public async Task Goes_from_the_white_space_to_a_campaign(string language, int width, string product, string variant)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, Email, Password, width);
        await page.GotoAsync("/Insights/Whitespace");
        await FitsInto(page, width);
        var cell = page.Locator($"tr[data-product='{product}'] td.cell-offerable button");
        var count = (await cell.InnerTextAsync()).Trim();
        await cell.ClickAsync();
        await Expect(page.Locator("#segment-count")).ToHaveAttributeAsync("data-count", count);

        await page.ClickAsync("#to-campaign");
        await Expect(page.Locator("#campaign-product")).ToHaveValueAsync(product);
        await FitsInto(page, width);
        await page.FillAsync("#campaign-name", "Próba " + language);
        await page.FillAsync("#campaign-perday", "2");
        await Choose(page, "#campaign-product", "insurance/home");
        await Expect(page.Locator("#campaign-variant option[value='premium']")).ToBeAttachedAsync();
        await Choose(page, "#campaign-product", product);
        await Expect(page.Locator($"#campaign-variant option[value='{variant}']")).ToBeAttachedAsync();
        await Choose(page, "#campaign-variant", variant);
        await page.ClickAsync("#make-campaign");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.campaignMade"]);
        await Expect(page.Locator("#start-campaign")).ToBeDisabledAsync();
        var named = (await page.Locator($"#campaign-variant option[value='{variant}']").TextContentAsync())!;
        await Expect(page.Locator("header .lead")).ToContainTextAsync(named);
        await page.ClickAsync("#change-campaign");
        await Expect(page.Locator("#campaign-variant")).ToHaveValueAsync(variant);
        await page.FillAsync("#campaign-perday", "0");
        await FitsInto(page, width);
        await page.ClickAsync("#keep-campaign");
        await Expect(page.Locator("#campaign-perday")).ToHaveValueAsync("0");
        await Expect(page.Locator("#campaign-form .invalid-feedback")).ToBeVisibleAsync();
        await page.FillAsync("#campaign-perday", "3");
        await page.FillAsync("#campaign-name", "Próba módosítva " + language);
        await page.ClickAsync("#keep-campaign");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.campaignChanged"]);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Próba módosítva " + language);
        await Expect(page.Locator("header .lead")).ToContainTextAsync(named);
        await page.ClickAsync("#rehearse-campaign");
        await Expect(page.Locator("#rehearsal-said")).ToBeVisibleAsync();
        await FitsInto(page, width);
        await page.ClickAsync("#start-campaign");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.campaignStarted"]);
        await Expect(page.Locator("#campaign-status")).ToHaveTextAsync(texts["campaigns.is.running"]);
        await page.ClickAsync("#pause-campaign");
        await Expect(page.Locator("#campaign-status")).ToHaveTextAsync(texts["campaigns.is.paused"]);
        await FitsInto(page, width);
    }

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Every_chart_has_its_table_its_words_and_its_files(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, Email, Password, width);
        await page.GotoAsync("/Insights/Figures");
        await page.ClickAsync("#refresh");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.figuresRefreshed"]);
        await page.GotoAsync("/Insights/Figures?topic=RETENTION");
        await Expect(page.Locator("h1")).ToHaveTextAsync(texts["figures.title.retention"]);
        var charts = 0;
        foreach (var topic in new[] { "repeatPurchase", "retention", "offers", "contacts", "margin" })
        {
            await page.GotoAsync("/Insights/Figures?topic=" + topic);
            await Expect(page.Locator("h1")).ToHaveTextAsync(texts["figures.title." + topic]);
            await FitsInto(page, width);
            foreach (var canvas in await page.Locator("canvas[data-figure]").AllAsync())
            {
                var table = page.Locator("#" + await canvas.GetAttributeAsync("data-figure"));
                var rows = await table.Locator("tbody tr").CountAsync();
                await Expect(canvas).ToHaveAttributeAsync("data-drawn", rows.ToString(System.Globalization.CultureInfo.InvariantCulture));
                (await canvas.GetAttributeAsync("aria-label")).ShouldNotBeNullOrEmpty();
                (await page.Locator("#" + await canvas.GetAttributeAsync("aria-describedby")).InnerTextAsync()).Length.ShouldBeGreaterThan(30);
                charts++;
            }

            (await page.Locator("main").InnerTextAsync()).ShouldNotContain("figure.");
        }

        charts.ShouldBe(20, "no figure of the demo is empty");
        await page.GotoAsync("/Insights/Figures?topic=contacts");
        var reached = page.Locator("#t-byDaypart tbody tr").First.Locator("button[data-at='1']");
        await reached.ClickAsync();
        await Expect(page.Locator("#sentence")).ToContainTextAsync(language == "hu" ? "reggel 10 óra előtt és elértük" : "before 10 o'clock and was reached");
        await Expect(page.Locator("#part-v2")).ToHaveValueAsync("early");
        await page.GotoAsync("/Insights/Figures");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".figure-head a").First.ClickAsync());
        download.SuggestedFilename.ShouldEndWith(".csv");
        await page.Locator(".figure table button").First.ClickAsync();
        await Expect(page.Locator("#segment-count")).ToBeVisibleAsync();
    }

    private static async Task Choose(IPage page, string selector, string value)
    {
        await page.FocusAsync(selector);
        await page.SelectOptionAsync(selector, value);
    }

    private static async Task FitsInto(IPage page, int width) =>
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, page.Url);
}
