using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Offers.Features;

/// <summary>The worklist with what the advisor needs before the call: why, what to offer, what they hold, what was said last.</summary>
internal sealed class GetTodayHandler(TodayFacts facts, Database database, IDispatcher dispatcher, CallContext call, BusinessClock clock, IPeople people) : IQueryHandler<GetToday, TodayList>
{
    private const int NextDays = 7;

    public async Task<TodayList> Handle(GetToday request, CancellationToken ct)
    {
        var today = clock.Today;
        var until = request.Until ?? today.AddDays(NextDays);
        var counting = Counts(request, request.Advisor is { } email ? await people.Advisor(email, ct) : call.Actor.UserId, today, until, ct);
        var reading = dispatcher.Ask(new GetWorklist(request.Advisor, until, request.After, request.Limit, request.Queue), ct);
        await Task.WhenAll(counting, reading);
        var ((overdue, now, next), page) = (await counting, await reading);
        return new TodayList(overdue, now, next, await facts.Of(page.Items, ct), page.Next);
    }

    private async Task<(int Overdue, int Today, int Next)> Counts(GetToday request, Guid? person, DateOnly today, DateOnly until, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var whose = WorkQueues.Sql(request.Queue ?? (request.Advisor is null ? null : WorkQueue.Mine), "$3", "$4");
        return await database.Single(
            $"""
            select count(*) filter (where t.due_on < $1)::int, count(*) filter (where t.due_on = $1)::int, count(*) filter (where t.due_on > $1)::int
            from worklist.pub_task t left join clients.pub_client c on c.id = t.client_id
            where t.status = 'open' and t.block is null and t.due_on <= $2 and {whose} and (t.client_id is null or {scope.Sql("c.advisor_id", "$5")}) and (t.snoozed_until is null or t.snoozed_until <= $6)
            """,
            r => (r.GetInt32(0), r.GetInt32(1), r.GetInt32(2)),
            [today, until, person, call.Actor.Role.ToString().ToLowerInvariant(), scope.Advisors, clock.Now],
            ct);
    }
}

internal sealed class GetTodayItemHandler(TodayFacts facts, IDispatcher dispatcher) : IQueryHandler<GetTodayItem, TodayItem>
{
    public async Task<TodayItem> Handle(GetTodayItem request, CancellationToken ct) => (await facts.Of([await dispatcher.Ask(new GetTask(request.TaskId), ct)], ct))[0];
}

/// <summary>What stands beside tasks: the offer, the client's contracts, what was said last.</summary>
internal sealed class TodayFacts(Database database)
{
    public async Task<IReadOnlyList<TodayItem>> Of(IReadOnlyList<TaskView> tasks, CancellationToken ct)
    {
        var facts = await Briefs([.. tasks.Select(t => t.ClientId).OfType<Guid>().Distinct()], [.. tasks.Select(t => t.OfferId).OfType<Guid>()], ct);
        return [.. tasks.Select(t => Item(t, facts))];
    }

    private static TodayItem Item(TaskView task, Facts facts)
    {
        var offer = task.OfferId is { } id ? facts.Offers.GetValueOrDefault(id) : null;
        var client = task.ClientId is { } about ? facts.Clients.GetValueOrDefault(about) : null;
        return new TodayItem(
            task.Id, task.Kind.ToString().ToLowerInvariant(), task.Title, task.DueOn, task.DueAt, task.ClientId, task.ClientName, task.ClientPhone, client?.City, task.OfferId,
            offer?.Product, offer?.Variant, offer?.Reason, offer?.ContactUntil, offer?.Attempts ?? 0, client?.Holds ?? [], client?.Last, client?.LastAbout, task.DocumentId,
            task.Purpose is { } purpose ? Enum.Parse<ContactPurpose>(purpose, true) : null,
            new TodayTask(task.AssigneeId is null, task.DelegatedBy, task.DelegateNote, task.Cause, task.WindowUntil, task.AboutTaskId),
            task.ProcessId);
    }

    private async Task<Facts> Briefs(Guid[] clients, Guid[] offers, CancellationToken ct)
    {
        var readingOffers = database.Query(
            "select o.id, o.product, o.variant, o.reason_code, o.reason_hu, o.reason_en, o.contact_until, (select count(*)::int from offers.attempt a where a.offer_id = o.id) from offers.offer o where o.id = any($1)",
            r => new OfferFacts(r.GetGuid(0), r.GetString(1), r.MaybeText(2), new Reason(r.GetString(3), r.GetString(4), r.GetString(5)), r.GetFieldValue<DateOnly>(6), r.GetInt32(7)),
            [offers],
            ct);
        var clientRows = await database.Query(
            """
            select c.id, c.city, coalesce((select array_agg(distinct k.product order by k.product) from portfolio.pub_contract k where k.client_id = c.id and k.status = 'live'), '{}'),
                   a.id, a.at, a.by_id, a.by, a.channel, a.outcome, a.reason, a.note, a.call_back_at, a.product
            from clients.pub_client c
            left join lateral (select t.*, o.product from offers.attempt t join offers.offer o on o.id = t.offer_id where t.client_id = c.id order by t.at desc limit 1) a on true
            where c.id = any($1)
            """,
            r => new ClientFacts(r.GetGuid(0), r.MaybeText(1), r.GetFieldValue<string[]>(2), Last(r), r.MaybeText(12)),
            [clients],
            ct);
        return new Facts((await readingOffers).ToDictionary(o => o.Id), clientRows.ToDictionary(c => c.Id));
    }

    private static ContactAttempt? Last(NpgsqlDataReader r) => r.IsDBNull(3)
        ? null
        : new ContactAttempt(
            r.GetGuid(3), r.GetFieldValue<DateTimeOffset>(4), r.Maybe<Guid>(5), r.GetString(6), r.GetString(7), Enum.Parse<Sdk.Outcome>(r.GetString(8), true),
            r.MaybeText(9), r.MaybeText(10), r.Maybe<DateTimeOffset>(11));

    private sealed record Facts(IReadOnlyDictionary<Guid, OfferFacts> Offers, IReadOnlyDictionary<Guid, ClientFacts> Clients);

    private sealed record OfferFacts(Guid Id, string Product, string? Variant, Reason Reason, DateOnly ContactUntil, int Attempts);

    private sealed record ClientFacts(Guid Id, string? City, string[] Holds, ContactAttempt? Last, string? LastAbout);
}
