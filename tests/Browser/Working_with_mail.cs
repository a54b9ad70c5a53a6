using CrossSell.Clients.Messages;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossSell.Browser;

/// <summary>An administrator rewrites a mail text with the preview beside it; an advisor sees what was mailed; each chooses their mails.</summary>
public sealed class Working_with_mail(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CROSSSELL_PICTURES");

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Rewrites_a_text_that_is_checked_while_it_is_typed(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        await page.GotoAsync("/MailTexts");
        await FitsIn(page, $"texts-{language}");
        await page.Locator("tbody tr", new() { HasText = texts["mails.template.introduction"] }).Filter(new() { HasText = texts["language." + language] }).Locator("a").First.ClickAsync();
        await Expect(page.Locator("#mail-preview iframe")).ToBeVisibleAsync();

        await page.FillAsync("#mail-subject", "{{ advisor.nam }}");
        await Expect(page.Locator("#mail-preview .faults li")).ToHaveCountAsync(1);
        await Expect(page.Locator("#mail-preview .fault-what")).ToHaveTextAsync(language == "hu" ? "Nincs ilyen mező: „advisor.nam”. Erre gondolt: „advisor.name”?" : "There is no field “advisor.nam”. Did you mean “advisor.name”?");
        await FitsIn(page, $"fault-{language}");
        await page.ClickAsync("#mail-save");
        await Expect(page.Locator("#mail-preview .faults li")).ToHaveCountAsync(1);

        await page.FillAsync("#mail-subject", $"{{{{ advisor.name }}}} {language} {width}");
        await Expect(page.Locator("#mail-preview .mail-subject")).ToContainTextAsync($"{language} {width}");
        await page.ClickAsync("#mail-save");
        await Expect(page.Locator(".alert-success")).ToHaveTextAsync(texts["done.mailTextSaved"]);
        await FitsIn(page, $"text-{language}");
        (await portal.Ask(new ListMailTexts())).ShouldContain(t => t.InUse && t.Subject.EndsWith($"{language} {width}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hu", 390, "„data.missing” üres. Töltse ki")]
    [InlineData("en", 1440, "“data.missing” has no value. Fill it in")]
    public async Task Says_why_a_mail_could_not_be_written(string language, int width, string why)
    {
        await portal.Send(new SaveMailText(null, $"unfilled-{language}", language, "{{ client.name }}", "{{ data.missing }}\n", null));
        var offers = (await portal.Ask(new ListOffers(null, null, null, null, null, 20))).Items;
        var offer = await offers.ToAsyncEnumerable().FirstAsync(async (o, _) => await portal.CanBeMailed(o.ClientId));
        var id = Guid.CreateVersion7();
        await portal.Send(new RequestMail { Id = id, Template = $"unfilled-{language}", To = MailTo.Client, ClientId = offer.ClientId });
        for (var i = 0; i < 300 && (await portal.Ask(new GetMail(id))).Mail.Status == MailStatus.Requested; i++)
        {
            await Task.Delay(100);
        }

        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        await page.GotoAsync($"/Mails/{id}");
        await Expect(page.Locator(".alert-warning")).ToContainTextAsync(why);
        await FitsIn(page, $"unfilled-{language}");
    }

    [Theory]
    [InlineData("hu", 1440)]
    [InlineData("en", 390)]
    public async Task Shows_what_was_mailed_and_what_one_wants(string language, int width)
    {
        var texts = PortalFixture.Texts(language);
        var offers = (await portal.Ask(new ListOffers(null, null, null, null, null, 20))).Items;
        var offer = await offers.ToAsyncEnumerable().FirstAsync(async (o, _) => await portal.CanBeMailed(o.ClientId));
        await portal.Send(new ChangeClient(offer.ClientId, new ClientData(null, null, null, null, null, null, null, "somebody.with.an.address.that.is.longer.than.a.phone.is.wide@level.example", null, null, null, null, null, null), null));
        var id = Guid.CreateVersion7();
        await portal.Send(new RequestMail { Id = id, Template = "offer", To = MailTo.Client, ClientId = offer.ClientId, OfferId = offer.Id, Answers = MailAnswers.ToOffer });
        for (var i = 0; i < 300 && (await portal.Ask(new GetMail(id))).Mail.Status == MailStatus.Requested; i++)
        {
            await Task.Delay(100);
        }

        var page = await portal.SignedIn(language, "horvath.peter@demo.crosssell.example", "Demo-2026-peter", width);
        await page.GotoAsync("/Mails");
        await FitsIn(page, $"mails-{language}");
        await Expect(page.Locator($"tr[data-href='/Mails/{id}']")).ToContainTextAsync(texts["mails.template.offer"]);
        await Expect(page.Locator($"tr[data-href='/Mails/{id}']")).ToContainTextAsync(texts["mails.noAnswer"].Replace("{0}", string.Empty).Trim());
        await page.GotoAsync($"/Mails/{id}");
        await Expect(page.Locator("iframe.mail-page")).ToHaveAttributeAsync("srcdoc", new System.Text.RegularExpressions.Regex("/answer/"));
        await FitsIn(page, $"mail-{language}");
        await page.GotoAsync($"/Clients/{offer.ClientId}");
        await Expect(page.Locator("section[aria-labelledby=mails-title]")).ToContainTextAsync(texts["mails.status.sent"]);
        await FitsIn(page, $"card-{language}");
        await page.GotoAsync("/Insights/Week");
        await FitsIn(page, $"week-{language}");

        await page.GotoAsync("/Account");
        await page.Locator(".mail-wishes input[value=week]").SetCheckedAsync(width < 400);
        await page.ClickAsync(".mail-wishes button");
        await Expect(page.Locator(".mail-wishes input[value=week]")).ToBeCheckedAsync(new() { Checked = width < 400 });
        await FitsIn(page, $"account-{language}");
    }

    private static async Task FitsIn(IPage page, string name)
    {
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue($"{name} fits the window");
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"mail-{name}.png"), FullPage = true });
        }
    }
}
