using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;

namespace CrossSell.Portfolio.Data;

/// <summary>Where an import gathers what it will write, to write it in two statements.</summary>
internal sealed class ContractStaging(NpgsqlConnection connection)
{
    private const int ManyRows = 10_000;

    private const string Create = "create temp table contract_staging on commit drop as select true as is_new, c.* from portfolio.contract c with no data";

    private static readonly string CopyContracts = $"copy contract_staging(is_new, {ContractTable.List}) from stdin (format binary)";

    private static readonly string Insert = $"insert into portfolio.contract({ContractTable.List}) select {ContractTable.List} from contract_staging where is_new";

    private static readonly string Update =
        $"""
        update portfolio.contract c set {string.Join(", ", ContractTable.Columns.Where(n => n is not "id").Select(n => $"{n} = s.{n}"))}
        from contract_staging s where not s.is_new and c.id = s.id
        """;

    public Task Open(CancellationToken ct) => connection.Execute(Create, [], ct);

    public async Task Add(IReadOnlyCollection<(Contract Contract, bool IsNew)> contracts, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(CopyContracts, ct);
        foreach (var (contract, isNew) in contracts)
        {
            await ContractTable.Copy(copy, contract, isNew, ct);
        }

        await copy.CompleteAsync(ct);
    }

    /// <param name="rows">How many there are: many make the server's statistics stale.</param>
    public async Task Write(int rows, CancellationToken ct)
    {
        await connection.Execute("analyze contract_staging", [], ct);
        await connection.Execute(Insert, [], ct);
        await connection.Execute(Update, [], ct);
        if (rows >= ManyRows)
        {
            await connection.Execute("analyze portfolio.contract", [], ct);
        }
    }
}
