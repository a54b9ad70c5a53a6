using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>The main job as the advisor and the clerk do it: Today, the client, a no, a yes, the Word contract, the signed copy, the new contract.</summary>
public sealed class From_expiry_to_contract(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("hu", "kovacs.anna@demo.crosssell.example", "Demo-2026-anna")]
    [InlineData("en", "szabo.gergely@demo.crosssell.example", "Demo-2026-gergely")]
    public async Task Walks_the_whole_way(string language, string advisor, string password)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, advisor, password);

        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page.Locator("h1")).ToHaveTextAsync(texts["today.title"]);
        await Expect(page.Locator("article[data-offer] .why").First).Not.ToBeEmptyAsync();

        await RefuseByKeyboard(page);
        var client = await Accept(page);
        await Expect(page.Locator(".contract-there")).ToBeVisibleAsync();
        var contract = await page.RunAndWaitForDownloadAsync(() => page.Locator(".contract-there a").ClickAsync());
        (await Bytes(contract)).AsSpan(0, 2).SequenceEqual("PK"u8).ShouldBeTrue();
        var number = contract.SuggestedFilename.Split('_')[0];

        await page.GotoAsync(client);
        await Expect(page.Locator("main")).ToContainTextAsync(number);

        await FileTheContract(language, number);
        await page.ReloadAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(number);
        await Expect(page.Locator("tr", new() { HasText = number }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Shows_who_else_is_on_the_line()
    {
        var advisor = await portal.SignedIn("hu", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter");
        var client = await advisor.Locator("article[data-row] h3 a").First.GetAttributeAsync("href");
        await advisor.GotoAsync(client!);
        await Expect(advisor.Locator("h1")).ToBeVisibleAsync();
        await advisor.WaitForTimeoutAsync(500);

        var manager = await portal.SignedIn("en", "varga.istvan@demo.crosssell.example", "Demo-2026-istvan");
        await manager.GotoAsync(client!);

        await Expect(manager.Locator("main")).ToContainTextAsync("Nagy Eszter");
    }

    [Theory]
    [InlineData("hu")]
    [InlineData("en")]
    public async Task Fits_a_phone(string language)
    {
        var page = await portal.SignedIn(language, "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter", width: 390);
        var client = await page.Locator("article[data-row] h3 a").First.GetAttributeAsync("href");
        foreach (var path in new[] { "/Today", "/Clients", client!, "/ProductLines" })
        {
            await page.GotoAsync(path);
            await Expect(page.Locator("h1").First).ToBeVisibleAsync();
            (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390, $"{path} scrolls sideways");
        }
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_five_of_them_lock()
    {
        var page = await portal.Open("en");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await page.GotoAsync("/SignIn");
            await page.FillAsync("#email", "toth.marta@demo.crosssell.example.wrong");
            await page.FillAsync("#password", "not the password");
            await page.PressAsync("#password", "Enter");
            await Expect(page.Locator(".alert-danger")).ToBeVisibleAsync();
        }
    }

    [Theory]
    [InlineData("/Users")]
    [InlineData("/Coverage")]
    [InlineData("/Outbox")]
    public async Task A_page_of_another_role_stays_closed(string path)
    {
        var page = await portal.SignedIn("en", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter");

        var answer = await page.GotoAsync(path);

        answer!.Status.ShouldBe(403);
    }

    private static async Task RefuseByKeyboard(IPage page)
    {
        var row = page.Locator("article[data-offer]").First;
        await row.FocusAsync();
        await page.Keyboard.PressAsync("2");
        var reason = row.Locator("button[value='rejected:price']");
        await Expect(reason).ToBeVisibleAsync();
        await reason.ClickAsync();
        await Expect(page.Locator(".next-steps li").First).Not.ToBeEmptyAsync();
    }

    /// <summary>Accepts for the first client whom a contract can be mailed to.</summary>
    /// <returns>The address of the client's page.</returns>
    private async Task<string> Accept(IPage page)
    {
        foreach (var row in await page.Locator("article[data-offer]", new() { Has = page.Locator("button[data-outcome='1']") }).AllAsync())
        {
            var client = await row.Locator("h3 a").GetAttributeAsync("href");
            if (await portal.CanBeMailed(Guid.Parse(client!.Split('/')[^1])))
            {
                await row.Locator("button[data-outcome='1']").ClickAsync();
                return client;
            }
        }

        throw new InvalidOperationException("Nobody in the list can be mailed to.");
    }

    private async Task FileTheContract(string language, string number)
    {
        var clerk = await portal.SignedIn(language, "toth.marta@demo.crosssell.example", "Demo-2026-marta");
        await Expect(clerk).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/Documents"));
        var row = clerk.Locator("tr", new() { HasText = number });
        await row.Locator("input[type=checkbox]").CheckAsync();
        var zip = await clerk.RunAndWaitForDownloadAsync(() => clerk.Locator("button[formaction*='Zip']").ClickAsync());
        zip.SuggestedFilename.ShouldEndWith(".zip");

        await Posts(clerk, clerk.Locator("#chosen button.btn-primary"));
        await WentOut(clerk, row);
        await row.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "signed.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 signed"u8.ToArray() });
        await Posts(clerk, row.Locator("form.upload button"));
        await clerk.GotoAsync("/Documents?status=signed");
        await Expect(row).ToBeVisibleAsync();
    }

    /// <summary>The contract goes out by mail, from the outbox: the list says so once it has.</summary>
    private static async Task WentOut(IPage page, ILocator row)
    {
        for (var times = 0; times < 60; times++)
        {
            await page.GotoAsync("/Documents?status=sent");
            if (await row.IsVisibleAsync())
            {
                return;
            }

            await page.WaitForTimeoutAsync(500);
        }

        throw new TimeoutException($"The contract was not sent within 30 seconds; the list said: {await page.Locator("main").InnerTextAsync()}");
    }

    /// <summary>Clicks and waits for the answer: another address called meanwhile would break the form off.</summary>
    private static Task Posts(IPage page, ILocator button) => page.RunAndWaitForResponseAsync(() => button.ClickAsync(), answer => answer.Request.Method == "POST");

    private static async Task<byte[]> Bytes(IDownload download)
    {
        await using var stream = await download.CreateReadStreamAsync();
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer);
        return buffer.ToArray();
    }
}
