using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Clients.Data;

/// <summary>Writes many clients: new ones at once, changed ones gathered first and then in one statement; and under which texts they are found.</summary>
internal sealed class ClientStaging(NpgsqlConnection connection)
{
    private const int ManyRows = 10_000;

    private const string Create =
        """
        drop table if exists client_staging, search_staging;
        create temp table client_staging on commit drop as select * from clients.client with no data;
        create temp table search_staging on commit drop as select * from clients.search_entry with no data
        """;

    private const string Search =
        $"""
        delete from clients.search_entry e using client_staging s where e.client_id = s.id;
        insert into clients.search_entry({SearchEntryTable.List}) select {SearchEntryTable.List} from search_staging
        """;

    private static readonly string Update =
        $"""
        update clients.client c set {string.Join(", ", ClientTable.Columns.Where(n => n is not "id").Select(n => $"{n} = s.{n}"))}
        from client_staging s where c.id = s.id and c.version = s.version - 1
        """;

    public Task Open(CancellationToken ct) => connection.Execute(Create, [], ct);

    public async Task Add(IReadOnlyCollection<Client> clients, CancellationToken ct)
    {
        await Copy("clients.client", clients, ct);
        await CopySearch("clients.search_entry", clients, ct);
    }

    public async Task Stage(IReadOnlyCollection<Client> clients, CancellationToken ct)
    {
        await Copy("client_staging", clients, ct);
        await CopySearch("search_staging", clients, ct);
    }

    public async Task Add(IReadOnlyCollection<Consent> consents, CancellationToken ct)
    {
        if (consents.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync($"copy clients.consent({ConsentTable.List}) from stdin (format binary)", ct);
        foreach (var consent in consents)
        {
            await ConsentTable.Copy(copy, consent, ct);
        }

        await copy.CompleteAsync(ct);
    }

    /// <returns>How many clients still had the version before. When these are fewer than were staged the caller gives the whole transaction up.</returns>
    public async Task<int> Write(CancellationToken ct)
    {
        await connection.Execute("analyze client_staging", [], ct);
        var written = await connection.Execute(Update, [], ct);
        await connection.Execute(Search, [], ct);
        return written;
    }

    /// <summary>Many new rows make the server's statistics stale.</summary>
    public Task Analyze(int rows, CancellationToken ct) =>
        rows >= ManyRows ? connection.Execute("analyze clients.client, clients.search_entry", [], ct) : Task.CompletedTask;

    private async Task Copy(string table, IReadOnlyCollection<Client> clients, CancellationToken ct)
    {
        if (clients.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync($"copy {table}({ClientTable.List}) from stdin (format binary)", ct);
        foreach (var client in clients)
        {
            await ClientTable.Copy(copy, client, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task CopySearch(string table, IReadOnlyCollection<Client> clients, CancellationToken ct)
    {
        if (clients.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync($"copy {table}({SearchEntryTable.List}) from stdin (format binary)", ct);
        foreach (var client in clients)
        {
            await SearchEntryTable.Copy(copy, client, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
