using CrossSell.Clients.Messages;
using CrossSell.Insights.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Segments.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Insights;

/// <summary>The figures against a small book whose answers are known, and against the clients that their bars open.</summary>
[Collection("house")]
public sealed class Counting_figures(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Says_who_bought_once_and_why_and_opens_just_those()
    {
        var anna = await house.Person(Role.Advisor, "Szamlalo Anna");
        async Task<ClientView> Bought(params (string Product, DateOnly Start)[] contracts)
        {
            var client = await _given.Client(anna);
            foreach (var (product, start) in contracts)
            {
                await _given.Contract(client, product, null, "us", start);
            }

            return client;
        }

        var day = house.Today;
        await Bought(("insurance/home", day.AddMonths(-6)));
        var refuser = await Bought(("insurance/home", day.AddMonths(-20)));
        var angry = await Bought(("lending/mortgage", day.AddYears(-6)));
        await Bought(("insurance/home", day.AddYears(-3).AddDays(10)), ("insurance/travel", day.AddYears(-3).AddMonths(6)));
        await Bought(("insurance/home", day.AddYears(-3).AddDays(20)), ("insurance/travel", day.AddYears(-3).AddMonths(20)));
        await _given.Contract(await _given.Client(anna), "insurance/home", null, "elsewhere");
        var offer = await house.Send(anna, new OpenOffer(refuser.Id, "insurance/travel", null, null, null, null));
        await house.Send(anna, new RecordOutcome(offer.Id, Outcome.Rejected, "price", null, null, null, null));
        await house.Send(anna, new WriteNote(angry.Id, "Rossz volt.", false, Complaint: true));

        await house.Send(new RefreshFigures());
        var sheet = await house.Ask(anna, new GetFigures(FigureTopic.RepeatPurchase));

        sheet.AsOf.ShouldBe(day);
        decimal Of(string figure, string key, int column = 0) => sheet.Figures.Single(f => f.Name == figure).Rows.SingleOrDefault(r => r.Key == key)?.Values[column] ?? 0;
        (Of("once", "once"), Of("once", "again")).ShouldBe((3m, 2m));
        (Of("onceWhy", "neverOffered"), Of("onceWhy", "refused"), Of("onceWhy", "complained"), Of("onceWhy", "offeredNotRefused")).ShouldBe((2m, 1m, 1m, 0m));
        Of("onceRefusedBecause", "price").ShouldBe(1);
        (Of("onceByAge", "y0"), Of("onceByAge", "y1"), Of("onceByAge", "y5"), Of("onceByAge", "y2", 1)).ShouldBe((1m, 1m, 1m, 2m));
        (Of("onceByLine", "insurance"), Of("onceByLine", "lending")).ShouldBe((2m, 1m));
        Of("onceByTown", "Budapest").ShouldBe(3);
        var cohort = sheet.Figures.Single(f => f.Name == "cohort").Rows.Single(r => r.Key == $"{day.AddYears(-3).Year}");
        cohort.Values.Take(4).ShouldBe([2m, 1m, 2m, 2m]);
        sheet.Figures.Single(f => f.Name == "onceByAdvisor").Rows.ShouldHaveSingleItem().Key.ShouldBe(house.Emails[anna.UserId!.Value]);
        foreach (var (figure, bar) in sheet.Figures.SelectMany(f => f.Rows.Where(r => r.Filter is not null).Select(r => (f, r))))
        {
            (await house.Ask(anna, new TryFilter(bar.Filter!, 0))).Count.ShouldBe((int)bar.Values[0], $"{figure.Name} {bar.Key}: {bar.Filter}");
        }

        var all = await house.Ask(new GetFigures(FigureTopic.RepeatPurchase));
        all.Figures.Single(f => f.Name == "once").Rows.Sum(r => r.Values[0]).ShouldBe(await house.Count("select count(distinct client_id) from portfolio.contract where held_at = 'us'"));
        all.Figures.Single(f => f.Name == "onceByTown").Rows.Sum(r => r.Values[0]).ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Follows_offers_by_reason_attempt_and_what_became_of_ended_contracts()
    {
        var anna = await house.Person(Role.Advisor, "Tolcser Anna");
        var day = house.Today;
        var (stays, leaves, gone) = (await _given.Client(anna), await _given.Client(anna), await _given.Client(anna));
        await _given.Contract(stays, "insurance/travel", day.AddDays(-20), "us", day.AddYears(-1).AddDays(-20));
        await _given.Contract(stays, "insurance/travel", day.AddYears(1), "us", day.AddDays(-19));
        await _given.Contract(leaves, "insurance/travel", day.AddDays(-25), "us", day.AddYears(-1).AddDays(-25));
        await _given.Contract(leaves, "insurance/travel", day.AddYears(1), "elsewhere", day.AddDays(-25));
        await _given.Contract(gone, "insurance/travel", day.AddDays(-22), "us", day.AddYears(-1).AddDays(-22));
        var first = await house.Send(anna, new OpenOffer(gone.Id, "insurance/accident", null, null, null, null));
        await house.Send(anna, new RecordOutcome(first.Id, Outcome.NoAnswer, null, null, null, null, null));
        await house.Send(anna, new RecordOutcome(first.Id, Outcome.Accepted, null, null, null, null, null));

        await house.Send(new RefreshFigures());

        var retention = await house.Ask(anna, new GetFigures(FigureTopic.Retention));
        var ended = retention.Figures.Single(f => f.Name == "ended").Rows;
        ended.Sum(r => r.Values[1]).ShouldBe(1, "renewed here");
        ended.Sum(r => r.Values[2]).ShouldBe(1, "lost");
        ended.Sum(r => r.Values[3]).ShouldBe(1, "gone");
        retention.Figures.Single(f => f.Name == "lostTo").Rows.ShouldHaveSingleItem().Key.ShouldBe("Másik Biztosító");
        foreach (var (column, at) in new[] { ("itself", 0), ("renewed", 1), ("lost", 2), ("gone", 3) })
        {
            var opened = 0;
            foreach (var bar in ended)
            {
                bar.Cells[at].ShouldNotBeNull().ShouldContain(column);
                opened += await Opens(bar.Cells[at]!);
            }

            opened.ShouldBe((int)ended.Sum(r => r.Values[at]), column);
        }

        (await house.Ask(anna, new TryFilter(ended.Single(r => r.Values[2] > 0).Cells[2]!, 5))).Sample.ShouldHaveSingleItem().Id.ShouldBe(leaves.Id);
        foreach (var bar in retention.Figures.Where(f => f.Name is "lostTo" or "lostBecause").SelectMany(f => f.Rows))
        {
            (await Opens(bar.Filter!)).ShouldBe((int)bar.Values[1], $"{bar.Key}: {bar.Filter}");
        }

        (await house.Ask(anna, new TryFilter(ended.Single(r => r.Values[2] > 0).Filter!, 0))).Count.ShouldBe((int)ended.Single(r => r.Values[2] > 0).Values.Sum(), "each of these clients had one contract that ended");
        var offers = await house.Ask(anna, new GetFigures(FigureTopic.Offers));
        offers.Figures.Single(f => f.Name == "funnelByReason").Rows.Single(r => r.Key == "manual").Values.Take(4).ShouldBe([1m, 1m, 1m, 1m]);
        offers.Figures.Single(f => f.Name == "funnelByProduct").Rows.Single(r => r.Key == "insurance/accident").Values[0].ShouldBe(1);
        var contacts = (await house.Ask(anna, new GetFigures(FigureTopic.Contacts))).Figures.Single(f => f.Name == "byAttempt").Rows;
        contacts.Single(r => r.Key == "1").Values.Take(3).ShouldBe([1m, 0m, 0m]);
        contacts.Single(r => r.Key == "2").Values.Take(3).ShouldBe([1m, 1m, 1m]);
    }

    [Fact]
    public async Task Opens_the_clients_behind_each_attempt_hour_and_step_of_an_offer()
    {
        var anna = await house.Person(Role.Advisor, "Bontas Anna");
        var (first, second, asked) = (await _given.Client(anna), await _given.Client(anna), await _given.Client(anna));
        LoadedAttempt At(int hoursAgo, Outcome outcome, string? reason = null) => new(house.Clock.GetUtcNow().AddHours(-hoursAgo), anna.UserId, "Bontas Anna", outcome, reason);
        var why = new Reason("rule", "Mert.", "Because.");
        await house.Send(new LoadOffers(
        [
            new LoadedOffer(first.Id, "insurance/travel", null, why, "insurance/summer-travel", ContactPurpose.Marketing, house.Clock.GetUtcNow().AddDays(-50), [At(900, Outcome.NoAnswer), At(850, Outcome.Thinking), At(800, Outcome.Accepted)]),
            new LoadedOffer(second.Id, "insurance/travel", null, why, "insurance/summer-travel", ContactPurpose.Marketing, house.Clock.GetUtcNow().AddDays(-60), [At(1000, Outcome.NoAnswer), At(907, Outcome.Rejected, "price")]),
            new LoadedOffer(asked.Id, "insurance/accident", null, new Reason("manual", "Mert.", "Because."), null, ContactPurpose.Marketing, house.Clock.GetUtcNow().AddDays(-400), [At(9500, Outcome.NoAnswer), At(200, Outcome.Rejected)]),
        ]));
        await Should.ThrowAsync<InvalidInputException>(house.Send(new LoadOffers([new LoadedOffer(first.Id, "insurance/home", null, why, null, ContactPurpose.Marketing, house.Clock.GetUtcNow(), [])])));
        await house.Send(new RefreshFigures());

        var contacts = (await house.Ask(anna, new GetFigures(FigureTopic.Contacts))).Figures;
        var offers = (await house.Ask(anna, new GetFigures(FigureTopic.Offers))).Figures;

        contacts.Single(f => f.Name == "byAttempt").Rows.Select(r => (r.Key, r.Values[0], r.Values[1], r.Values[2])).ShouldBe([("1", 2m, 0m, 0m), ("2", 3m, 3m, 0m), ("3", 1m, 1m, 1m)]);
        contacts.Single(f => f.Name == "byDaypart").Rows.Sum(r => r.Values[0]).ShouldBe(6);
        offers.Single(f => f.Name == "funnelByRule").Rows.ShouldHaveSingleItem().Values.Take(6).ShouldBe([2m, 2m, 2m, 1m, 1m, 0m]);
        offers.Single(f => f.Name == "funnelByRule").Rows[0].Sub.ShouldNotBe("?");
        offers.Single(f => f.Name == "funnelByReason").Rows.ShouldHaveSingleItem().Key.ShouldBe("rule", "the other was opened more than a year ago");
        offers.Single(f => f.Name == "refusedBecause").Rows.Select(r => r.Key).ShouldBe(["price", "unknown"]);
        foreach (var (figure, bar) in contacts.Concat(offers).Where(f => f.Name != "byDaypart").SelectMany(f => f.Rows.Select(r => (f, r))))
        {
            (await Mine(bar.Filter!)).ShouldBe((int)bar.Values[0], $"{figure.Name} {bar.Key}: {bar.Filter}");
            foreach (var (cell, at) in bar.Cells.Select((c, i) => (c, i)).Where(c => c.c is not null))
            {
                (await Mine(cell!)).ShouldBe((int)bar.Values[at], $"{figure.Name} {bar.Key} {figure.Columns[at]}: {cell}");
            }
        }

        foreach (var bar in contacts.Single(f => f.Name == "byDaypart").Rows)
        {
            (await Mine(bar.Filter!)).ShouldBeInRange(1, (int)bar.Values[0], $"{bar.Key}: {bar.Filter}");
        }

        async Task<int> Mine(string filter) => (await house.Ask(anna, new TryFilter(filter, 0))).Count;
    }

    [Fact]
    public async Task Opens_those_who_left_for_a_reason()
    {
        var anna = await house.Person(Role.Advisor, "Okok Anna");
        var day = house.Today;
        var (priced, silent) = (await _given.Client(anna), await _given.Client(anna));
        foreach (var client in new[] { priced, silent })
        {
            await _given.Contract(client, "insurance/travel", day.AddDays(-10), "us", day.AddYears(-1).AddDays(-10));
        }

        var offer = await house.Send(anna, new OpenOffer(priced.Id, "insurance/travel", null, null, null, null));
        await house.Send(anna, new RecordOutcome(offer.Id, Outcome.Rejected, "price", null, null, null, null));
        await house.Send(new RefreshFigures());

        var because = (await house.Ask(anna, new GetFigures(FigureTopic.Retention))).Figures.Single(f => f.Name == "lostBecause").Rows;

        because.Select(r => (r.Key, r.Values[0])).ShouldBe([("price", 1m), ("unknown", 1m)], ignoreOrder: true);
        (await house.Ask(anna, new TryFilter(because.Single(r => r.Key == "price").Filter!, 5))).Sample.ShouldHaveSingleItem().Id.ShouldBe(priced.Id);
        (await house.Ask(anna, new TryFilter(because.Single(r => r.Key == "unknown").Filter!, 5))).Sample.ShouldHaveSingleItem().Id.ShouldBe(silent.Id);
    }

    [Fact]
    public async Task Names_the_rule_and_the_version_that_opened_an_offer()
    {
        var anna = await house.Person(Role.Advisor, "Szabaly Anna");
        var client = await _given.Client(anna);
        await _given.Contract(client, "lending/mortgage", null, "us", house.Today.AddDays(-3));
        await house.Send(new RunScan(null));
        await house.Send(new RefreshFigures());

        var rules = (await house.Ask(anna, new GetFigures(FigureTopic.Offers))).Figures.Single(f => f.Name == "funnelByRule").Rows;
        rules.ShouldNotBeEmpty();
        rules.ShouldAllBe(r => r.Key.Contains('/') && r.Sub != null && r.Sub != "?");
    }

    [Fact]
    public async Task Says_at_most_three_things_worth_doing_with_their_clients()
    {
        var anna = await house.Person(Role.Advisor, "Erdemes Anna");
        var (angry, once) = (await _given.Client(anna), await _given.Client(anna));
        await house.Send(anna, new WriteNote(angry.Id, "Rossz volt.", false, Complaint: true));
        await _given.Contract(once, "lending/mortgage", null, "us", house.Today.AddYears(-2));

        var worth = await house.Ask(anna, new GetWorthDoing());

        worth.Count.ShouldBeInRange(2, 3);
        worth[0].Code.ShouldBe("complaints");
        foreach (var item in worth)
        {
            (await house.Ask(anna, new TryFilter(item.Filter, 0))).Count.ShouldBe(item.Clients, item.Code);
            (item.Hu.Length, item.En.Length).ShouldSatisfyAllConditions(l => l.Item1.ShouldBeGreaterThan(20), l => l.Item2.ShouldBeGreaterThan(20));
        }
    }

    [Fact]
    public async Task Tells_who_sees_a_large_house_whole_what_the_night_found_worth_doing()
    {
        var anna = await house.Person(Role.Advisor, "Ejszaka Anna");
        var kept = new WorthDoing("complaints", 61_000, null, null, null, "complained within 90", "61000 ügyfél panaszt tett.", "61000 clients complained.");
        await house.Execute("delete from insights.figure where name = 'worth'");
        await house.Execute("insert into insights.figure(name, advisor_id, key, sub, counts, amount) values ('worth', $1, '', $2, '{}', 0)", Guid.Empty, CrossSell.Kernel.Data.JsonText.Write(new[] { kept }));

        (await house.Ask(new GetWorthDoing())).ShouldHaveSingleItem().ShouldBe(kept);
        (await house.Ask(anna, new GetWorthDoing())).ShouldNotContain(kept);
        await house.Send(new RefreshFigures());
        (await house.Count("select count(*) from insights.figure where name = 'worth'")).ShouldBe(0, "a small house is asked as it is");
    }

    private async Task<int> Opens(string filter) => (await house.Ask(new TryFilter(filter, 0))).Count;
}
