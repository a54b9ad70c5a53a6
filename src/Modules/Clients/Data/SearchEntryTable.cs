using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Clients.Data;

/// <summary>
/// The texts under which clients are found (ADR 0091). The advisor stands in every row, so that a scope is a range of the index; a foreign key
/// on (client, advisor) that cascades keeps it right whoever changes the client's advisor, and however many at once.
/// </summary>
internal sealed class SearchEntryRow
{
    public Guid ClientId { get; init; }

    public required string Kind { get; init; }

    public required string Text { get; init; }

    public Guid AdvisorId { get; init; }

    public bool Lead { get; init; }
}

internal static class SearchEntryTable
{
    public const string List = "client_id, kind, text, advisor_id, lead";

    public static readonly CopyTable<Client> Copied = new("clients.search_entry", List, Copy);

    public static void Write(IUnitOfWork unit, Client client, bool isNew)
    {
        var keys = SearchKeys.Of(client);
        if (!isNew)
        {
            unit.Write("delete from clients.search_entry where client_id = $1", client.Id);
        }

        unit.Write(
            $"insert into clients.search_entry({List}) select $1, t.kind, t.text, $2, t.lead from unnest($3::text[], $4::text[], $5::bool[]) as t(kind, text, lead)",
            client.Id, client.AdvisorId, keys.Select(k => k.Kind).ToArray(), keys.Select(k => k.Text).ToArray(), keys.Select(k => k.Lead).ToArray());
    }

    /// <summary>For clients that were there before there was such a table.</summary>
    public static async Task FillMissing(NpgsqlConnection connection, CancellationToken ct)
    {
        for (var last = Guid.Empty; ;)
        {
            var clients = await connection.Query(
                $"select {ClientTable.List} from clients.client c where id > $1 and not exists (select from clients.search_entry e where e.client_id = c.id) order by id limit 10000",
                ClientTable.Read,
                [last],
                ct);
            if (clients.Count == 0)
            {
                return;
            }

            await connection.Copy(Copied, clients, ct);
            last = clients[^1].Id;
        }
    }

    private static async Task Copy(NpgsqlBinaryImporter copy, Client client, CancellationToken ct)
    {
        foreach (var key in SearchKeys.Of(client))
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(client.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(key.Kind, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key.Text, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(client.AdvisorId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(key.Lead, NpgsqlDbType.Boolean, ct);
        }
    }
}
