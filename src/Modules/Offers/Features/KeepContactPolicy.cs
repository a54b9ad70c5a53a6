using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Grains;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Offers.Features;

/// <summary>Consents are withdrawn by imports and weeks fill up while nobody looks: what was planned is brought into line with the policy.</summary>
internal sealed class KeepContactPolicyHandler(IUnitOfWork unit, Database database, IDispatcher dispatcher, LiveClients live, CallContext call, BusinessClock clock, WorkingDays workingDays)
    : ICommandHandler<KeepContactPolicy, ContactPolicyKept>
{
    public async Task<ContactPolicyKept> Handle(KeepContactPolicy request, CancellationToken ct)
    {
        // The grains write in transactions of their own: they go first, while this one holds no row.
        var withdrawn = 0;
        foreach (var client in await NotAllowed(ct))
        {
            withdrawn += await live.Of(client).KeepConsents(Caller.Of(call, clock.Now));
        }

        return new ContactPolicyKept(withdrawn, await MoveOutOfFullWeeks(await unit.Connection(ct), ct));
    }

    private async Task<List<Guid>> NotAllowed(CancellationToken ct) => await database.Query(
        "select distinct client_id from worklist.pub_task where status = 'open' and purpose is not null and block in ('doNotContact', 'noConsent') order by client_id",
        r => r.GetGuid(0),
        [],
        ct);

    private async Task<int> MoveOutOfFullWeeks(NpgsqlConnection connection, CancellationToken ct)
    {
        var policy = await ContactPolicySql.Read(connection, ct);
        var approached = await FullWeeks(connection, policy, ct);
        var planned = await connection.Query(
            """
            select o.id, o.client_id, o.planned_on, o.planned_at from offers.offer o where o.status = 'open' and o.client_id = any($1)
              and coalesce((select a.outcome from offers.attempt a where a.offer_id = o.id order by a.at desc limit 1), '') <> 'callBack'
            """,
            r => (Id: r.GetGuid(0), Client: r.GetGuid(1), On: r.GetFieldValue<DateOnly>(2), At: r.Maybe<DateTimeOffset>(3)),
            [approached.Keys.ToArray()],
            ct);
        var moved = planned
            .Select(o => (o.Id, o.Client, o.On, o.At, From: o.On > clock.Today ? o.On : clock.Today))
            .Select(o => (o.Id, o.Client, o.On, o.At, o.From, To: policy.FirstAllowed(approached[o.Client], o.From)))
            .Where(o => o.To > o.From)
            .Select(o => (o.Id, o.Client, o.On, o.At, To: policy.FirstWorkingDay(approached[o.Client], o.To, workingDays)))
            .ToList();
        if (moved.Count > 0)
        {
            var clients = moved.Select(m => m.Client).Distinct().ToArray();
            unit.Write(
                "update offers.offer o set planned_on = m.day, planned_at = null, version = o.version + 1 from unnest($1::uuid[], $2::date[]) as m(id, day) where o.id = m.id",
                moved.Select(m => m.Id).ToArray(), moved.Select(m => m.To).ToArray());
            unit.MoveClients(clients);
            unit.Touch(clients);
            unit.Audit([.. moved.Select(m => new AuditDraft("offers.weekFull", "offer", m.Id, m.Client, new { PlannedOn = m.On, PlannedAt = m.At }, new { PlannedOn = m.To }))]);
            await dispatcher.Send(new MoveApproaches([.. moved.Select(m => new ApproachMoved(m.Id, m.To, null))]), ct);
        }

        return moved.Count;
    }

    /// <summary>The days of the last week on which clients were approached, of those with as many attempts as a week may have.</summary>
    private async Task<Dictionary<Guid, HashSet<DateOnly>>> FullWeeks(NpgsqlConnection connection, ContactPolicy policy, CancellationToken ct)
    {
        var attempts = await connection.Query(
            $"""
            select client_id, array_agg(at) from (
              select client_id, at from offers.attempt where at >= $1
              union all select client_id, requested_at from mail.pub_message where requested_at >= $1 and template = '{OfferSent.Template}' and to_kind = 'client' and offer_id is not null and status in ('requested', 'sent')) a
            group by client_id having count(*) >= $2
            """,
            r => (Client: r.GetGuid(0), At: r.GetFieldValue<DateTimeOffset[]>(1)),
            [clock.At(clock.Today.AddDays(-7), TimeOnly.MinValue), policy.ApproachesPerWeek],
            ct);
        return attempts.ToDictionary(a => a.Client, a => a.At.Select(clock.DateOf).ToHashSet());
    }
}

/// <summary>A person withdrew a consent: the offers that stood on it are withdrawn at once.</summary>
internal sealed class KeepConsents(LiveClients live, CallContext call, BusinessClock clock) : IOutboxHandler
{
    public string Kind => ConsentsChanged.Kind;

    public async Task Handle(string payload, CancellationToken ct) => await live.Of(JsonText.Read<ConsentsChanged>(payload).ClientId).KeepConsents(Caller.Of(call, clock.Now));
}
