using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Portfolio.Data;

/// <summary>The identifiers among contracts' fields, one row each, so that the beginning of one finds its contract.</summary>
internal static class IdentifierTable
{
    public const string List = "contract_id, field, key";

    public static void Write(IUnitOfWork unit, Contract contract, bool isNew)
    {
        if (!isNew)
        {
            unit.Write("delete from portfolio.identifier where contract_id = $1", contract.Id);
        }

        var all = Identifiers.Of(contract).ToList();
        if (all.Count > 0)
        {
            unit.Write(
                $"insert into portfolio.identifier({List}) select $1, * from unnest($2::text[], $3::text[])",
                contract.Id, all.Select(i => i.Field).ToArray(), all.Select(i => i.Key).ToArray());
        }
    }

    public static async Task FillMissing(NpgsqlConnection connection, CancellationToken ct)
    {
        for (var last = Guid.Empty; ;)
        {
            var contracts = await connection.Query(
                $"""
                select {ContractTable.List} from portfolio.contract c
                where id > $1 and fields <> '{"{}"}' and not exists (select from portfolio.identifier i where i.contract_id = c.id) order by id limit 10000
                """,
                ContractTable.Read,
                [last],
                ct);
            if (contracts.Count == 0)
            {
                return;
            }

            await using var copy = await connection.BeginBinaryImportAsync($"copy portfolio.identifier({List}) from stdin (format binary)", ct);
            foreach (var identifier in contracts.SelectMany(Identifiers.Of))
            {
                await Copy(copy, identifier, ct);
            }

            await copy.CompleteAsync(ct);
            last = contracts[^1].Id;
        }
    }

    public static async Task Copy(NpgsqlBinaryImporter copy, Identifier identifier, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(identifier.ContractId, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(identifier.Field, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(identifier.Key, NpgsqlDbType.Text, ct);
    }
}
