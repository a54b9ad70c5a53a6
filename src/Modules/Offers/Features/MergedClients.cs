using CrossSell.Catalog.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Data;

namespace CrossSell.Offers.Features;

/// <summary>Of a product that both clients have an offer open for, the one that goes withdraws its own: nobody is approached twice.</summary>
internal sealed class WithdrawDoubles(IUnitOfWork unit, ClientLoader loader, ClientWriter writer, IDispatcher dispatcher) : IEventHandler<ClientsMerging>
{
    public async Task Handle(ClientsMerging happened, CancellationToken ct)
    {
        if (await loader.Load(happened.ClientId, ct) is not { } kept || await loader.Load(happened.OtherId, ct) is not { } other)
        {
            return;
        }

        unit.GuardClient(kept.Client.Id, kept.Version);
        unit.GuardClient(other.Client.Id, other.Version);
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        foreach (var twice in other.Open.Where(o => kept.Open.Any(k => k.Product == o.Product)).ToList())
        {
            await writer.Withdraw(twice, "merged", other, catalog);
        }
    }
}

/// <summary>Whoever decided on a client as it was finds that it has changed.</summary>
internal sealed class MoveVersions(IUnitOfWork unit) : IEventHandler<ClientRowsMoved>
{
    public Task Handle(ClientRowsMoved happened, CancellationToken ct)
    {
        unit.MoveClients(happened.ClientIds);
        return Task.CompletedTask;
    }
}
