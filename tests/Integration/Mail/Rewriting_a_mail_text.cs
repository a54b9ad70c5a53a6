using System.Text;
using System.Text.Json;
using CrossSell.Documents.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Mail.Messages;

namespace CrossSell.Integration.Mail;

[Collection("mail")]
public sealed class Rewriting_a_mail_text(MailHouse house)
{
    [Fact]
    public async Task Every_shipped_text_is_in_use_in_both_languages()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "templates", "mail"), "*.mail").Select(f => Path.GetFileNameWithoutExtension(f)).ToList();
        files.Count.ShouldBeGreaterThan(10);

        var known = await house.Ask(new ListMailTexts());
        files.ShouldAllBe(f => known.Any(t => t.InUse && t.Line == null && $"{t.Key}.{t.Language}" == f));
        foreach (var text in known)
        {
            (await house.Ask(new PreviewMailText(text.Line, text.Key, text.Language, text.Subject, text.Text, text.Html, null))).Problems.ShouldBeEmpty(text.Key);
        }
    }

    [Fact]
    public async Task One_with_faults_is_refused_with_their_places()
    {
        var saved = await house.Send(new SaveMailText(null, "own-text", "hu", "{{ clinet.name }}", "Kedves\n{{ client.nam }}!", "<p>{% if client.name %}</p>"));

        saved.Text.ShouldBeNull();
        saved.Problems.Select(p => (p.Part, p.Paragraph)).ShouldBe([("subject", 1), ("text", 2), ("html", 1)]);
        (await house.Ask(new ListMailTexts())).ShouldNotContain(t => t.Key == "own-text");
    }

    [Fact]
    public async Task A_rewritten_one_is_used_at_once_and_stays_when_the_house_starts_again()
    {
        var advisor = await house.Person(Role.Advisor, "Text Advisor");
        var first = Encoding.UTF8.GetBytes("subject: Egy\n\nKedves {{ client.name }}!\n");
        await house.Send(new InstallMailTexts([new TemplateSource(null, "text-story", "hu", "text-story.hu.mail", first)]));
        var saved = (await house.Send(new SaveMailText(null, "text-story", "hu", "Kettő", "Szia {{ client.name }}!\n", null))).Text!;
        await house.Send(new InstallMailTexts([new TemplateSource(null, "text-story", "hu", "text-story.hu.mail", Encoding.UTF8.GetBytes("subject: Három\n\nx\n"))]));

        (await InUse()).ShouldBe((saved.Version, "Kettő"));
        var client = await new Given(house).Client(advisor);
        var id = Guid.CreateVersion7();
        await house.Send(new RequestMail { Id = id, Template = "text-story", To = MailTo.Client, ClientId = client.Id });
        (await house.Settled(id)).ShouldSatisfyAllConditions(m => m.Subject.ShouldBe("Kettő"), m => m.TextVersion.ShouldBe(saved.Version));

        var all = (await house.Ask(new ListMailTexts())).Where(t => t.Key == "text-story").ToList();
        all.Select(t => t.Subject).ShouldBe(["Három", "Kettő", "Egy"]);
        await house.Send(new UseMailText(all[0].Id));
        (await InUse()).ShouldBe((3, "Három"));

        async Task<(int, string)> InUse() => (await house.Ask(new ListMailTexts())).Where(t => t is { Key: "text-story", InUse: true }).Select(t => (t.Version, t.Subject)).Single();
    }

    [Fact]
    public async Task One_that_cannot_be_filled_says_why_in_any_language()
    {
        var advisor = await house.Person(Role.Advisor, "Unfilled");
        var client = await new Given(house).Client(advisor);
        await house.Send(new SaveMailText(null, "text-unfilled", "hu", "Kedves {{ client.name }}!", "{{ data.missing }}\n", null));
        var id = Guid.CreateVersion7();

        await house.Send(new RequestMail { Id = id, Template = "text-unfilled", To = MailTo.Client, ClientId = client.Id });

        var mail = await house.Settled(id);
        (mail.Status, mail.Reason).ShouldBe((MailStatus.Failed, "faultyText"));
        mail.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("template.noValue"), p => p.Facts[0].ShouldBe("data.missing"), p => mail.Error.ShouldBe(p.Message));
    }

    [Fact]
    public async Task A_line_has_texts_of_its_own()
    {
        await house.Send(new SaveMailText("insurance", "text-line", "hu", "A vonalé", "x\n", null));
        await house.Send(new SaveMailText(null, "text-line", "hu", "A házé", "x\n", null));
        var advisor = await house.Person(Role.Advisor, "Line Text Advisor");
        var client = await new Given(house).Client(advisor);
        foreach (var (line, subject) in new[] { ("insurance", "A vonalé"), ("lending", "A házé"), (null, "A házé") })
        {
            var id = Guid.CreateVersion7();
            await house.Send(new RequestMail { Id = id, Template = "text-line", Line = line, To = MailTo.Client, ClientId = client.Id });
            (await house.Settled(id)).Subject.ShouldBe(subject);
        }
    }

    [Fact]
    public async Task Over_the_api_by_who_may()
    {
        var admin = await house.Person(Role.Administrator, "Text Admin");
        var clerk = await house.Person(Role.BackOffice, "Text Clerk");
        using var api = await Api.As(house, admin);
        using var denied = await Api.As(house, clerk);
        var body = new { key = "api-text", language = "en", subject = "Hello", text = "Dear {{ client.name }}" };

        await denied.Post("mail-texts", body, 403);
        var faulty = await api.Post("mail-texts", new { key = "api-text", language = "en", subject = "Hello", text = "\n{{ nothing.here }}" }, 400);
        faulty.GetProperty("errors").GetProperty("text")[0].ToString().ShouldContain("line 2");
        var made = await api.Post("mail-texts", body, 201);
        (await api.Get($"mail-texts/{made.GetProperty("id").GetGuid()}")).GetProperty("used").EnumerateArray().Select(f => f.GetString()).ShouldBe(["client.name"]);
        (await api.Post("mail-texts/preview", body)).GetProperty("text").GetString().ShouldBe("Dear Kovács Anna");
        (await api.Get("account/mails")).GetProperty("items").GetArrayLength().ShouldBe(3);
        (await api.Send(HttpMethod.Put, "account/mails", new { wishes = new[] { new { kind = "week", wanted = false } } })).GetProperty("items").EnumerateArray().Count(w => !w.GetProperty("wanted").GetBoolean()).ShouldBe(1);
        (await api.Get("insights/week?of=2026-09-10")).GetProperty("from").GetString().ShouldBe("2026-09-07");
        (await api.Get("mails?status=sent&limit=1")).ValueKind.ShouldBe(JsonValueKind.Object);
    }
}
