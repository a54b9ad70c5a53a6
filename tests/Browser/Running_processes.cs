using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>A purchase is asked for, supported and put back; its board and diagram say so; an administrator writes a definition while faults and diagram follow, tries it and publishes it.</summary>
public sealed class Running_processes(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Administrator = "horvath.peter@demo.crosssell.example";
    private const string Password = "Demo-2026-peter";

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Starts_one_walks_it_and_steps_back(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var title = $"Irodai szék {language}";
        var page = await portal.SignedIn(language, Administrator, Password, width);
        await page.GotoAsync("/Processes");
        await FitsInto(page, width);
        await page.ClickAsync("#start-menu summary");
        await page.ClickAsync("#start-menu a[href$='/purchase-approval']");
        await FitsInto(page, width);
        await page.FillAsync("#title", title);
        await page.FillAsync("#value-amount", "sok");
        await page.FillAsync("#value-supplier", "Bútorház");
        await page.FillAsync("#value-neededBy", "2027-06-01");
        await page.ClickAsync(".start-form .btn-primary");
        await Expect(page.Locator("#value-amount-fault")).ToBeVisibleAsync();
        await Expect(page.Locator("#title")).ToHaveValueAsync(title);
        await page.FillAsync("#value-amount", "45 000");
        await page.ClickAsync(".start-form .btn-primary");

        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.processStarted"]);
        await Expect(page.Locator(".process-diagram .is-here")).ToHaveAttributeAsync("data-state", "approved");
        await Expect(page.Locator(".process-diagram .is-passed")).ToHaveAttributeAsync("data-state", "routing");
        await Expect(page.Locator(".process-diagram .way.is-taken")).ToHaveCountAsync(1);
        await FitsInto(page, width);
        await ShowsWhereItStands(page, width);
        await Expect(page.Locator("[data-task]")).ToHaveCountAsync(1);
        await page.ClickAsync("[data-way='order'] button");
        await Expect(page.Locator(".process-diagram .is-here")).ToHaveAttributeAsync("data-state", "ordered");

        await page.ClickAsync("#director summary");
        await page.FillAsync("#jump-reason", "Rossz székek");
        await page.ClickAsync("#director button");
        await Expect(page.Locator(".process-diagram .is-here")).ToHaveAttributeAsync("data-state", "approved");
        await Expect(page.Locator(".process-history")).ToContainTextAsync("Rossz székek");
        await page.ClickAsync(".diagram-text summary");
        await Expect(page.Locator(".diagram-text .mark.is-today")).ToHaveTextAsync(texts["processes.here"]);
        await page.EvaluateAsync("() => window.scrollTo(0, 0)");

        await page.GotoAsync("/Processes");
        await page.ClickAsync(".tabs a:not([aria-current])");
        await Expect(page.Locator("[data-column]").First).ToBeVisibleAsync();
        await page.SelectOptionAsync("#of", "purchase-approval");
        await Expect(page.Locator("[data-column='approved']")).ToContainTextAsync(title);
        await Expect(page.Locator("[data-column='ordered']")).Not.ToContainTextAsync(title);
        await FitsInto(page, width);
        await page.ClickAsync(".tabs a:not([aria-current])");
        await Expect(page.Locator("tbody")).ToContainTextAsync(title);
    }

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Starts_one_about_a_client_from_the_clients_page_by_keyboard(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var title = $"Igazolás {language}";
        var page = await portal.SignedIn(language, Administrator, Password, width);
        await page.GotoAsync("/Clients");
        await page.Locator("tbody [data-row] a, [data-rows] [data-row] a").First.ClickAsync();
        await page.WaitForURLAsync("**/Clients/*-*");
        var client = new Uri(page.Url).AbsolutePath;
        var name = await page.Locator("h1").InnerTextAsync();
        await page.FocusAsync("#client-start summary");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".start-form")).ToContainTextAsync(name);
        await FitsInto(page, width);
        await Expect(page.Locator("#title")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(title);
        await page.SelectOptionAsync("#value-kind", "certificate");
        await page.FillAsync("#value-what", "Kárigazolás");
        await page.ClickAsync(".start-form .btn-primary");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.processStarted"]);

        await page.GotoAsync(client);
        await Expect(page.Locator("#client-processes li", new() { HasText = title })).ToHaveCountAsync(1);
        await page.ClickAsync($"#client-processes li:has-text('{title}') a");
        await Expect(page.Locator("h1")).ToContainTextAsync(title);
    }

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Writes_a_definition_with_faults_and_diagram_beside_it(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, Administrator, Password, width);
        await page.GotoAsync("/Processes/Definitions");
        await FitsInto(page, width);
        await page.ClickAsync(".page-head .btn-primary");
        await Expect(page.Locator("#no-faults")).ToHaveTextAsync(texts["processes.noFaults"]);
        await Expect(page.Locator("#checked .state")).ToHaveCountAsync(3);
        var json = (await page.InputValueAsync("#json")).Replace("\"new-process\"", $"\"asking-{language}\"");

        await page.FillAsync("#json", json.Replace("\"by\": \"manager\", \"name\": { \"hu\": \"Rendben\"", "\"by\": \"boss\", \"name\": { \"hu\": \"Rendben\"").Replace("\"to\": \"done\"", "\"to\": \"finished\""));
        await Expect(page.Locator("#faults li[data-pointer='/transitions/0/by']")).ToContainTextAsync("boss");
        await Expect(page.Locator("#faults li[data-pointer='/transitions/0/by']")).ToContainTextAsync(language == "hu" ? "nincs ilyen szerep: 'boss' (szerepek: " : "role 'boss' is not known (roles: ");
        await Expect(page.Locator("#faults li[data-pointer='/transitions/0/to']")).ToContainTextAsync("finished");
        await page.ClickAsync("#faults li[data-pointer='/transitions/0/by'] button");
        (await page.EvaluateAsync<string>("() => { const t = document.getElementById('json'); return t.value.slice(t.selectionStart, t.selectionEnd); }")).ShouldContain("boss");
        await page.ClickAsync("#publish");
        await Expect(page.Locator(".trouble").First).ToBeVisibleAsync();
        (await page.InputValueAsync("#json")).ShouldContain("boss");

        await page.FillAsync("#json", json);
        await Expect(page.Locator("#no-faults")).ToBeVisibleAsync();
        await page.ClickAsync("#trial-start");
        await Expect(page.Locator("#trial-steps > li")).ToHaveCountAsync(1);
        await page.ClickAsync("#trial button[value='agree']");
        await Expect(page.Locator("#trial-steps > li")).ToHaveCountAsync(2);
        await Expect(page.Locator("#trial")).ToContainTextAsync(texts["processes.category.won"]);
        await FitsInto(page, width);
        await page.FillAsync("#publish-note", "Első kiadás");
        await page.ClickAsync("#publish");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.definitionPublished"]);
        await Expect(page.Locator("tbody")).ToContainTextAsync("Első kiadás");
        await FitsInto(page, width);
    }

    /// <summary>The whole width of the diagram on a wide screen; on any, the state it stands in.</summary>
    private static async Task ShowsWhereItStands(IPage page, int width)
    {
        if (width >= 1440)
        {
            (await page.EvaluateAsync<bool>("() => { const f = document.querySelector('.diagram-frame'); return f.scrollWidth <= f.clientWidth; }")).ShouldBeTrue("the diagram is cut");
        }

        (await page.EvaluateAsync<bool>(
            """
            () => {
              const [frame, here] = ['.diagram-frame', '.diagram-frame .is-here'].map((which) => document.querySelector(which).getBoundingClientRect());
              return here.left >= frame.left && here.right <= frame.right && here.top >= frame.top && here.bottom <= frame.bottom;
            }
            """)).ShouldBeTrue("the state it stands in is not seen");
    }

    private static async Task FitsInto(IPage page, int width) =>
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, page.Url);
}
