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
    public async Task<Done> Handle(LoadClients request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var consents = new List<Consent>();
        var clients = request.Clients.Select(c => Made(c, consents)).ToList();
        await using (var copy = await connection.BeginBinaryImportAsync($"copy clients.client({ClientTable.List}) from stdin (format binary)", ct))
        {
            foreach (var client in clients)
            {
                await copy.StartRowAsync(ct);
                await ClientTable.CopyValues(copy, client, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await using (var copy = await connection.BeginBinaryImportAsync($"copy clients.search_entry({SearchEntryTable.List}) from stdin (format binary)", ct))
        {
            foreach (var client in clients)
            {
                await SearchEntryTable.Copy(copy, client, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await using (var copy = await connection.BeginBinaryImportAsync($"copy clients.consent({ConsentTable.List}) from stdin (format binary)", ct))
        {
            foreach (var consent in consents)
            {
                await ConsentTable.Copy(copy, consent, ct);
            }

            await copy.CompleteAsync(ct);
        }

        unit.Audit(new AuditDraft("clients.loaded", "clients", Ids.New(clock.Now), null, null, new { clients.Count }));
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
            history.Say(client.Id, said, clock.Now, "generate");
        }

        consents.AddRange(history.Added);
        return client with { Granted = history.Granted };
    }
}
