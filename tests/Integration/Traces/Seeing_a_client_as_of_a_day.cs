using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Traces;

/// <summary>What the advisor saw then: rebuilt from the record, it is what the live card said at that time, whatever was done since.</summary>
[Collection("traces")]
public sealed class Seeing_a_client_as_of_a_day(HouseFixture house)
{
    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    private static readonly string[] Products = ["insurance/home", "insurance/travel", "insurance/life", "insurance/motor-liability", "lending/personal-loan"];
    private readonly Given _given = new(house);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Is_what_the_live_card_said_after_any_sequence_of_commands(int seed)
    {
        var advisor = await house.Person(Role.Advisor, "As Of");
        var colleague = await house.Person(Role.Advisor, "As Of Later");
        var client = await _given.Client(advisor, null, null, "phone:marketing", "phone:service", "email:marketing");
        var chance = new Random(seed);
        var seen = new List<(DateTimeOffset At, string Card, string Step)>();
        for (var step = 0; step < 40; step++)
        {
            var did = await Step(chance, client.Id, advisor, colleague);
            seen.Add((house.Clock.GetUtcNow(), await Live(client.Id), did));
            house.Clock.Advance(TimeSpan.FromMinutes(chance.Next(1, 60 * 30)));
        }

        seen.Select(s => s.Step).Distinct().Count().ShouldBeGreaterThan(5);
        foreach (var (at, card, step) in seen)
        {
            var said = Said(await house.Ask(new GetCardAsOf(client.Id, at)));
            said.Split('\n').Except(card.Split('\n')).Concat(card.Split('\n').Except(said.Split('\n'))).ShouldBeEmpty($"seed {seed}, after {step} at {at:O}");
        }
    }

    [Fact]
    public async Task Is_refused_for_a_time_before_the_client_was_here_and_for_strangers()
    {
        var advisor = await house.Person(Role.Advisor, "As Of Before");
        var client = await _given.Client(advisor);

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Ask(advisor, new GetCardAsOf(client.Id, house.Clock.GetUtcNow().AddDays(-2))))).Code.ShouldBe("error.notThereYet");
        var stranger = await house.Person(Role.Advisor, "As Of Stranger");
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(stranger, new GetCardAsOf(client.Id, house.Clock.GetUtcNow())));
    }

    private async Task<string> Step(Random chance, Guid client, Actor advisor, Actor colleague)
    {
        var open = (await house.Ask(new GetCard(client))).OpenOffers;
        switch (chance.Next(10))
        {
            case 0:
                await house.Send(new ChangeClient(client, Nothing with { Phone = $"+3620{chance.Next(1000000, 9999999)}", Address = new AddressData(null, null, chance.Next(2) == 0 ? "Szeged" : "Pécs", null) }, null));
                return "contact data";
            case 1:
                await house.Send(new ChangeClient(client, Nothing with { GivenName = chance.Next(2) == 0 ? "Márta" : "Réka", Tags = [$"t{chance.Next(3)}"], Email = chance.Next(2) == 0 ? "" : $"x{chance.Next(100)}@example.com" }, null));
                return "name and tags";
            case 2:
                await house.Send(new ChangeClient(client, Nothing with { Consents = [new ConsentData("post", "service", chance.Next(2) == 0), new ConsentData("phone", "service", chance.Next(3) > 0)] }, null));
                return "consents";
            case 3:
                await house.Send(new AddContract(new ContractData(null, client, Products[chance.Next(2)], null, "elsewhere", "Másik", $"S-{chance.Next()}", house.Today.AddYears(-1), house.Today.AddDays(chance.Next(60, 300)), null, new PriceData(1000, "HUF", "year"))));
                return "contract";
            case 4 when (await house.Ask(new ListContracts(client, null, null, null, 50))).Items is { Count: > 0 } contracts:
                await house.Send(new ChangeContract(contracts[chance.Next(contracts.Count)].Id, new ContractData(null, null, null, null, null, chance.Next(2) == 0 ? "Harmadik" : "Negyedik", null, null, house.Today.AddDays(chance.Next(60, 300)), 30, new PriceData(chance.Next(1000, 9000), "HUF", "month")), null));
                return "contract changed";
            case 5 when open.Count < 3:
                return await Tried("offer", () => house.Send(advisor, new OpenOffer(client, Products[chance.Next(Products.Length)], null, null, null, null)));
            case 6 or 7 when open.Count > 0:
                Outcome[] outcomes = [Outcome.NoAnswer, Outcome.Thinking, Outcome.CallBack, Outcome.Rejected];
                var outcome = outcomes[chance.Next(outcomes.Length)];
                await house.Send(advisor, new RecordOutcome(
                    open[chance.Next(open.Count)].Id, outcome, outcome == Outcome.Rejected ? "notNeeded" : null, null, null, outcome == Outcome.CallBack ? house.Clock.GetUtcNow().AddHours(chance.Next(5, 50)) : null, null));
                return outcome.ToString();
            case 8:
                if (chance.Next(2) == 0 || await OpenTask(client) is not { } task)
                {
                    await house.Send(advisor, new AddTask(client, TaskKind.Paperwork, "Iratok", house.Today.AddDays(chance.Next(1, 5)), null, null));
                    return "task";
                }

                await house.Send(advisor, new CompleteTask(task, null));
                return "task done";
            case 9 when await AnyTask(client, advisor) is { } put:
                var until = house.Clock.GetUtcNow().AddHours(chance.Next(1, 90));
                return await Tried("snoozed", () => house.Send(advisor, new SnoozeTask(put, until, chance.Next(2) == 0, true)));
            default:
                await house.Send(new ChangeClient(client, Nothing with { Advisor = house.Emails[(chance.Next(2) == 0 ? colleague : advisor).UserId!.Value] }, null));
                await house.Send(new ChangeClient(client, Nothing with { Advisor = house.Emails[advisor.UserId!.Value] }, null));
                return "advisor";
        }
    }

    private static async Task<string> Tried<T>(string what, Func<Task<T>> act)
    {
        try
        {
            await act();
            return what;
        }
        catch (HouseException refused)
        {
            return $"{what} refused ({refused.Code})";
        }
    }

    private async Task<Guid?> OpenTask(Guid client) => await house.Services.GetRequiredService<Database>()
        .Single("select id from worklist.task where client_id = $1 and status = 'open' and purpose is null order by id limit 1", r => (Guid?)r.GetGuid(0), [client], default);

    private async Task<Guid?> AnyTask(Guid client, Actor advisor) => await house.Services.GetRequiredService<Database>()
        .Single("select id from worklist.task where client_id = $1 and status = 'open' and assignee_id = $2 order by id desc limit 1", r => (Guid?)r.GetGuid(0), [client, advisor.UserId], default);

    /// <summary>What the card, the client and the worklist say now.</summary>
    private async Task<string> Live(Guid id)
    {
        await HouseFixture.Eventually(
            "the outbox to be done with the client", () => house.Count("select count(*) from kernel.outbox where done_at is null and not dead and payload like '%' || $1 || '%'", id.ToString()), waiting => waiting == 0);
        var versions = await house.Count("select coalesce(sum(version), 0)::bigint from portfolio.contract where client_id = $1", id);
        var days = await house.Services.GetRequiredService<Database>().Query(
            "select id, planned_on, planned_at from offers.offer where client_id = $1 and status = 'open' order by id",
            r => (r.GetGuid(0), r.GetFieldValue<DateOnly>(1), Minute(r.Maybe<DateTimeOffset>(2))),
            [id],
            default);
        var card = await HouseFixture.Eventually(
            "the card to hear of the contracts and of moved calls",
            () => house.Ask(new GetCard(id)),
            c => c.Contracts.Sum(x => x.Contract.Version) == versions
                && c.OpenOffers.Select(o => (o.Id, o.PlannedOn, Minute(o.PlannedAt))).OrderBy(o => o.Id.ToString(), StringComparer.Ordinal).SequenceEqual(days));
        var tasks = await house.Services.GetRequiredService<Database>().Query(
            "select id, kind, title_hu, due_on, due_at, assignee_id from worklist.task where client_id = $1 and status = 'open' order by id",
            r => Task(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetFieldValue<DateOnly>(3), r.Maybe<DateTimeOffset>(4), r.Maybe<Guid>(5)),
            [id],
            default);
        return Text(
            await house.Ask(new GetClient(id)), card.Contracts.Select(c => c.Contract),
            card.OpenOffers.Select(o => Offer(o.Id, o.Product, o.Variant, o.Reason, o.PlannedOn, o.PlannedAt, o.Process?.State, o.Attempts)), tasks);
    }

    private static string Said(CardAsOf then) => Text(
        then.Client, then.Contracts, then.OpenOffers.Select(o => Offer(o.Id, o.Product, o.Variant, o.Reason, o.PlannedOn, o.PlannedAt, o.ProcessState, o.Attempts)),
        then.Tasks.OrderBy(t => t.Id.ToString(), StringComparer.Ordinal).Select(t => Task(t.Id, t.Kind.ToString().ToLowerInvariant(), t.Title, t.DueOn, t.DueAt, t.AssigneeId)));

    private static string Text(ClientView client, IEnumerable<ContractView> contracts, IEnumerable<string> offers, IEnumerable<string> tasks) => string.Join(
        '\n', [JsonText.Write(client), .. contracts.OrderBy(c => c.Id.ToString(), StringComparer.Ordinal).Select(JsonText.Write), .. offers.Order(StringComparer.Ordinal), .. tasks]);

    private static string Offer(Guid id, string product, string? variant, Reason reason, DateOnly on, DateTimeOffset? at, string? state, IEnumerable<ContactAttempt> attempts) =>
        JsonText.Write(new { id, product, variant, reason, on, at = Minute(at), state, attempts = attempts.OrderBy(a => a.Id.ToString(), StringComparer.Ordinal).Select(a => new { a.Id, a.Outcome, a.Reason, a.By, at = Minute(a.CallBackAt) }) });

    private static string Task(Guid id, string kind, string title, DateOnly on, DateTimeOffset? at, Guid? who) => JsonText.Write(new { id, kind, title, on, at = Minute(at), who });

    /// <summary>A grain remembers ticks, the database microseconds.</summary>
    private static string? Minute(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
