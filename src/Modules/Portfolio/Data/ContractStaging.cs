using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;

namespace CrossSell.Portfolio.Data;

/// <summary>Writes many contracts: new ones at once, changed ones gathered first and then in one statement; and the identifiers by which they are found.</summary>
internal sealed class ContractStaging(NpgsqlConnection connection)
{
    private const int ManyRows = 10_000;

    private const string Create =
        """
        drop table if exists contract_staging, identifier_staging;
        create temp table contract_staging on commit drop as select * from portfolio.contract with no data;
        create temp table identifier_staging on commit drop as select * from portfolio.identifier with no data
        """;

    private const string Identify =
        $"""
        delete from portfolio.identifier i using contract_staging s where i.contract_id = s.id;
        insert into portfolio.identifier({IdentifierTable.List}) select {IdentifierTable.List} from identifier_staging
        """;

    private static readonly string Update =
        $"""
        update portfolio.contract c set {string.Join(", ", ContractTable.Columns.Where(n => n is not "id").Select(n => $"{n} = s.{n}"))}
        from contract_staging s where c.id = s.id and c.version = s.version - 1
        """;

    public Task Open(CancellationToken ct) => connection.Execute(Create, [], ct);

    public async Task Add(IReadOnlyCollection<Contract> contracts, CancellationToken ct)
    {
        await Copy("portfolio.contract", contracts, ct);
        await CopyIdentifiers("portfolio.identifier", contracts, ct);
    }

    public async Task Stage(IReadOnlyCollection<Contract> contracts, CancellationToken ct)
    {
        await Copy("contract_staging", contracts, ct);
        await CopyIdentifiers("identifier_staging", contracts, ct);
    }

    /// <returns>How many contracts still had the version before. When these are fewer than were staged the caller gives the whole transaction up.</returns>
    public async Task<int> Write(CancellationToken ct)
    {
        await connection.Execute("analyze contract_staging", [], ct);
        var written = await connection.Execute(Update, [], ct);
        await connection.Execute(Identify, [], ct);
        return written;
    }

    /// <summary>Many new rows make the server's statistics stale.</summary>
    public Task Analyze(int rows, CancellationToken ct) =>
        rows >= ManyRows ? connection.Execute("analyze portfolio.contract, portfolio.identifier", [], ct) : Task.CompletedTask;

    private async Task Copy(string table, IReadOnlyCollection<Contract> contracts, CancellationToken ct)
    {
        if (contracts.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync($"copy {table}({ContractTable.List}) from stdin (format binary)", ct);
        foreach (var contract in contracts)
        {
            await ContractTable.Copy(copy, contract, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task CopyIdentifiers(string table, IReadOnlyCollection<Contract> contracts, CancellationToken ct)
    {
        var identifiers = contracts.SelectMany(Identifiers.Of).ToList();
        if (identifiers.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync($"copy {table}({IdentifierTable.List}) from stdin (format binary)", ct);
        foreach (var identifier in identifiers)
        {
            await IdentifierTable.Copy(copy, identifier, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
