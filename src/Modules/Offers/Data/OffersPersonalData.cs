using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;

namespace CrossSell.Offers.Data;

internal sealed class OffersPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("offers.undone_attempt", "offer_id in (select id from offers.offer where client_id = $1)", Key: "id"),
        new("offers.attempt", Key: "id"),
        new("offers.cover", "offer_id in (select id from offers.offer where client_id = $1)"),
        new("offers.held_out", Columns: "product, until"),
        new("offers.offer", Key: "id") { Handed = "client_id = $2, version = version + 1" },
    ];
}

/// <summary>Whoever decided on the client as it was finds that it has changed, and then that it is gone.</summary>
internal sealed class ForgetErased(IUnitOfWork unit) : IEventHandler<ClientErased>
{
    public Task Handle(ClientErased happened, CancellationToken ct)
    {
        unit.MoveClients([happened.ClientId]);
        return Task.CompletedTask;
    }
}
