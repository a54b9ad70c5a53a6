using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Portfolio.Data;

/// <summary>The identifiers among contracts' fields, one row each, so that the beginning of one finds its contract.</summary>
internal static class IdentifierTable
{
    public const string List = "contract_id, field, key";

    public static readonly CopyTable<Contract> Copied = new("portfolio.identifier", List, Copy);

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

            await connection.Copy(Copied, contracts, ct);
            last = contracts[^1].Id;
        }
    }

    private static async Task Copy(NpgsqlBinaryImporter copy, Contract contract, CancellationToken ct)
    {
        foreach (var identifier in Identifiers.Of(contract))
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(identifier.ContractId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(identifier.Field, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(identifier.Key, NpgsqlDbType.Text, ct);
        }
    }
}
