using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Messages;
using CrossSell.Segments.Domain.Filters;
using CrossSell.Segments.Features;
using CrossSell.Shared;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Segments;

/// <summary>Random clients with everything a filter can ask for, and random filters: the statement and the evaluation mean the same clients.</summary>
[Collection("house")]
public sealed class Meaning_the_same_in_SQL_and_in_memory(HouseFixture house)
{
    private const int Clients = 120;
    private const int Filters = 400;
    private static readonly DateOnly Today = new(2026, 9, 14);

    private static readonly Dictionary<string, FilterProduct> Products = new[]
    {
        new FilterProduct("insurance/home", 12, true, 60, 18, null, null, []),
        new FilterProduct("insurance/car", 12, true, 60, null, 70, null, [9, 10]),
        new FilterProduct("insurance/life", null, true, 30, 18, 65, "person", []),
        new FilterProduct("lending/mortgage", null, true, 90, null, null, null, []),
        new FilterProduct("parts/oil", 3, true, 10, null, null, "company", [1]),
    }.ToDictionary(p => p.Code);

    [Fact]
    public async Task For_every_client_and_filter()
    {
        var ids = await Plant();
        var database = house.Services.GetRequiredService<Database>();
        var clients = await new ClientFactsReader(database).Of(ids, default);
        clients.Count.ShouldBe(Clients);
        var inner = Guid.CreateVersion7();
        var meant = 0;
        var filters = AnyFilter.Of(Gen.Frequency((12, AnyFilter.Condition), (1, Gen.Const((Filter)new Filter.Segment(inner.ToString(), inner)))), 2);
        var tried = new System.Collections.Concurrent.ConcurrentBag<(Filter, Filter)>();
        Gen.Select(filters, AnyFilter.Condition).Sample(tried.Add, iter: Filters, threads: 1);
        foreach (var (filter, segment) in tried)
        {
            var world = new FilterWorld(Today, TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"), Products, new Dictionary<Guid, Filter> { [inner] = segment });
            var evaluation = new Evaluation(world);
            var inMemory = clients.Where(c => evaluation.Means(filter, c)).Select(c => c.Id).ToHashSet();
            foreach (var few in new[] { false, true })
            {
                var sql = new SqlFilter().And("c.id = any(?)", (object)ids);
                sql.Add(new FilterSql(world, sql.Parameter, few).Of(filter));
                var bySql = (await database.Query($"select c.id from clients.pub_client c where {sql.Sql}", r => r.GetGuid(0), sql.Values, default)).ToHashSet();
                bySql.SetEquals(inMemory).ShouldBeTrue($"{FilterText.Write(filter, new FilterNames(Dialect.Code, AnyFilter.Products, []))}\n{sql.Sql}\nonly SQL: {bySql.Except(inMemory).Count()}, only memory: {inMemory.Except(bySql).Count()}");
            }

            meant += inMemory.Count is > 0 and < Clients ? 1 : 0;
        }

        meant.ShouldBeGreaterThan(Filters / 3, "most filters should tell clients apart");
    }

    private async Task<Guid[]> Plant()
    {
        var random = new Random(7);
        var anna = await house.Person(Role.Advisor, "Szűrő Anna", "Két szó");
        T One<T>(params T[] values) => values[random.Next(values.Length)];
        DateOnly Day(int from, int until) => Today.AddDays(random.Next(from, until));
        var ids = new List<Guid>();
        for (var i = 0; i < Clients; i++)
        {
            var client = await new Given(house).Client(anna);
            ids.Add(client.Id);
            await house.Execute(
                """
                update clients.client set kind = $2, birth_date = $3, city = $4, postal_code = $5, language = $6, tags = $7, granted = $8, do_not_contact = $9, attributes = $10::text::jsonb where id = $1
                """,
                client.Id, One("person", "person", "company"), random.Next(5) == 0 ? null : new DateOnly(2026 - random.Next(14, 75), random.Next(1, 13), random.Next(1, 29)), One<string?>(null, AnyFilter.Words[random.Next(AnyFilter.Words.Length)]),
                One<string?>(null, "1101", "1122", "9021", "30"), One("hu", "en"), Enumerable.Range(0, random.Next(3)).Select(_ => AnyFilter.Words[random.Next(AnyFilter.Words.Length)]).ToArray(),
                One(Array.Empty<string>(), ["phone:marketing"], ["email:service"], ["post:marketing", "phone:service"]), random.Next(8) == 0,
                JsonText.Write(Enumerable.Range(0, random.Next(3)).Select(_ => AnyFilter.Words[random.Next(AnyFilter.Words.Length)]).Distinct().ToDictionary(w => w, _ => One("3", "4.5", "-2", "vip", "x", "1234567890123456789"))));
            for (var k = random.Next(5); k > 0; k--)
            {
                var start = Day(-900, 0);
                await house.Execute(
                    "insert into portfolio.contract(id, client_id, product, held_at, start, expiry, price, currency, period, fields, status, version, expiry_inferred, created_at, provider) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '{}', $10, 1, false, now(), $11)",
                    Guid.CreateVersion7(), client.Id, One(AnyFilter.Products), One("us", "elsewhere"), start, One<DateOnly?>(null, start.AddYears(1), start.AddDays(random.Next(-30, 1200)), new DateOnly(2024, 2, 29)),
                    One<decimal?>(null, 1000m, 12_000m, 4_000m), One("HUF", "EUR"), One("year", "month", "quarter", "once"), One("live", "live", "ended"), One<string?>(null, "Másik Biztosító", "Két \"szó\" Bank"));
            }

            var open = new HashSet<string>();
            for (var k = random.Next(4); k > 0; k--)
            {
                var (origin, rule, version) = One<(string, string?, string?)>(("manual", null, null), ("expiry", null, null), ("rule", "insurance/rule-a", "1.0.0"), ("rule", "insurance/rule-a", "1.1.0"), ("rule", "insurance/rule-b", null));
                var (offer, product, created) = (Guid.CreateVersion7(), One(AnyFilter.Products), house.Clock.GetUtcNow().AddHours(-random.Next(1, 9000)));
                var status = One("open", "rejected", "accepted", "withdrawn");
                status = status == "open" && !open.Add(product) ? "rejected" : status;
                await house.Execute(
                    """
                    insert into offers.offer(id, client_id, product, reason_code, reason_hu, reason_en, contact_from, contact_until, planned_on, status, close_reason, priority, purpose, created_at, closed_at, channel, owner, cooldown_until, rule, rule_version, version)
                    values ($1, $2, $3, $10, 'x', 'x', $4, $4, $4, $5, $6, 50, 'marketing', $7, $8, 'phone', 'advisor', $9, $11, $12, 1)
                    """,
                    offer, client.Id, product, Today, status, status == "open" ? null : "x", created, status == "open" ? null : created.AddHours(random.Next(1, 500)), status == "open" ? null : One<DateOnly?>(null, null, Day(-40, 40)), origin, rule, version);
                for (var a = random.Next(4); a > 0; a--)
                {
                    await house.Execute(
                        "insert into offers.attempt(id, offer_id, client_id, at, by, channel, outcome, reason, recorded_at, aftermath) values ($1, $2, $3, $4, 'x', 'phone', $5, $6, $4, '{}')",
                        Guid.CreateVersion7(), offer, client.Id, created.AddHours(random.Next(1, 300)), One("rejected", "noAnswer", "thinking", "accepted"), One<string?>(null, "price", "hasElsewhere", "tooSlow", "complaint"));
                }
            }

            if (random.Next(6) == 0)
            {
                await house.Execute(
                    "insert into worklist.note(id, client_id, text, pinned, complaint, author_name, written_at) values ($1, $2, 'x', false, true, 'x', $3)", Guid.CreateVersion7(), client.Id, house.Clock.GetUtcNow().AddDays(-random.Next(1, 600)));
            }

            if (random.Next(6) == 0)
            {
                await house.Execute("insert into offers.held_out(cause_id, client_id, product, until) values ($1, $2, $3, $4)", Guid.CreateVersion7(), client.Id, One(AnyFilter.Products), Day(-20, 20));
            }

            if (random.Next(8) == 0)
            {
                await house.Execute(
                    "insert into worklist.task(id, kind, title_hu, title_en, client_id, offer_id, due_on, priority, status, created_at) values ($1, 'data', 'x', 'x', $2, $1, $3, 1, $4, $5)", Guid.CreateVersion7(), client.Id, Today, One("open", "done"), house.Clock.GetUtcNow());
            }
        }

        return [.. ids];
    }
}
