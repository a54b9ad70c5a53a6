using CrossSell.Clients.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Data;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Features;

/// <summary>A call's new day is the offer's new day, in the same transaction.</summary>
internal sealed class MovedTasks(IUnitOfWork unit) : IEventHandler<TasksMoved>
{
    public Task Handle(TasksMoved happened, CancellationToken ct)
    {
        unit.Write(
            """
            update offers.offer o set planned_on = m.day, planned_at = m.at, version = o.version + 1
            from unnest($1::uuid[], $2::date[], $3::timestamptz[]) as m(id, day, at) where o.id = m.id and o.status = 'open'
            """,
            happened.Offers.Select(o => o.OfferId).ToArray(), happened.Offers.Select(o => o.DueOn).ToArray(), happened.Offers.Select(o => o.DueAt).ToArray());
        var clients = happened.Offers.Select(o => o.ClientId).Distinct().ToList();
        unit.MoveClients(clients);
        unit.Touch(clients);
        return Task.CompletedTask;
    }
}

/// <summary>Who corrected a client's contact data has done what the data task was for.</summary>
internal sealed class CorrectedContacts(IDispatcher dispatcher) : IEventHandler<ContactDataChanged>
{
    public Task Handle(ContactDataChanged happened, CancellationToken ct) => dispatcher.Send(new CloseTasksOfClients(happened.ClientIds, TaskKind.Data, "contactDataChanged"), ct);
}
