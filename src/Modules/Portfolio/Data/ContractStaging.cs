using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;

namespace CrossSell.Portfolio.Data;

/// <summary>Writes many contracts: new ones at once, changed ones gathered first and then in one statement.</summary>
internal sealed class ContractStaging(NpgsqlConnection connection)
{
    private const int ManyRows = 10_000;

    private const string Create = "create temp table contract_staging on commit drop as select * from portfolio.contract with no data";

    private static readonly string Update =
        $"""
        update portfolio.contract c set {string.Join(", ", ContractTable.Columns.Where(n => n is not "id").Select(n => $"{n} = s.{n}"))}
        from contract_staging s where c.id = s.id and c.version = s.version - 1
        """;

    public Task Open(CancellationToken ct) => connection.Execute(Create, [], ct);

    public Task Add(IReadOnlyCollection<Contract> contracts, CancellationToken ct) => Copy("portfolio.contract", contracts, ct);

    public Task Stage(IReadOnlyCollection<Contract> contracts, CancellationToken ct) => Copy("contract_staging", contracts, ct);

    /// <returns>How many contracts still had the version before: the others were changed in the meantime, and stay as they are.</returns>
    public async Task<int> Write(CancellationToken ct)
    {
        await connection.Execute("analyze contract_staging", [], ct);
        return await connection.Execute(Update, [], ct);
    }

    /// <summary>Many new rows make the server's statistics stale.</summary>
    public Task Analyze(int rows, CancellationToken ct) => rows >= ManyRows ? connection.Execute("analyze portfolio.contract", [], ct) : Task.CompletedTask;

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
}
