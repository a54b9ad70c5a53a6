using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using Npgsql;

namespace CrossSell.Clients.Features;

/// <summary>One client in the unit of work: read for change, written whole.</summary>
internal sealed class ClientRecord(IUnitOfWork unit)
{
    public static Dictionary<string, object?> Known(Client client) =>
        client.Facts().Where(f => f.Value is not (null or string[] { Length: 0 } or IReadOnlyDictionary<string, string> { Count: 0 } or false)).ToDictionary();

    /// <summary>Locked until the commit, so that two changes of one client come one after the other.</summary>
    public async Task<(Client Client, ConsentHistory Consents)> Load(Guid id, int? ifVersion, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var found = await connection.Query($"select {ClientTable.List} from clients.client where id = $1 for update", ClientTable.Read, [id], ct);
        if (found.Count == 0)
        {
            throw new NotFoundException("client", id);
        }

        if (ifVersion is not null && ifVersion != found[0].Version)
        {
            throw new StaleException();
        }

        var consents = await connection.Query(ConsentTable.Latest, ConsentTable.Read, [new[] { id }], ct);
        return (found[0], new ConsentHistory(consents));
    }

    public Task Insert(Client client, IReadOnlyList<Consent> consents, CancellationToken ct) => Write(ClientTable.Insert, client, true, consents, ct);

    public Task Update(Client client, IReadOnlyList<Consent> consents, CancellationToken ct) => Write(ClientTable.Update, client, false, consents, ct);

    private async Task Write(string sql, Client client, bool isNew, IReadOnlyList<Consent> consents, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        try
        {
            await connection.Execute(sql, ClientTable.Values(client), ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new InvalidInputException("externalId", "taken", $"Another client has the external id {client.ExternalId}.");
        }

        SearchEntryTable.Write(unit, client, isNew);
        foreach (var consent in consents)
        {
            unit.Write(ConsentTable.Insert, ConsentTable.Values(consent));
        }
    }
}
