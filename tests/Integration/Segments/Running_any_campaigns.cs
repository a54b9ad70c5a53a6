using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Segments.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CrossSell.Integration.Segments;

/// <summary>
/// Random books with random campaigns, run day by day by the house itself in a house of their own. After every step statements written by hand look for a campaign that broke the contact policy,
/// an advisor's capacity or its own number for a day, and for somebody of a control group who was approached.
/// </summary>
public sealed class Running_any_campaigns(HouseFixture house) : IClassFixture<HouseFixture>
{
    private const int Books = 6;
    private const int Days = 5;
    private static readonly string[] Products = ["insurance/travel", "insurance/home", "insurance/accident"];
    private static readonly string[] Filters = ["age >= 18", "kind person", "not holds insurance/home", "not refused any", "age >= 40 or tag vip"];
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(1848)]
    public async Task Never_breaks_a_promise(int seed)
    {
        var random = new Random(seed);
        await ByHandOnly();
        var until = TimeProvider.System.GetUtcNow() + Enough / 2;
        var (opened, control, books) = (0, 0, 0);
        for (; books < Books && TimeProvider.System.GetUtcNow() < until; books++)
        {
            var book = await Plant(random);
            var campaigns = await Start(random, book);
            control += await Check(campaigns, book, house.Clock.GetUtcNow().AddYears(-1));
            for (var day = 0; day < Days && campaigns.Count > 0; day++)
            {
                await Live(random, book, campaigns);
                var before = house.Clock.GetUtcNow();
                house.Clock.Advance(TimeSpan.FromDays(1));
                await house.Send(new AdvanceCampaigns());
                await Check(campaigns, book, before);
                await house.Send(new RunScan(null));
                await Check(campaigns, book, house.Clock.GetUtcNow());
            }

            opened += (int)await house.Count("select count(*) from segments.campaign_client where state = 'offered' and campaign_id = any($1)", campaigns.ToArray());
            foreach (var campaign in campaigns)
            {
                await house.Send(book.Manager, new FinishCampaign(campaign, null));
            }
        }

        books.ShouldBeGreaterThan(0);
        (opened, control).ShouldSatisfyAllConditions(n => n.opened.ShouldBeGreaterThan(10 * books, "campaigns should offer something"), n => n.control.ShouldBeGreaterThan(books, "control groups should have somebody"));
    }

    /// <summary>Days pass here when the test says so: what the house does by its clock would run beside it.</summary>
    private async Task ByHandOnly()
    {
        await (await house.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).Standby();
        await HouseFixture.Eventually("the scan after downtime", () => house.Count("select count(*) from kernel.pub_audit where action = 'insights.refreshed'"), n => n > 0);
    }

    /// <summary>Looks at what was opened since an instant, and at everybody held out.</summary>
    /// <returns>How many are in control groups.</returns>
    private async Task<int> Check(List<Guid> campaigns, Book book, DateTimeOffset since)
    {
        var today = house.Today;
        var fresh = await Rows(
            "select m.campaign_id, m.client_id, m.advisor_id, o.planned_on, o.created_at from segments.campaign_client m join offers.offer o on o.id = m.offer_id where m.campaign_id = any($1) and o.status = 'open'",
            r => (Campaign: r.GetGuid(0), Client: r.GetGuid(1), Advisor: r.GetGuid(2), Day: r.GetFieldValue<DateOnly>(3), At: r.GetFieldValue<DateTimeOffset>(4)), campaigns.ToArray());
        var now = fresh.Where(f => f.At >= since).ToList();

        // Of any seven days in which the campaign put an approach, no more have one than the policy allows.
        var approaches = (await Rows(
            """
            select client_id, (at at time zone 'Europe/Budapest')::date, false from offers.attempt where client_id = any($1)
            union all select o.client_id, greatest(o.planned_on, $3), o.created_at >= $2 and exists (select 1 from segments.campaign_client m where m.offer_id = o.id) from offers.offer o where o.client_id = any($1) and o.status = 'open'
            """,
            r => (Client: r.GetGuid(0), Day: r.GetFieldValue<DateOnly>(1), IsNew: r.GetBoolean(2)), book.Clients, since, today)).ToLookup(a => a.Client);
        foreach (var offer in now.Where(o => approaches[o.Client].All(a => a.IsNew || a.Day != o.Day)))
        {
            var days = approaches[offer.Client].Select(a => a.Day).Distinct().Order().ToList();
            var worst = Enumerable.Range(-6, 7).Max(back => days.Count(d => d >= offer.Day.AddDays(back) && d < offer.Day.AddDays(back + 7)));
            worst.ShouldBeLessThanOrEqualTo(book.PerWeek, $"days of approaches to {offer.Client} in seven around {offer.Day}: {string.Join(' ', days)}");
        }

        // On a day to which a campaign added a call the advisor has no more clients to call than there is room for.
        var calls = (await Rows(
            "select distinct t.assignee_id, t.client_id, greatest(t.due_on, $2), bool_or(m.client_id is null or not o.created_at >= $3) from worklist.task t left join offers.offer o on o.id = t.offer_id "
            + "left join segments.campaign_client m on m.offer_id = t.offer_id where t.status = 'open' and t.kind = 'call' and t.assignee_id = any($1) group by 1, 2, 3",
            r => (Advisor: r.GetGuid(0), Client: r.GetGuid(1), Day: r.GetFieldValue<DateOnly>(2), Before: r.GetBoolean(3)), book.Advisors, today, since)).ToLookup(c => (c.Advisor, c.Day));
        var room = (await house.Ask(new CapacityOfDays(book.Advisors, today, today.AddDays(40)))).ToDictionary(d => (d.PersonId, d.Day), d => d.Calls);
        foreach (var day in calls.Where(d => d.Any(c => !c.Before)))
        {
            day.Count().ShouldBeLessThanOrEqualTo(room.GetValueOrDefault(day.Key), $"clients to call for {day.Key.Advisor} on {day.Key.Day:yyyy-MM-dd}, seen on {today:yyyy-MM-dd}");
        }

        var perDay = await house.Count(
            """
            select count(*) from (select 1 from segments.campaign_client m join segments.campaign c on c.id = m.campaign_id where c.id = any($1) and m.state in ('waiting', 'offered') and m.planned_on is not null
            group by c.id, m.advisor_id, m.planned_on, c.per_advisor_per_day having count(*) > c.per_advisor_per_day) t
            """,
            campaigns.ToArray());
        perDay.ShouldBe(0, "days on which a campaign has more clients than it said");

        const string heldOut =
            """
            from segments.campaign_client m join segments.campaign c on c.id = m.campaign_id join offers.offer o on o.client_id = m.client_id and o.product = c.product
            where c.id = any($1) and c.status <> 'finished' and m.control and o.created_at >= c.started_at
            """;
        (await house.Count("select count(*) " + heldOut, campaigns.ToArray())).ShouldBe(0, "offers to somebody of a control group");
        (await house.Count("select count(*) from offers.attempt a where a.offer_id in (select o.id " + heldOut + ")", campaigns.ToArray())).ShouldBe(0, "approaches of somebody of a control group");
        (await house.Count("select count(*) from worklist.task t where t.offer_id in (select o.id " + heldOut + ")", campaigns.ToArray())).ShouldBe(0, "tasks about somebody of a control group");
        return (int)await house.Count("select count(*) from segments.campaign_client where control and campaign_id = any($1)", campaigns.ToArray());
    }

    /// <summary>A day of the house: calls are made, campaigns pause and go on, people add leave and try to offer what they may not.</summary>
    private async Task Live(Random random, Book book, List<Guid> campaigns)
    {
        foreach (var offer in await Rows("select id from offers.offer where client_id = any($1) and status = 'open' and planned_on <= $2 order by id limit 4", r => r.GetGuid(0), book.Clients, house.Today))
        {
            var (outcome, reason) = random.Next(3) switch { 0 => (Outcome.NoAnswer, (string?)null), 1 => (Outcome.Rejected, "price"), _ => (Outcome.Thinking, null) };
            await Tried(() => house.Send(book.Manager, new RecordOutcome(offer, outcome, reason, null, null, null, null)));
        }

        if (random.Next(3) == 0)
        {
            var campaign = campaigns[random.Next(campaigns.Count)];
            await Tried(() => house.Send(book.Manager, new PauseCampaign(campaign, null)));
            if (random.Next(2) == 0)
            {
                await Tried(() => house.Send(book.Manager, new ResumeCampaign(campaign, null)));
            }
        }

        if (random.Next(3) == 0)
        {
            var first = house.Today.AddDays(random.Next(8, 12));
            await Tried(() => house.Send(book.Manager, new AddLeave(book.Emails[random.Next(book.Emails.Length)], first, first.AddDays(random.Next(3)), null, false)));
        }

        foreach (var (client, product) in await Rows("select m.client_id, c.product from segments.campaign_client m join segments.campaign c on c.id = m.campaign_id where m.control and c.id = any($1) order by m.client_id limit 2", r => (r.GetGuid(0), r.GetString(1)), campaigns.ToArray()))
        {
            (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(book.Manager, new OpenOffer(client, product, null, null, null, null)))).ShouldNotBeNull();
        }
    }

    private async Task<List<Guid>> Start(Random random, Book book)
    {
        var campaigns = new List<Guid>();
        for (var number = random.Next(1, 4); number > 0; number--)
        {
            var from = house.Today.AddDays(random.Next(0, 4));
            var made = await house.Send(book.Manager, new AddCampaign(new CampaignData(
                "K" + number, null, Filters[random.Next(Filters.Length)], Products[random.Next(Products.Length)], null, random.Next(1, 5), random.Next(3) * 15, null, null, from, random.Next(2) == 0 ? null : from.AddDays(random.Next(9, 60)))));
            if (await Tried(() => house.Send(book.Manager, new StartCampaign(made.Id, null))))
            {
                campaigns.Add(made.Id);
            }
        }

        return campaigns;
    }

    /// <summary>Clients with open offers and calls on days to come, and with approaches in the days before.</summary>
    private async Task<Book> Plant(Random random)
    {
        var perWeek = random.Next(1, 4);
        var policy = await house.Ask(new GetContactPolicy());
        await house.Send(new SetContactPolicy(perWeek, policy.QuietFrom, policy.QuietUntil, policy.QuietOnRestDays, policy.Version));
        var team = "Ígéret " + Guid.CreateVersion7().ToString("N");
        List<Actor> advisors = [];
        for (var number = random.Next(1, 3); number >= 0; number--)
        {
            var advisor = await house.Person(Role.Advisor, "Igeret Anna", team);
            advisors.Add(advisor);
            await house.Send(advisor, new SetCapacity(null, [.. Enumerable.Range(0, 7).Select(d => d < 5 ? random.Next(0, 6) : 0)], false));
            if (random.Next(2) == 0)
            {
                var first = house.Today.AddDays(random.Next(0, 8));
                await house.Send(advisor, new AddLeave(null, first, first.AddDays(random.Next(3)), null, false));
            }
        }

        var clients = Enumerable.Range(0, random.Next(15, 45)).Select(_ => new LoadedClient(Ids.New(house.Clock.GetUtcNow()), advisors[random.Next(advisors.Count)].UserId!.Value, Anybody(random))).ToList();
        await house.Send(new LoadClients(clients));
        foreach (var client in clients.Where(_ => random.Next(3) > 0))
        {
            await Busy(random, client);
        }

        return new Book(await house.Person(Role.Manager, "Igeret Fonok", team), [.. advisors.Select(a => a.UserId!.Value)], [.. advisors.Select(a => house.Emails[a.UserId!.Value])], [.. clients.Select(c => c.Id)], perWeek);
    }

    private static ClientData Anybody(Random random)
    {
        string[] consents = random.Next(5) switch { 0 => ["phone:service"], 1 => ["email:marketing", "phone:service"], _ => ["phone:marketing", "phone:service"] };
        return new ClientData(
            "P-" + Guid.CreateVersion7().ToString("N"), "person", "Ígéret", "Kovács", null, new DateOnly(1940 + random.Next(70), 1 + random.Next(12), 1), null, "p@example.com", "+36201234567", new AddressData("HU", "1011", "Budapest", "Fő utca 1."), "hu", null,
            random.Next(4) == 0 ? ["vip"] : [], [.. consents.Select(c => new ConsentData(c.Split(':')[0], c.Split(':')[1], true))]);
    }

    private async Task Busy(Random random, LoadedClient client)
    {
        foreach (var product in new[] { "insurance/casco", "lending/mortgage" }.Where(_ => random.Next(2) == 0))
        {
            var (offer, day, now) = (Guid.CreateVersion7(), house.Today.AddDays(random.Next(-2, 9)), house.Clock.GetUtcNow());
            await house.Execute(
                """
                insert into offers.offer(id, client_id, product, reason_code, reason_hu, reason_en, contact_from, contact_until, planned_on, status, priority, purpose, created_at, channel, owner, version)
                values ($1, $2, $3, 'manual', 'x', 'x', $4, $5, $4, 'open', 50, 'marketing', $6, 'phone', 'advisor', 1)
                """,
                offer, client.Id, product, day, day.AddDays(30), now);
            await house.Execute(
                "insert into worklist.task(id, kind, title_hu, title_en, client_id, offer_id, assignee_id, due_on, priority, window_from, window_until, purpose, status, created_at, changed_at) values ($1, 'call', 'x', 'x', $2, $3, $4, $5, 1, $5, $6, 'marketing', 'open', $7, $7)",
                Guid.CreateVersion7(), client.Id, offer, client.AdvisorId, day, day.AddDays(30), now);
            if (random.Next(2) == 0)
            {
                await house.Execute(
                    "insert into offers.attempt(id, offer_id, client_id, at, by, channel, outcome, recorded_at, aftermath) values ($1, $2, $3, $4, 'x', 'phone', 'noAnswer', $4, '{}')", Guid.CreateVersion7(), offer, client.Id, now.AddDays(-random.Next(0, 6)));
            }
        }
    }

    /// <summary>What may be refused: nobody meant, nothing to pause, a client just spoken to.</summary>
    private static async Task<bool> Tried(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (HouseException refused) when (refused is RuleBrokenException or ConflictException or InvalidInputException)
        {
            return false;
        }
    }

    private Task<List<T>> Rows<T>(string sql, Func<Npgsql.NpgsqlDataReader, T> read, params object?[] values) => house.Services.GetRequiredService<Database>().Query(sql, read, values, default);

    private sealed record Book(Actor Manager, Guid[] Advisors, string[] Emails, Guid[] Clients, int PerWeek);
}
