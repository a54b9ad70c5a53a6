using CrossSell.Clients.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Data;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Features;

/// <summary>A call's new day is the offer's new day, in the same transaction.</summary>
internal sealed class MovedTasks(IUnitOfWork unit) : IEventHandler<TasksMoved>
{
    public async Task Handle(TasksMoved happened, CancellationToken ct)
    {
        await Say(happened, ct);
        unit.Write(
            """
            update offers.offer o set planned_on = m.day, planned_at = m.at, version = o.version + 1
            from unnest($1::uuid[], $2::date[], $3::timestamptz[]) as m(id, day, at) where o.id = m.id and o.status = 'open'
            """,
            happened.Offers.Select(o => o.OfferId).ToArray(), happened.Offers.Select(o => o.DueOn).ToArray(), happened.Offers.Select(o => o.DueAt).ToArray());
        var clients = happened.Offers.Select(o => o.ClientId).Distinct().ToList();
        unit.MoveClients(clients);
        unit.Touch(clients);
    }

    private async Task Say(TasksMoved happened, CancellationToken ct)
    {
        var to = happened.Offers.ToDictionary(o => o.OfferId);
        var before = await (await unit.Connection(ct)).Query(
            "select id, client_id, product, planned_on, planned_at from offers.offer where id = any($1) and status = 'open' order by id for update",
            r => (Id: r.GetGuid(0), Client: r.GetGuid(1), Product: r.GetString(2), On: r.GetFieldValue<DateOnly>(3), At: r.Maybe<DateTimeOffset>(4)),
            [to.Keys.ToArray()],
            ct);
        unit.Audit([.. before.Select(o => new AuditDraft(
            "offers.moved", "offer", o.Id, o.Client, new { PlannedOn = o.On, PlannedAt = o.At }, new { o.Product, PlannedOn = to[o.Id].DueOn, PlannedAt = to[o.Id].DueAt }))]);
    }
}

/// <summary>Who corrected a client's contact data has done what the data task was for.</summary>
internal sealed class CorrectedContacts(IDispatcher dispatcher) : IEventHandler<ContactDataChanged>
{
    public Task Handle(ContactDataChanged happened, CancellationToken ct) => dispatcher.Send(new CloseTasksOfClients(happened.ClientIds, TaskKind.Data, "contactDataChanged"), ct);
}
