using System.Text;
using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Mail;

[Collection("mail")]
public sealed class Sending_mail(MailHouse house)
{
    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    [Fact]
    public async Task An_offer_goes_out_once_with_its_links_text_and_html()
    {
        var advisor = await house.Person(Role.Advisor, "Mail Advisor");
        var (client, offer) = await house.Offered(advisor);

        var sent = await house.Send(advisor, new SendOffer(offer.Id, "email"), "send-" + offer.Id);
        (await house.Send(advisor, new SendOffer(offer.Id, "email"), "send-" + offer.Id)).MailId.ShouldBe(sent.MailId);

        var mail = await house.Settled(sent.MailId);
        (mail.Status, mail.To, mail.Error).ShouldBe((MailStatus.Sent, client.Email, null));
        var letter = house.Server.To(client.Email!).ShouldHaveSingleItem();
        letter.MessageId.ShouldBe($"{sent.MailId:N}@house.example");
        letter.ReplyTo.ShouldBe(house.Emails[advisor.UserId!.Value]);
        letter.Subject.ShouldContain("ajánlatunk");
        letter.TextBody.ShouldContain($"{client.Name}!");
        foreach (var choice in new[] { "accept", "decline", "call" })
        {
            letter.TextBody.ShouldContain($"?choice={choice}");
            letter.HtmlBody.ShouldContain($"?choice={choice}\">");
        }

        letter.HtmlBody.ShouldContain("Ház &amp; Társa");
        (await house.Ask(advisor, new GetCard(client.Id))).Timeline.ShouldContain(t => t.Action == "mail.sent");
        var kept = await house.Ask(advisor, new GetMail(sent.MailId));
        kept.Text!.TrimEnd().ShouldBe(letter.TextBody.ReplaceLineEndings("\n").TrimEnd());
        var stranger = await house.Person(Role.Advisor, "Mail Stranger");
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(stranger, new GetMail(sent.MailId)));
        (await house.Ask(stranger, new ListMails(null, offer.Id, null, null, 10))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_contact_policy_says_why_not()
    {
        var advisor = await house.Person(Role.Advisor, "Policy Advisor");
        var (_, byPhone) = await new Given(house).OpenOffer(advisor);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new SendOffer(byPhone.Id, "email")))).Code.ShouldBe("error.noEmailConsent");

        var (_, offer) = await house.Offered(advisor);
        await house.Send(advisor, new SendOffer(offer.Id, "email"));
        (await Should.ThrowAsync<ConflictException>(() => house.Send(advisor, new SendOffer(offer.Id, "email")))).Code.ShouldBe("error.mailedToday");
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(advisor, new SendOffer(offer.Id, "pigeon")))).Faults[0].Code.ShouldBe("unknownChannel");

        await house.Send(advisor, new WithdrawOffer(offer.Id, "test"));
        (await Should.ThrowAsync<ConflictException>(() => house.Send(advisor, new SendOffer(offer.Id, "email")))).Code.ShouldBe("error.offerClosed");
    }

    [Fact]
    public async Task Quiet_hours_and_a_full_week_count_for_mail_too()
    {
        var advisor = await house.Person(Role.Advisor, "Quiet Advisor");
        var (client, offer) = await house.Offered(advisor);
        var policy = await house.Ask(new GetContactPolicy());
        try
        {
            await house.Send(new SetContactPolicy(policy.ApproachesPerWeek, new TimeOnly(1, 0), new TimeOnly(23, 59), false, null));
            (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new SendOffer(offer.Id, "email")))).Code.ShouldBe("error.quietHours");

            await house.Send(new SetContactPolicy(1, new TimeOnly(23, 0), new TimeOnly(23, 1), false, null));
            var other = await house.Send(advisor, new OpenOffer(client.Id, "insurance/travel", null, null, null, null));
            await house.Send(advisor, new SendOffer(offer.Id, "email"));
            house.Clock.Advance(TimeSpan.FromDays(1));
            (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new SendOffer(other.Id, "email")))).Code.ShouldBe("error.weekFull");
        }
        finally
        {
            await house.Send(new SetContactPolicy(policy.ApproachesPerWeek, policy.QuietFrom, policy.QuietUntil, policy.QuietOnRestDays, null));
        }
    }

    [Fact]
    public async Task A_contract_goes_out_attached_and_is_sent_when_the_mail_is()
    {
        var advisor = await house.Person(Role.Advisor, "Contract Advisor");
        var clerk = await house.Person(Role.BackOffice, "Contract Clerk");
        var (client, offer) = await house.Offered(advisor);
        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));
        var document = (await HouseFixture.Eventually("the contract", () => house.Ask(new ListDocuments(client.Id, null, null, null, 5)), d => d.Items.Any(x => x.Status == "generated"))).Items[0];

        var asked = (await house.Send(clerk, new MailDocuments([document.Id]))).ShouldHaveSingleItem();
        await house.Settled(asked.Id);

        var letter = house.Server.To(client.Email!).ShouldHaveSingleItem();
        var (name, content) = letter.Enclosed.ShouldHaveSingleItem();
        name.ShouldBe(document.FileName);
        content.ShouldBe((await house.Ask(new GetDocumentContent(document.Id, false))).Content);
        (await house.Ask(new GetDocument(document.Id))).Status.ShouldBe("sent");
        var process = await house.Ask(new GetProcess(document.ProcessId!.Value));
        process.History.ShouldContain(s => s.On == "document:sent");
    }

    [Fact]
    public async Task One_that_is_refused_is_a_task_and_goes_out_again_once_the_address_is_right()
    {
        var advisor = await house.Person(Role.Advisor, "Refused Advisor");
        var (client, offer) = await house.Offered(advisor, email: $"refused.{Guid.CreateVersion7():N}@clients.example");
        var sent = await house.Send(advisor, new SendOffer(offer.Id, "email"));

        var failed = await house.Settled(sent.MailId);
        (failed.Status, failed.Reason).ShouldBe((MailStatus.Failed, "refused"));
        var task = (await house.Ask(advisor, new GetWorklist(null, house.Today.AddDays(7), null, 100))).Items.Single(t => t.ClientId == client.Id && t.Kind == TaskKind.Data);
        task.OfferId.ShouldBeNull();

        var right = $"right.{Guid.CreateVersion7():N}@clients.example";
        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Email = right }, null));
        (await house.Ask(advisor, new GetTask(task.Id))).Status.ShouldNotBe("open");
        await house.Send(advisor, new SendMailAgain(sent.MailId));
        (await house.Settled(sent.MailId)).Status.ShouldBe(MailStatus.Sent);
        house.Server.To(right).ShouldHaveSingleItem().MessageId.ShouldBe($"{sent.MailId:N}.2@house.example");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new SendMailAgain(sent.MailId)))).Code.ShouldBe("error.mailNotFailed");
    }

    [Fact]
    public async Task One_that_comes_back_is_a_task_once()
    {
        var advisor = await house.Person(Role.Advisor, "Bounce Advisor");
        var (client, offer) = await house.Offered(advisor);
        var sent = await house.Send(advisor, new SendOffer(offer.Id, "email"));
        await house.Settled(sent.MailId);
        var folder = Directory.CreateDirectory(Path.Combine(house.Folder, "mail", "in")).FullName;
        foreach (var name in new[] { "one.eml", "two.eml" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), Bounced($"{sent.MailId:N}@house.example", client.Email!), Encoding.ASCII);
            await house.Send(new TakeReturnedMail(name));
            File.Exists(Path.Combine(folder, "done", $"{sent.MailId:N}-{name}")).ShouldBeTrue();
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "hello.eml"), "From: a@b.example\r\nSubject: hi\r\n\r\nhello\r\n");
        (await house.Send(new TakeReturnedMail("hello.eml"))).What.ShouldBe("other");
        File.Exists(Path.Combine(folder, "other", "hello.eml")).ShouldBeTrue();
        var mail = (await house.Ask(advisor, new GetMail(sent.MailId))).Mail;
        (mail.Status, mail.Reason).ShouldBe((MailStatus.Bounced, "bounced"));
        mail.Error!.ShouldContain("5.1.1");
        (await house.Ask(advisor, new GetWorklist(null, house.Today.AddDays(7), null, 100))).Items.Count(t => t.ClientId == client.Id && t.Kind == TaskKind.Data).ShouldBe(1);
    }

    [Fact]
    public async Task A_report_in_the_mailbox_is_fetched_once_marked_as_seen_and_becomes_a_task()
    {
        var advisor = await house.Person(Role.Advisor, "Imap Advisor");
        var (client, offer) = await house.Offered(advisor);
        var sent = (await house.Send(advisor, new SendOffer(offer.Id, "email"))).MailId;
        (await house.Settled(sent)).Status.ShouldBe(MailStatus.Sent);

        await house.Mailbox.Deliver("report", Bounced($"{sent:N}@house.example", client.Email!).ReplaceLineEndings("\r\n"));
        await house.Mailbox.Deliver("holiday", "From: a@b.example\r\nSubject: away\r\n\r\nback on Monday\r\n");
        foreach (var name in await house.Ask(new ListReturnedMail()))
        {
            await house.Send(new TakeReturnedMail(name));
        }

        var mail = await HouseFixture.Eventually("the mail to have come back", async () => (await house.Ask(advisor, new GetMail(sent))).Mail, m => m.Status == MailStatus.Bounced);
        mail.Error!.ShouldContain("5.1.1");
        house.Mailbox.Seen().ShouldBe(["report", "holiday"], ignoreOrder: true);
        (await house.Ask(advisor, new GetWorklist(null, house.Today.AddDays(7), null, 100))).Items.Count(t => t.ClientId == client.Id && t.Kind == TaskKind.Data).ShouldBe(1);
        (await house.Ask(new ListReturnedMail())).ShouldBeEmpty("what was seen is not fetched again");
    }

    [Fact]
    public async Task One_to_a_role_goes_to_each_of_its_people()
    {
        var clerks = new[] { await house.Person(Role.BackOffice, "Role Clerk A"), await house.Person(Role.BackOffice, "Role Clerk B") };
        await house.Send(new RequestMail { Id = Guid.CreateVersion7(), Template = "approval", To = MailTo.Role("backoffice"), Data = new Dictionary<string, string> { ["title"] = "Laptop", ["details"] = "<1000 EUR>" }, Answers = new MailAnswers([], 3) });

        foreach (var clerk in clerks)
        {
            (await HouseFixture.Eventually("the clerk's mail", () => Task.FromResult(house.Server.To(house.Emails[clerk.UserId!.Value]).Count), n => n > 0)).ShouldBe(1);
        }

        house.Server.To(house.Emails[clerks[0].UserId!.Value])[0].HtmlBody.ShouldContain("&lt;1000 EUR&gt;");
        (await house.Ask(clerks[0], new ListMails(null, null, null, null, 10))).Items.Count(m => m.Template == "approval").ShouldBe(1);
    }

    [Fact]
    public async Task One_whose_text_does_not_exist_says_so()
    {
        var advisor = await house.Person(Role.Advisor, "No Text Advisor");
        var client = await new Given(house).Client(advisor);
        var id = Guid.CreateVersion7();
        await house.Send(new RequestMail { Id = id, Template = "no-such-text", To = MailTo.Client, ClientId = client.Id });
        await house.Send(new RequestMail { Id = id, Template = "no-such-text", To = MailTo.Client, ClientId = client.Id });

        (await house.Settled(id)).Reason.ShouldBe("noText");
        (await house.Ask(advisor, new ListMails(client.Id, null, MailStatus.Failed, null, 10))).Items.ShouldHaveSingleItem();
    }

    private static string Bounced(string messageId, string address) =>
        $"""
        From: MAILER-DAEMON@mx.example
        To: house@house.example
        Subject: Undelivered
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; {address}
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 No such user

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <{messageId}>

        --b--
        """.ReplaceLineEndings("\r\n");
}
