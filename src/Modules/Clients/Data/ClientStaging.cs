using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Clients.Data;

/// <summary>Writes many clients: new ones at once, changed ones gathered first and then in one statement.</summary>
internal sealed class ClientStaging(NpgsqlConnection connection)
{
    private const int ManyRows = 10_000;

    private const string Create = "create temp table client_staging on commit drop as select * from clients.client with no data";

    private static readonly string Update =
        $"""
        update clients.client c set {string.Join(", ", ClientTable.Columns.Where(n => n is not "id").Select(n => $"{n} = s.{n}"))}
        from client_staging s where c.id = s.id and c.version = s.version - 1
        """;

    public Task Open(CancellationToken ct) => connection.Execute(Create, [], ct);

    public Task Add(IReadOnlyCollection<Client> clients, CancellationToken ct) => Copy("clients.client", clients, ct);

    public Task Stage(IReadOnlyCollection<Client> clients, CancellationToken ct) => Copy("client_staging", clients, ct);

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

    /// <returns>How many clients still had the version before: the others were changed in the meantime, and stay as they are.</returns>
    public async Task<int> Write(CancellationToken ct)
    {
        await connection.Execute("analyze client_staging", [], ct);
        return await connection.Execute(Update, [], ct);
    }

    /// <summary>Many new rows make the server's statistics stale.</summary>
    public Task Analyze(int rows, CancellationToken ct) => rows >= ManyRows ? connection.Execute("analyze clients.client", [], ct) : Task.CompletedTask;

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
}
