using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>An import as the administrator does it: columns, trial, differences, the real thing held back, released, taken back.</summary>
public sealed class Trying_an_import(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CROSSSELL_PICTURES");

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Goes_from_the_columns_over_the_trial_to_the_import_and_back(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var mark = $"{language}{width}";
        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);

        await Upload(page, "clients", "ugyfelek.csv", $"Ügyfélkód;Típus;Keresztnév;Vezetéknév;Település;Tanácsadó;Megjegyzés\n{mark}-1;person;Anna;Próba;Győr;nagy.eszter@demo.crosssell.example;x\n{mark}-2;person;Béla;Próba;Pécs;nagy.eszter@demo.crosssell.example;y\n");
        await Expect(page.Locator("select[name=ours0]")).ToHaveValueAsync("external_id");
        await Expect(page.Locator("select[name=ours6]")).ToHaveValueAsync(string.Empty);
        await FitsIn(page, width, $"columns-{mark}");
        await page.Locator("button[value=real]").ClickAsync();
        await Expect(page.Locator(".counts .is-accepted strong")).ToHaveTextAsync("2");

        await Upload(page, "clients", "javitott.csv", $"external_id;kind;given_name;family_name;city;advisor\n{mark}-1;person;Anna;Próba;Szeged;nagy.eszter@demo.crosssell.example\n{mark}-3;person;Cili;Próba;Eger;nobody@nowhere.example\n");
        await page.Locator("button[value=dry]").ClickAsync();
        await Expect(page.Locator(".counts .is-today strong")).ToHaveTextAsync("1");
        await page.Locator(".tabs a", new() { HasText = texts["import.what.updated"] }).ClickAsync();
        await Expect(page.Locator(".differences del")).ToHaveTextAsync("Győr");
        await Expect(page.Locator(".differences ins")).ToHaveTextAsync("Szeged");
        await FitsIn(page, width, $"trial-{mark}");
        await page.Locator(".tabs a", new() { HasText = texts["import.what.rejected"] }).ClickAsync();
        var refused = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());
        refused.SuggestedFilename.ShouldBe("javitott.rejected.csv");
        (await File.ReadAllTextAsync(await refused.PathAsync())).ShouldContain($"{mark}-3;person;Cili");

        await page.Locator("#make-real button").ClickAsync();
        await Expect(page.Locator(".lead .mark")).ToHaveTextAsync(texts["import.status.done"]);
        await page.Locator("button[value=dry]").ClickAsync();
        await Expect(page.Locator("#undo-preview")).ToBeVisibleAsync();
        await FitsIn(page, width, $"undo-{mark}");
        await page.Locator("#undo-preview button[value=real]").ClickAsync();
        await Expect(page.Locator(".lead .mark")).ToHaveTextAsync(texts["import.status.undone"]);

        await Contracts(page, texts, mark, width);
    }

    private static async Task Contracts(IPage page, IReadOnlyDictionary<string, string> texts, string mark, int width)
    {
        var start = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(40).AddYears(-1);
        await Upload(page, "contracts", "szerzodesek.csv", $"Kötvényszám,Ügyfélkód,Termék,Kinél,Kezdet\n{mark}-K,{mark}-1,insurance/home,elsewhere,{start:yyyy-MM-dd}\n");
        await page.Locator("button[value=real]").ClickAsync();
        await Expect(page.Locator("#release h2")).ToBeVisibleAsync();
        await FitsIn(page, width, $"held-{mark}");
        await page.Locator("#release button").ClickAsync();
        await Expect(page.Locator("#release")).ToHaveCountAsync(0);
        await page.Locator("#rows td.cell-main a").First.ClickAsync();
        await Expect(page.Locator(".confirm-expiry")).ToHaveCountAsync(1);
        await FitsIn(page, width, $"inferred-{mark}");
        await page.Locator(".confirm-expiry button").ClickAsync();
        await Expect(page.Locator(".confirm-expiry")).ToHaveCountAsync(0);
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.expiryConfirmed"]);

        await page.GotoAsync("/Import");
        await FitsIn(page, width, $"list-{mark}");
    }

    private static async Task Upload(IPage page, string kind, string name, string content)
    {
        await page.GotoAsync("/Import");
        await page.CheckAsync($"input[value={kind}]");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });
        await page.Locator("form .form-end button").ClickAsync();
        await Expect(page.Locator("#columns")).ToBeVisibleAsync();
    }

    private static async Task FitsIn(IPage page, int width, string name)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });
        }

        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }
}
