using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>Today by keyboard alone: rows, selecting, snoozing, handing on, releasing, claiming, and what managers see of it.</summary>
public sealed class Working_down_today(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Row = ".rows [data-row]:not(.done)";

    [Theory]
    [InlineData("hu", 1440, "kovacs.anna@demo.crosssell.example", "Demo-2026-anna")]
    [InlineData("en", 390, "szabo.gergely@demo.crosssell.example", "Demo-2026-gergely")]
    public async Task Snoozes_selects_and_moves_by_keyboard_alone(string language, int width, string email, string password)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, email, password, width);
        await page.GotoAsync("/Today");
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "Today scrolls sideways");

        await page.Keyboard.PressAsync("j");
        var first = page.Locator(Row).First;
        await Expect(first).ToBeFocusedAsync();
        var id = await first.Locator("[name=ids]").InputValueAsync();
        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator(".task-menu button").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(first).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator(".task-menu button").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".row-item.done")).ToContainTextAsync(texts["task.isSnoozed"].Split('{')[0].Trim());
        await Expect(page.Locator(".row-item.done")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Expect(page.Locator("[data-bulk-count]")).ToHaveTextAsync("2");
        await page.Locator("#bulk-over").FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("3");
        await Tab(page, "#bulk button[formaction]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#bulk-preview .fill li").First).ToBeVisibleAsync();
        await Tab(page, "#bulk .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, texts["done.moved"], 2));
        await Expect(page.Locator($"[name=ids][value='{id}']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_next_days_lie_folded_and_stay_as_they_were_left()
    {
        var page = await portal.SignedIn("hu", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter");
        await page.GotoAsync("/Today");
        var next = page.Locator("details.part");
        await Expect(next).Not.ToHaveAttributeAsync("open", string.Empty);
        await next.Locator("> summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(next.Locator(".row-item").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(next.Locator(".row-item").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_released_task_waits_in_the_teams_queue_and_is_claimed_there_and_handed_on()
    {
        var page = await portal.SignedIn("en", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter");
        await page.GotoAsync("/Today");
        var row = page.Locator(Row).First;
        var id = await row.Locator("[name=ids]").InputValueAsync();
        await row.FocusAsync();
        await page.Keyboard.PressAsync("s");
        await page.ClickAsync(".task-menu [action*=Release] button");
        await Expect(page.Locator(".row-item.done")).ToContainTextAsync("Released");

        await page.GotoAsync("/Today?queue=team");
        var waiting = page.Locator(Row, new() { Has = page.Locator($"[name=ids][value='{id}']") });
        await waiting.FocusAsync();
        await page.Keyboard.PressAsync("c");
        await Expect(waiting.Locator("[data-outcome='1']")).ToBeVisibleAsync();
        await Expect(waiting).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("s");
        await page.SelectOptionAsync(".task-menu [name=to]", "varga.istvan@demo.crosssell.example");
        await page.FillAsync(".task-menu [name=note]", "You know the family.");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".row-item.done")).ToContainTextAsync("Varga István");

        var manager = await portal.SignedIn("en", "varga.istvan@demo.crosssell.example", "Demo-2026-istvan");
        await manager.GotoAsync("/Today?queue=mine");
        await Expect(manager.Locator(".row-from")).ToContainTextAsync("Nagy Eszter");
        await Expect(manager.Locator(".row-from")).ToContainTextAsync("You know the family.");
        await Expect(manager.Locator("#bell .badge-count")).ToHaveTextAsync("1");
        await manager.ClickAsync("#bell");
        await Expect(manager.Locator(".reminder")).ToContainTextAsync("You know the family.");
        await manager.ClickAsync(".page-head form button");
        await Expect(manager.Locator("#bell .badge-count")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Snoozing_past_the_window_needs_a_second_word()
    {
        var page = await portal.SignedIn("en", "nagy.eszter@demo.crosssell.example", "Demo-2026-eszter");
        await page.GotoAsync("/Today");
        await page.Locator(Row).Nth(3).FocusAsync();
        await page.Keyboard.PressAsync("s");
        await page.FillAsync(".task-menu [name=at]", TimeProvider.System.GetUtcNow().AddDays(200).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await page.ClickAsync(".task-menu [value=at]");
        await Expect(page.Locator(".task-menu .alert-warning")).ToContainTextAsync("last day");
        await page.ClickAsync(".task-menu .alert-warning button");
        await Expect(page.Locator(".row-item.done")).ToContainTextAsync("Snoozed");
    }

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Leave_says_what_moves_before_it_is_entered_and_the_load_is_drawn(string language, int width)
    {
        var page = await portal.SignedIn(language, "varga.istvan@demo.crosssell.example", "Demo-2026-istvan", width);
        foreach (var address in new[] { "/Planning", "/Insights/Workload", "/Reminders", "/Calendar", "/Availability?person=kovacs.anna@demo.crosssell.example" })
        {
            (await page.GotoAsync(address))!.Status.ShouldBe(200);
            (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{address} scrolls sideways");
        }

        var day = TimeProvider.System.GetUtcNow();
        await page.FillAsync("[name=first]", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.FillAsync("[name=last]", day.AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.ClickAsync(".leave-form .btn:not(.btn-primary)");
        await Expect(page.Locator(".leave-form .preview .alert-danger")).ToBeVisibleAsync();
        await page.FillAsync("[name=last]", day.AddDays(6).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.ClickAsync(".leave-form .btn:not(.btn-primary)");
        await Expect(page.Locator(".leave-form .preview")).ToContainTextAsync(PortalFixture.Texts(language)["availability.moves"].Split("{0} ")[1]);
        await Expect(page.Locator(".leave-form .preview li").First).ToBeVisibleAsync();

        await page.GotoAsync("/Insights/Workload");
        await Expect(page.Locator("#workload-chart")).ToHaveAttributeAsync("data-drawn", "13");
    }

    /// <summary>By the tab key to a place.</summary>
    private static async Task Tab(IPage page, string to)
    {
        for (var i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("to => document.activeElement?.matches(to) ?? false", to))
            {
                return;
            }
        }

        throw new TimeoutException($"Twelve tabs did not reach {to}; at {await page.EvaluateAsync<string>("document.activeElement?.outerHTML.slice(0, 120)")}");
    }
}
