using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Clients.Data;

/// <summary>Where an import gathers what it will write, to write it in three statements.</summary>
internal sealed class ClientStaging(NpgsqlConnection connection)
{
    private const int ManyRows = 10_000;

    private static readonly string Create =
        """
        create temp table client_staging on commit drop as select true as is_new, c.* from clients.client c with no data;
        create temp table consent_staging on commit drop as select client_id, channel, purpose, granted, at, source, recorded_at from clients.consent with no data;
        """;

    private static readonly string CopyClients = $"copy client_staging(is_new, {ClientTable.List}) from stdin (format binary)";

    private static readonly string Insert = $"insert into clients.client({ClientTable.List}) select {ClientTable.List} from client_staging where is_new";

    private static readonly string Update =
        $"""
        update clients.client c set {string.Join(", ", ClientTable.Columns.Where(n => n is not "id").Select(n => $"{n} = s.{n}"))}
        from client_staging s where not s.is_new and c.id = s.id
        """;

    public Task Open(CancellationToken ct) => connection.Execute(Create, [], ct);

    public async Task Add(IReadOnlyCollection<(Client Client, bool IsNew)> clients, IReadOnlyCollection<Consent> consents, CancellationToken ct)
    {
        await using (var copy = await connection.BeginBinaryImportAsync(CopyClients, ct))
        {
            foreach (var (client, isNew) in clients)
            {
                await ClientTable.Copy(copy, client, isNew, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await using (var copy = await connection.BeginBinaryImportAsync($"copy consent_staging({ConsentTable.List}) from stdin (format binary)", ct))
        {
            foreach (var consent in consents)
            {
                await ConsentTable.Copy(copy, consent, ct);
            }

            await copy.CompleteAsync(ct);
        }
    }

    /// <param name="rows">How many there are: many make the server's statistics stale.</param>
    public async Task Write(int rows, CancellationToken ct)
    {
        await connection.Execute("analyze client_staging", [], ct);
        await connection.Execute(Insert, [], ct);
        await connection.Execute(Update, [], ct);
        await connection.Execute($"insert into clients.consent({ConsentTable.List}) select {ConsentTable.List} from consent_staging", [], ct);
        if (rows >= ManyRows)
        {
            await connection.Execute("analyze clients.client", [], ct);
        }
    }
}
