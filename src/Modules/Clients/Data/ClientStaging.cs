using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Clients.Data;

/// <summary>Writes many clients, under which texts they are found, and what they consented to.</summary>
internal sealed class ClientStaging(NpgsqlConnection connection) : RowStaging<Client>(connection, ClientTable.Copied, SearchEntryTable.Copied, "client_id")
{
    private readonly NpgsqlConnection _connection = connection;

    public Task Add(IReadOnlyCollection<Consent> consents, CancellationToken ct) => _connection.Copy(ConsentTable.Copied, consents, ct);
}
