using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>A second factor and a passkey, set up and used as a person does.</summary>
public sealed class Signing_in(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CROSSSELL_PICTURES");

    [Theory]
    [InlineData("hu", 1440, "toth.marta@demo.crosssell.example", "Demo-2026-marta")]
    [InlineData("en", 390, "szabo.gergely@demo.crosssell.example", "Demo-2026-gergely")]
    public async Task With_a_code_from_an_app(string language, int width, string email, string password)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, email, password, width);
        await page.GotoAsync("/Account");
        await Expect(page.Locator(".mark", new() { HasText = texts["account.this"] })).ToBeVisibleAsync();
        await page.ClickAsync($"button:text-is('{texts["account.secondBegin"]}')");
        var key = (await page.Locator("#second-key").InnerTextAsync()).Replace(" ", string.Empty, StringComparison.Ordinal);
        await Expect(page.Locator(".second-factor img")).ToBeVisibleAsync();
        await Picture(page, $"account-qr-{language}");
        await page.FillAsync("#confirm-code", Code(key, 0));
        await page.PressAsync("#confirm-code", "Enter");
        await Expect(page.Locator(".recovery code")).ToHaveCountAsync(10);
        var recovery = await page.Locator(".recovery code").First.InnerTextAsync();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue("the page fits");
        await Picture(page, $"account-codes-{language}");

        var again = await portal.Open(language, width);
        await again.GotoAsync("/SignIn?returnUrl=%2FClients");
        await again.FillAsync("#email", email);
        await again.FillAsync("#password", password);
        await again.PressAsync("#password", "Enter");
        await again.WaitForURLAsync("**/SignIn/Code");
        await again.FillAsync("#code", "000000");
        await again.PressAsync("#code", "Enter");
        await Expect(again.Locator(".alert-danger")).ToHaveTextAsync(texts["signIn.codeWrong"]);
        await Picture(again, $"code-{language}");
        await again.FillAsync("#code", Code(key, 1));
        await again.PressAsync("#code", "Enter");
        await again.WaitForURLAsync("**/Clients");

        var lost = await portal.Open(language, width);
        await lost.GotoAsync("/SignIn");
        await lost.FillAsync("#email", email);
        await lost.FillAsync("#password", password);
        await lost.PressAsync("#password", "Enter");
        await lost.FillAsync("#code", recovery);
        await lost.PressAsync("#code", "Enter");
        await lost.WaitForURLAsync(url => !url.Contains("/SignIn", StringComparison.Ordinal));

        await lost.GotoAsync("/Account");
        await lost.ClickAsync($"button:text-is('{texts["account.endOthers"]}')");
        await again.GotoAsync("/Clients");
        await again.WaitForURLAsync("**/SignIn?**");
    }

    [Fact]
    public async Task With_a_passkey()
    {
        // A passkey belongs to a name, not to a number.
        var site = portal.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var page = await portal.Open("en");
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await page.GotoAsync($"{site}/SignIn");
        await page.FillAsync("#email", "kovacs.anna@demo.crosssell.example");
        await page.FillAsync("#password", "Demo-2026-anna");
        await page.PressAsync("#password", "Enter");
        await page.WaitForURLAsync("**/Today");
        await page.GotoAsync($"{site}/Account");
        await page.FillAsync("#passkey-name", "Laptop");
        await page.PressAsync("#passkey-name", "Enter");
        await Expect(page.Locator("section[aria-labelledby=passkeys] li")).ToContainTextAsync("Laptop");
        await Picture(page, "account-passkey");

        await page.ClickAsync("form[action='/SignOut'] button");
        await page.WaitForURLAsync("**/SignIn");
        await page.ClickAsync("[data-passkey=get] button");
        await page.WaitForURLAsync("**/Today");
        await Expect(page.Locator(".who-name")).ToContainTextAsync("Kovács Anna");

        await page.GotoAsync($"{site}/Account");
        await page.ClickAsync("section[aria-labelledby=passkeys] li button");
        await page.ClickAsync("form[action='/SignOut'] button");
        await page.WaitForURLAsync("**/SignIn");
        await page.ClickAsync("[data-passkey=get] button");
        await Expect(page.Locator(".alert-danger")).ToHaveTextAsync(PortalFixture.Texts("en")["signIn.passkeyWrong"]);
    }

    /// <summary>What an app would show now, or in so many steps of half a minute (RFC 6238).</summary>
    private static string Code(string key, int ahead)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Select(c => Convert.ToString(letters.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = bits.Chunk(8).Where(c => c.Length == 8).Select(c => Convert.ToByte(new string(c), 2)).ToArray();
        var counter = BitConverter.GetBytes((TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + ahead);
        Array.Reverse(counter);
        var hash = HMACSHA1.HashData(secret, counter);
        var at = hash[^1] & 0xf;
        return ((((hash[at] & 0x7f) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3]) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static Task Picture(IPage page, string name) => Pictures is null ? Task.CompletedTask : page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });
}
