using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using CrossSell.Portfolio.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;

namespace CrossSell.Portfolio.Features.Import;

/// <summary>Takes imported contracts back: new ones go when nothing stands on them and nobody changed them, changed ones get back, field by field, what nobody changed since.</summary>
internal sealed class ContractUndo(IEnumerable<IStandsOnImports> standing)
{
    public async Task<UndoPiece> Run(NpgsqlConnection connection, IReadOnlyList<ImportedRow> rows, bool write, CancellationToken ct)
    {
        var known = (await connection.Query(
            $"select {ContractTable.List} from portfolio.contract where id = any($1) order by id{(write ? " for update" : string.Empty)}",
            ContractTable.Read, [rows.Select(r => r.SubjectId).ToArray()], ct)).ToDictionary(c => c.Id);
        var stands = await Standing(connection, [.. rows.Where(r => r.WasNew).Select(r => r.SubjectId)], ct);
        var piece = new UndoPiece();
        var removed = new List<Guid>();
        var back = new List<Contract>();
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row.SubjectId, out var contract))
            {
                continue;
            }

            if (!row.WasNew)
            {
                SetBack(row, contract, piece, back);
            }
            else if (stands.TryGetValue(contract.Id, out var reason) || (reason = Changed(contract, row)) is not null)
            {
                piece.Kept.Add(new KeptRow(contract.Id, contract.ClientId, Label(contract), reason));
            }
            else
            {
                piece.Removed++;
                removed.Add(contract.Id);
                piece.Parts.Add(new BlockPart("contracts.removed", "contract", contract.Id, contract.ClientId, ContractFacts.Known(contract), null));
            }
        }

        if (write)
        {
            await Write(connection, removed, back, ct);
        }

        return piece;
    }

    private static async Task Write(NpgsqlConnection connection, List<Guid> removed, List<Contract> back, CancellationToken ct)
    {
        if (removed.Count > 0)
        {
            await connection.Execute("delete from portfolio.contract where id = any($1)", [removed.ToArray()], ct);
        }

        if (back.Count > 0)
        {
            var staging = new ContractStaging(connection);
            await staging.Open(ct);
            await staging.Stage(back, ct);
            await staging.Write(ct);
        }
    }

    private static void SetBack(ImportedRow row, Contract contract, UndoPiece piece, List<Contract> back)
    {
        var changes = FieldsBack.Of(row, contract.Facts());
        piece.Kept.AddRange(changes.ChangedSince.Select(f => new KeptRow(contract.Id, contract.ClientId, Label(contract), "changed", f)));
        if (changes.Back.Count == 0)
        {
            return;
        }

        var was = ContractFacts.With(contract, changes.Into(ContractFacts.Of(contract)));
        var difference = Difference.Between(contract.Facts(), was.Facts());
        piece.SetBack++;
        back.Add(was with { Version = contract.Version + 1 });
        piece.Parts.Add(new BlockPart("contracts.changed", "contract", contract.Id, contract.ClientId, JsonText.Bytes(difference.Before), JsonText.Bytes(difference.After)));
    }

    /// <summary>Releasing an import is no change of what it brought.</summary>
    private static string? Changed(Contract contract, ImportedRow row) =>
        FieldsBack.Same(row.After!, contract.KnownFacts(), "heldUntil") ? null : "changed";

    private async Task<Dictionary<Guid, string>> Standing(NpgsqlConnection connection, Guid[] ids, CancellationToken ct)
    {
        var all = new Dictionary<Guid, string>();
        foreach (var module in standing)
        {
            foreach (var (id, reason) in await module.Find(connection, "contract", ids, ct))
            {
                all.TryAdd(id, reason);
            }
        }

        return all;
    }

    private static string Label(Contract contract) => contract.ExternalId ?? contract.Number ?? contract.Product;
}
