using System.Net;
using System.Text.RegularExpressions;
using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Host.Pages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Mail;

[Collection("mail")]
public sealed partial class Answering_by_a_link(MailHouse house)
{
    [Fact]
    public async Task A_get_answers_nothing_and_one_post_accepts()
    {
        var (advisor, client, offer, link) = await Sent("Accept Advisor");
        for (var i = 0; i < 3; i++)
        {
            var page = await Get(link + "?choice=accept");
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Text.ShouldContain(client.Name);
        }

        (await house.Ask(advisor, new GetOffer(offer.Id))).Status.ShouldBe(OfferStatus.Open);

        (await Post(link, ("choice", "accept"), ("note", "Szívesen"))).Status.ShouldBe(HttpStatusCode.OK);

        var accepted = await house.Ask(advisor, new GetOffer(offer.Id));
        accepted.Status.ShouldBe(OfferStatus.Accepted);
        var attempt = accepted.Attempts.ShouldHaveSingleItem();
        (attempt.By, attempt.ById, attempt.Channel, attempt.Note).ShouldBe(("E-mail", null, "email", "Szívesen"));
        (await house.Ask(advisor, new GetCard(client.Id))).OpenOffers.ShouldBeEmpty("the advisor sees it at once");
        var said = (await house.Ask(new ReadAudit(client.Id, null, null, null, 100))).Items.Single(e => e.Entry.Action == "offers.accepted").Entry;
        said.Cause.ShouldStartWith("link:");
        (await house.Ask(advisor, new ListMails(client.Id, offer.Id, null, null, 5))).Items[0].Answer.ShouldBe("accepted");
    }

    [Fact]
    public async Task It_is_good_for_one_answer()
    {
        var (advisor, _, offer, link) = await Sent("Twice Advisor");
        (await Post(link, ("choice", "decline"), ("reason", "price"))).Status.ShouldBe(HttpStatusCode.OK);

        var again = await Post(link, ("choice", "accept"));
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text.ShouldContain(Portal("answer.title.used"));
        (await Get(link)).Text.ShouldContain(Portal("answer.title.used"));
        var rejected = await house.Ask(advisor, new GetOffer(offer.Id));
        (rejected.Status, rejected.Attempts.Count, rejected.Attempts[0].Reason).ShouldBe((OfferStatus.Rejected, 1, "price"));
    }

    [Fact]
    public async Task Two_at_once_are_one_answer()
    {
        var (advisor, _, offer, link) = await Sent("Race Advisor");
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Post(link, ("choice", i % 2 == 0 ? "accept" : "decline"))));

        replies.Count(r => r.Status == HttpStatusCode.OK).ShouldBe(1, string.Join(", ", replies.Select(r => r.Status)));
        (await house.Ask(advisor, new GetOffer(offer.Id))).Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_is_asked_for()
    {
        var (advisor, client, offer, link) = await Sent("Call Advisor");
        (await Post(link, ("choice", "call"))).Text.ShouldContain(Portal("answer.title.done"));

        var open = await house.Ask(advisor, new GetOffer(offer.Id));
        (open.Status, open.Attempts[0].Outcome).ShouldBe((OfferStatus.Open, Outcome.CallBack));
        open.PlannedAt.ShouldNotBeNull();
        (await house.Ask(advisor, new GetCard(client.Id))).OpenOffers.ShouldHaveSingleItem().PlannedAt!.Value.ShouldBe(open.PlannedAt!.Value, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Forged_closed_and_expired_each_say_so()
    {
        var (advisor, _, offer, link) = await Sent("Late Advisor");
        var forged = link[..^5] + (link[^5] == 'A' ? 'B' : 'A') + link[^4..];
        (await Get(forged)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Post(forged, ("choice", "accept"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Post(link, ("choice", "maybe"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        house.Clock.Advance(TimeSpan.FromDays(MailAnswers.DaysForOffers + 1));
        var expired = await Get(link);
        (expired.Status, expired.Text.Contains(Portal("answer.title.expired"), StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Gone, true));
        (await Post(link, ("choice", "accept"))).Status.ShouldBe(HttpStatusCode.Gone);

        var (_, _, other, closed) = await Sent("Closed Advisor", advisor);
        await house.Send(advisor, new RecordOutcome(other.Id, Outcome.Rejected, null, null, null, null, null));
        var page = await Post(closed, ("choice", "accept"));
        (page.Status, page.Text.Contains(Portal("answer.title.closed"), StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Gone, true));
        (await house.Ask(advisor, new GetOffer(other.Id))).Status.ShouldBe(OfferStatus.Rejected);
    }

    [Fact]
    public async Task A_step_of_a_process_is_decided_by_who_was_asked_with_their_own_rights()
    {
        var (advisor, client, offer, _) = await Sent("Step Advisor");
        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));
        var document = (await HouseFixture.Eventually("the contract", () => house.Ask(new ListDocuments(client.Id, null, null, null, 5)), d => d.Items.Any(x => x.Status == "generated"))).Items[0];
        var clerk = await house.Person(Role.BackOffice, "Step Clerk");
        var process = await house.Ask(clerk, new GetProcess(document.ProcessId!.Value));
        var choices = process.Transitions.Select(t => new MailChoice(t.On, t.Name, t.Name)).ToList();
        choices.ShouldNotBeEmpty();
        var id = Guid.CreateVersion7();
        await house.Send(new RequestMail
        {
            Id = id,
            Template = "approval",
            To = MailTo.User(clerk.UserId!.Value),
            ClientId = client.Id,
            ProcessId = process.Id,
            Answers = new MailAnswers(choices, 3),
            Data = new Dictionary<string, string> { ["title"] = "Kötvény", ["details"] = string.Empty },
        });
        await house.Settled(id);
        var link = new Uri(Link().Match(house.Server.To(house.Emails[clerk.UserId.Value])[0].TextBody).Groups[1].Value).AbsolutePath;

        (await Get(link)).Text.ShouldContain(process.StateName);
        (await Post(link, ("choice", choices[0].Key))).Status.ShouldBe(HttpStatusCode.OK);

        var moved = await house.Ask(clerk, new GetProcess(process.Id));
        moved.History[^1].ShouldSatisfyAllConditions(s => s.On.ShouldBe(choices[0].Key), s => s.By.ShouldBe("Step Clerk"));
        (await Post(link, ("choice", choices[0].Key))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_call_is_not_promised_in_quiet_hours_and_a_used_link_says_so_whatever_else_is_wrong()
    {
        var (_, _, offer, link) = await Sent("Quiet Advisor");
        var sunday = house.Today.AddDays(7 - (int)house.Today.DayOfWeek);

        var night = await Post(link, ("choice", "call"), ("callBackAt", $"{sunday:yyyy-MM-dd}T03:00"));

        night.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        night.Text.ShouldContain("Akkor nem tudjuk hívni");
        (await Post(link, ("choice", "maybe"))).Text.ShouldContain("Elfogadom, Nem kérem, Kérem, hívjanak");
        (await house.Ask(new GetOffer(offer.Id))).Attempts.ShouldBeEmpty();
        (await Post(link, ("choice", "decline"))).Status.ShouldBe(HttpStatusCode.OK);
        (await Post(link, ("choice", "call"), ("callBackAt", "2020-01-01T03:00"))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Says_no_to_a_purchase_with_its_reason()
    {
        var team = "Refusal " + Guid.CreateVersion7();
        var (requester, manager) = (await house.Person(Role.Advisor, "Refused Advisor", team), await house.Person(Role.Manager, "Refusing Manager", team));
        var purchase = await house.Send(requester, new StartProcess("purchase-approval", "Új autó", null, new Dictionary<string, string> { ["amount"] = "400000", ["supplier"] = "Autóház", ["neededBy"] = "2027-06-01" }));
        var mail = await HouseFixture.Eventually("the mail that asks the manager", () => Task.FromResult(house.Server.To(house.Emails[manager.UserId!.Value]).FirstOrDefault()), m => m is not null);
        var link = new Uri(Link().Match(mail!.TextBody).Groups[1].Value).AbsolutePath;
        mail.TextBody.ShouldContain("?choice=reject");

        var bare = await Post(link, ("choice", "reject"));

        bare.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Ask(requester, new GetProcess(purchase.Id))).State.ShouldBe("requested");
        (await Post(link, ("choice", "reject"), ("note", "Van elég autónk"))).Status.ShouldBe(HttpStatusCode.OK);
        var refused = await house.Ask(requester, new GetProcess(purchase.Id));
        (refused.State, refused.History[^1].Note).ShouldBe(("rejected", "Van elég autónk"));
        (await Get(link)).Text.ShouldNotContain("tanácsadójának");
    }

    [Fact]
    public async Task Rings_the_advisors_bell_at_once()
    {
        var (advisor, client, _, link) = await Sent("Bell Advisor");
        var other = await house.Person(Role.Advisor, "Bell Other");
        (await house.Ask(advisor, new GetReminders())).Items.ShouldNotContain(i => i.Kind == "answered");

        await Post(link, ("choice", "decline"));

        var bell = await house.Ask(advisor, new GetReminders());
        bell.Items.Where(i => i.Kind == "answered").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            i => i.ClientId.ShouldBe(client.Id), i => i.Title.ShouldStartWith("Nem kérem: "), i => i.By.ShouldBe(client.Name), i => i.Unread.ShouldBeTrue(), i => i.MailId.ShouldNotBeNull());
        bell.Unread.ShouldBeGreaterThan(0);
        (await house.Ask(other, new GetReminders())).Items.ShouldNotContain(i => i.Kind == "answered");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Send(advisor, new SeeReminders());
        (await house.Ask(advisor, new GetReminders())).Items.Single(i => i.Kind == "answered").Unread.ShouldBeFalse();
    }

    [Fact]
    public async Task Shows_who_asks_for_what_and_tells_them_the_decision()
    {
        var team = "Approval " + Guid.CreateVersion7();
        var (requester, manager) = (await house.Person(Role.Advisor, "Asking Advisor", team), await house.Person(Role.Manager, "Deciding Manager", team));
        var values = new Dictionary<string, string> { ["amount"] = "400000", ["supplier"] = "Gépház <Bt.>", ["neededBy"] = "2027-06-01" };
        var purchase = await house.Send(requester, new StartProcess("purchase-approval", "Új laptopok", null, values));
        var mail = await HouseFixture.Eventually("the mail that asks the manager", () => Task.FromResult(house.Server.To(house.Emails[manager.UserId!.Value]).FirstOrDefault()), m => m is not null);
        var link = new Uri(Link().Match(mail!.TextBody).Groups[1].Value).AbsolutePath;

        var page = (await Get(link)).Text;
        page.ShouldContain("Új laptopok");
        page.ShouldContain("Asking Advisor");
        page.ShouldContain("Gépház <Bt.>");
        page.Replace('\u00a0', ' ').ShouldContain("400 000");
        (await Post(link, ("choice", "approve"))).Status.ShouldBe(HttpStatusCode.OK);

        (await house.Ask(manager, new ListMails(null, null, null, null, 5))).Items.Single(m => m.ProcessId == purchase.Id).ShouldSatisfyAllConditions(
            m => m.Answer.ShouldBe("approve"), m => m.Chosen!.In("hu").ShouldBe("Jóváhagyás"), m => m.ToName.ShouldBe("Deciding Manager"), m => m.ToHouse.ShouldBeTrue());

        (await house.Ask(requester, new GetReminders())).Items.Where(i => i.Kind == "answered").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            i => i.ProcessId.ShouldBe(purchase.Id), i => i.ClientName.ShouldBe("Új laptopok"), i => i.Title.ShouldStartWith("Jóváhagyás: "), i => i.By.ShouldBe("Deciding Manager"));
        (await house.Ask(manager, new GetReminders())).Items.ShouldNotContain(i => i.Kind == "answered");
    }

    private async Task<(Actor Advisor, ClientView Client, OfferView Offer, string Link)> Sent(string name, Actor? by = null)
    {
        var advisor = by ?? await house.Person(Role.Advisor, name);
        var (client, offer) = await house.Offered(advisor);
        var sent = (await house.Send(advisor, new SendOffer(offer.Id, "email"))).MailId;
        (await house.Settled(sent)).Status.ShouldBe(MailStatus.Sent);
        return (advisor, client, offer, new Uri(Link().Match(house.Server.To(client.Email!)[^1].TextBody).Groups[1].Value).AbsolutePath);
    }

    private Task<(HttpStatusCode Status, string Text)> Get(string path) => Ask(HttpMethod.Get, path, null);

    private Task<(HttpStatusCode Status, string Text)> Post(string path, params (string Name, string Value)[] fields) => Ask(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>No cookie, no key: as a telephone's mail program opens it.</summary>
    private async Task<(HttpStatusCode, string)> Ask(HttpMethod method, string path, HttpContent? content)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = house.Address };
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var reply = await http.SendAsync(request);
        return (reply.StatusCode, WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync()));
    }

    private static string Portal(string key) => Texts.Read("hu")[key];

    [GeneratedRegex(@"(http://\S+/answer/[A-Za-z0-9_-]+)\?choice=")]
    private static partial Regex Link();
}
