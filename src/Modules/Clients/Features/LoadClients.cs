using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features;

internal sealed class LoadClientsHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<LoadClients, Done>
{
    private const string Source = "generate";

    public async Task<Done> Handle(LoadClients request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var staging = new ClientStaging(connection);
        var block = new AuditBlockWriter(connection, Ids.New(clock.Now));
        var consents = new List<Consent>();
        var clients = request.Clients.Select(c => Made(c, consents)).ToList();
        await staging.Add(clients, ct);
        await staging.Add(consents, ct);
        await block.Add([.. clients.Select(c => new BlockPart("clients.added", "client", c.Id, c.Id, null, JsonText.Bytes(ClientRecord.Known(c))))], ct);
        unit.Audit(new AuditDraft("clients.loaded", "clients", Ids.New(clock.Now), null, null, new { clients.Count }) { Block = block.Seal() });
        return Done.Instance;
    }

    private Client Made(LoadedClient loaded, List<Consent> consents)
    {
        var faults = new Faults();
        var blank = new Client { Id = loaded.Id, AdvisorId = loaded.AdvisorId, CreatedAt = clock.Now, Version = 1 };
        var client = new ClientForm(loaded.Data, clock.Today, faults).FilledInto(blank);
        faults.Throw();
        var history = new ConsentHistory([]);
        foreach (var said in loaded.Data.Consents ?? [])
        {
            history.Say(client.Id, said, clock.Now, Source);
        }

        consents.AddRange(history.Added);
        return client with { Granted = history.Granted };
    }
}
