using System.Text.RegularExpressions;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.Playwright;
using MimeKit;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>A client opens the mail on a telephone and answers; what only looks at the page answers nothing.</summary>
public sealed partial class Answering_by_a_link(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CROSSSELL_PICTURES");

    [Fact]
    public async Task Accepts_with_one_confirming_click_once()
    {
        var (offer, link) = await Mailed(0);
        var page = await portal.Open("hu", 390);
        await page.GotoAsync(link + "?choice=accept");
        var texts = PortalFixture.Texts(await Language(page));
        await Expect(page.Locator("input[value=accept]")).ToBeCheckedAsync();
        await FitsIn(page, "open");
        (await Status(offer)).ShouldBe(OfferStatus.Open);

        await page.ClickAsync(".answer-form .btn-primary");
        await Expect(page.Locator("h1")).ToHaveTextAsync(texts["answer.title.done"]);
        await FitsIn(page, "done");
        (await Status(offer)).ShouldBe(OfferStatus.Accepted);

        await page.GotoAsync(link + "?choice=decline");
        await Expect(page.Locator("h1")).ToHaveTextAsync(texts["answer.title.used"]);
        await Expect(page.Locator("form")).ToHaveCountAsync(0);
        await FitsIn(page, "used");
    }

    [Fact]
    public async Task Declines_with_a_reason_by_keyboard_alone()
    {
        var (offer, link) = await Mailed(1);
        var page = await portal.Open("en", 1440);
        await page.GotoAsync(link);
        await page.FocusAsync("input[value=accept]");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("input[value=decline]")).ToBeCheckedAsync();
        await Expect(page.Locator("#reason")).ToBeVisibleAsync();
        await Expect(page.Locator("#callBackAt")).ToBeHiddenAsync();
        await page.SelectOptionAsync("#reason", "price");
        await FitsIn(page, "decline");
        await page.FocusAsync(".answer-form .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".alert-success")).ToBeVisibleAsync();

        var rejected = await portal.Ask(new GetOffer(offer));
        (rejected.Status, rejected.Attempts[^1].Reason, rejected.Attempts[^1].By).ShouldBe((OfferStatus.Rejected, "price", "E-mail"));
    }

    [Fact]
    public async Task A_scanner_that_reads_every_link_answers_nothing_and_the_client_asks_for_a_call()
    {
        var (offer, link) = await Mailed(2);
        var page = await portal.Open("hu", 390);
        foreach (var choice in new[] { "accept", "decline", "call" })
        {
            (await page.APIRequest.GetAsync($"{link}?choice={choice}")).Status.ShouldBe(200);
        }

        (await Status(offer)).ShouldBe(OfferStatus.Open);
        await page.GotoAsync(link + "?choice=call");
        await Expect(page.Locator("#callBackAt")).ToBeVisibleAsync();
        await page.ClickAsync(".answer-form .btn-primary");
        await Expect(page.Locator(".alert-success")).ToBeVisibleAsync();
        (await portal.Ask(new GetOffer(offer))).Attempts[^1].Outcome.ShouldBe(Outcome.CallBack);
    }

    [Fact]
    public async Task Expired_and_forged_say_so()
    {
        var (offer, link) = await Mailed(3, days: -1);
        var page = await portal.Open("hu", 390);
        (await page.GotoAsync(link))!.Status.ShouldBe(410);
        await Expect(page.Locator("h1")).ToHaveTextAsync(PortalFixture.Texts(await Language(page))["answer.title.expired"]);
        await FitsIn(page, "expired");
        (await page.GotoAsync(link[..^4] + "AAAA"))!.Status.ShouldBe(404);
        await Expect(page.Locator("h1")).ToHaveTextAsync(PortalFixture.Texts("hu")["answer.title.forged"]);
        (await Status(offer)).ShouldBe(OfferStatus.Open);
    }

    private async Task<OfferStatus> Status(Guid offer) => (await portal.Ask(new GetOffer(offer))).Status;

    private static async Task<string> Language(IPage page) => await page.EvaluateAsync<string>("document.documentElement.lang");

    /// <summary>Mails the n-th open offer and finds its link in the pickup folder.</summary>
    private async Task<(Guid Offer, string Link)> Mailed(int number, int days = 14)
    {
        var offers = await Until("open offers", async () => (await portal.Ask(new ListOffers(null, OfferStatus.Open, null, null, null, 50))).Items, o => o.Count > 10);
        var offer = (await WithAddress(offers))[number];
        var id = Guid.CreateVersion7();
        await portal.Send(new RequestMail { Id = id, Template = "offer", To = MailTo.Client, ClientId = offer.ClientId, OfferId = offer.Id, Answers = MailAnswers.ToOffer with { Days = days } });
        await Until("the mail", () => portal.Ask(new GetMail(id)), m => m.Mail.Status == MailStatus.Sent);
        using var mail = await MimeMessage.LoadAsync(Path.Combine(portal.Folder, "mail", $"{id:N}.eml"));
        return (offer.Id, Link().Match(mail.TextBody!).Groups[1].Value);
    }

    private async Task<List<OfferView>> WithAddress(IEnumerable<OfferView> offers)
    {
        var found = new List<OfferView>();
        foreach (var offer in offers)
        {
            if (await portal.CanBeMailed(offer.ClientId))
            {
                found.Add(offer);
            }
        }

        return found;
    }

    private static async Task<T> Until<T>(string what, Func<Task<T>> look, Func<T, bool> so)
    {
        for (var i = 0; ; i++)
        {
            var seen = await look();
            if (so(seen))
            {
                return seen;
            }

            (i < 400).ShouldBeTrue($"waited 40 s for {what}; last seen: {seen}");
            await Task.Delay(100);
        }
    }

    private static async Task FitsIn(IPage page, string name)
    {
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue($"{name} fits the window");
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"answer-{name}.png"), FullPage = true });
        }
    }

    [GeneratedRegex(@"(http://\S+/answer/[A-Za-z0-9_-]+)\?choice=")]
    private static partial Regex Link();
}
