using CrossSell.Clients.Messages;
using CrossSell.Insights.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Mail.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Mail;

[Collection("mail")]
public sealed class Writing_by_the_clock(MailHouse house)
{
    [Fact]
    public async Task A_digest_is_written_once_a_day_to_who_wants_it()
    {
        var team = "Digest " + Guid.CreateVersion7();
        var (wants, not) = (await house.Person(Role.Advisor, "Digest Wants", team), await house.Person(Role.Advisor, "Digest Not", team));
        foreach (var person in new[] { wants, not })
        {
            var client = await new Given(house).Client(person, $"Összegzett{person.Name}");
            await house.Send(person, new AddTask(client.Id, TaskKind.Call, "Hívd <vissza>", house.Today, null, null));
        }

        await house.Send(not, new SetMailWishes([new MailWish(MailKinds.Digest, false)]));
        house.Morning();
        await house.Send(new AskForReports());
        await house.Send(new AskForReports());

        var mail = await HouseFixture.Eventually("the digest", () => Task.FromResult(house.Server.To(house.Emails[wants.UserId!.Value]).FirstOrDefault(m => m.Subject.Contains("teendők", StringComparison.Ordinal))?.HtmlBody ?? string.Empty), h => h.Length > 0);
        mail.ShouldContain("Hívd &lt;vissza&gt;");
        mail.ShouldContain("ÖsszegzettDigest Wants");
        await house.Send(new AskForReports());
        (await house.Count("select count(*) from mail.message where to_user_id = $1 and template = 'digest'", wants.UserId!.Value)).ShouldBe(1);
        house.Server.To(house.Emails[not.UserId!.Value]).ShouldBeEmpty();
        (await house.Ask(wants, new GetMailWishes())).ShouldBe([new MailWish(MailKinds.Digest, true)]);
        (await house.Ask(not, new GetMailWishes())).ShouldBe([new MailWish(MailKinds.Digest, false)]);
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(wants, new SetMailWishes([new MailWish(MailKinds.Week, false)])))).Faults[0].Field.ShouldBe("kind");
    }

    [Fact]
    public async Task A_manager_reads_of_the_week_and_of_what_slips_with_their_people()
    {
        var team = "Week " + Guid.CreateVersion7();
        var (manager, advisor) = (await house.Person(Role.Manager, "Week Manager", team), await house.Person(Role.Advisor, "Week Advisor", team));
        var client = await new Given(house).Client(advisor, "Elcsúszott");
        var task = await house.Send(advisor, new AddTask(client.Id, TaskKind.Call, "Rég kellett volna", house.Today, null, null));
        house.Morning();
        await house.Send(new EscalateTasks([new SlippingTask(task.Id, "overdue")]));
        await house.Send(new AskForReports());

        await HouseFixture.Eventually("week and escalation", () => Task.FromResult(string.Join(' ', house.Server.To(house.Emails[manager.UserId!.Value]).Select(m => m.TextBody))),
            t => t.Contains("Rég kellett volna", StringComparison.Ordinal) && t.Contains("Week Advisor:", StringComparison.Ordinal));
        (await house.Ask(await house.Again(manager), new GetWeek(null))).People.Select(p => p.Name).ShouldBe(["Week Advisor"]);
    }

    [Theory]
    [InlineData("hu", "Amit érdemes most megtenni", "1 ügyfél panaszt tett", "Ami elcsúszott: 1 lejárt teendő", "Ami jön")]
    [InlineData("en", "Worth doing now", "1 clients complained", "What slipped: 1 tasks overdue", "What comes")]
    public async Task On_Monday_a_manager_reads_what_slipped_what_comes_and_what_is_worth_doing(string language, string worth, string complaint, string slipped, string comes)
    {
        var team = $"Monday {language} {Guid.CreateVersion7()}";
        var (manager, advisor) = (await house.Person(Role.Manager, "Monday Manager", team), await house.Person(Role.Advisor, "Monday Advisor", team));
        await house.Execute("update access.\"user\" set language = $2 where id = $1", manager.UserId!.Value, language);
        var given = new Given(house);
        var (angry, once) = (await given.Client(advisor, null, null, "email:marketing"), await given.Client(advisor, null, null, "email:marketing"));
        await house.Send(advisor, new WriteNote(angry.Id, "Rossz volt.", false, Complaint: true));
        await given.Contract(once, "lending/mortgage", null, "us", house.Today.AddYears(-2));
        await house.Send(advisor, new AddTask(angry.Id, TaskKind.Paperwork, "Rég kellett volna", house.Today, null, null));
        house.Morning();
        await house.Send(new AskForReports());

        var mail = await HouseFixture.Eventually("the week", () => Task.FromResult(house.Server.To(house.Emails[manager.UserId.Value]).FirstOrDefault(m => m.HtmlBody.Contains("Monday Advisor", StringComparison.Ordinal))), m => m is not null);
        foreach (var text in new[] { mail!.TextBody, mail.HtmlBody })
        {
            text.ShouldContain(worth);
            text.ShouldContain(complaint);
            text.ShouldContain(comes);
            text.ShouldContain("/Segments/Edit?worth=complaints");
            text.ShouldContain("/Segments/Edit?worth=neverOffered");
            text.ShouldContain("/Processes?late=true");
            text.ShouldContain("/Insights/Workload");
        }

        mail.TextBody.ShouldContain(slipped);
        var worthNow = await house.Ask(await house.Again(manager), new GetWorthDoing());
        worthNow.Count.ShouldBeLessThanOrEqualTo(3);
        worthNow.ShouldAllBe(w => mail.HtmlBody.Contains($"/Segments/Edit?worth={w.Code}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_advisors_are_introduced_to_who_may_be_written_to()
    {
        var team = "Intro " + Guid.CreateVersion7();
        var (from, to) = (await house.Person(Role.Advisor, "Intro From", team), await house.Person(Role.Advisor, "Intro To", team));
        var manager = await house.Person(Role.Manager, "Intro Manager", team);
        var written = await new Given(house).Client(from, null, null, "email:service");
        var address = $"intro.{written.Id:N}@clients.example";
        await house.Send(new ChangeClient(written.Id, new ClientData(null, null, null, null, null, null, null, address, null, null, "en", null, null, null), null));
        await new Given(house).Client(from, null, null, "phone:service");
        var order = new HandOver(house.Emails[from.UserId!.Value], [house.Emails[to.UserId!.Value]], Introduce: true);

        (await house.Send(manager, order with { DryRun = true })).Counts["introductions"].ShouldBe(1);
        (await house.Send(manager, order with { DryRun = true, Introduce = false })).Counts.ContainsKey("introductions").ShouldBeFalse();
        var done = await house.Send(manager, order);

        done.Introduce.ShouldBeTrue();
        (await house.OfClient(written.Id, "introduction", MailStatus.Sent)).ClientId.ShouldBe(written.Id);
        var letter = house.Server.To(address).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Intro To is your new advisor");
        letter.ReplyTo.ShouldBe(house.Emails[to.UserId!.Value]);
        (await house.Count("select count(*) from mail.message where template = 'introduction' and client_id in (select id from clients.client where advisor_id = $1)", to.UserId!.Value)).ShouldBe(1);
    }
}
