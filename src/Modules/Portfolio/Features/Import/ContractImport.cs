using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;

namespace CrossSell.Portfolio.Features.Import;

/// <summary>
/// One pass over the file in pieces: read what is known of the piece's contracts, merge by the same rules as a single change,
/// stage what is new or differs, and at the end write it in two statements.
/// A row without an external id is the contract of that client, product, place, start and number.
/// </summary>
internal sealed class ContractImport(
    IUnitOfWork unit, IClientDirectory clients, IReadOnlySet<string> products, ClientScope scope, BusinessClock clock, ImportTally tally, bool write)
{
    private const int Piece = 5000;
    private readonly Dictionary<object, int> _seen = [];
    private readonly List<(Contract Contract, bool IsNew)> _changed = [];
    private readonly DateTimeOffset _now = clock.Now;

    public async Task Run(CsvTable table, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var staging = new ContractStaging(connection);
        if (write)
        {
            await ImportLock.Take(connection, ct);
            await staging.Open(ct);
        }

        foreach (var piece in table.Rows().Chunk(Piece))
        {
            tally.Seen(piece.Length);
            await Merge(connection, piece, ct);
            if (write)
            {
                await staging.Add(_changed, ct);
                unit.Touch(_changed.Select(c => c.Contract.ClientId));
            }

            _changed.Clear();
        }

        if (write && tally.Created + tally.Updated > 0)
        {
            await Write(staging, ct);
        }
    }

    private async Task Write(ContractStaging staging, CancellationToken ct)
    {
        try
        {
            await staging.Write(tally.Created + tally.Updated, ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ConflictException("error.importOvertaken", "While the file was read somebody added a contract with one of its external ids; nothing was imported, import it again.");
        }
    }

    private async Task Merge(NpgsqlConnection connection, CsvRow[] piece, CancellationToken ct)
    {
        var rows = piece.Select(Read).OfType<ContractRow>().ToList();
        var holders = await clients.ByExternalIds([.. rows.Select(r => r.Client).OfType<string>().Distinct()], ct);
        var known = await Known(connection, rows, holders, ct);
        foreach (var row in rows)
        {
            Take(row, Holder(row, holders), known);
        }
    }

    private ContractRow? Read(CsvRow row)
    {
        var faults = new Faults();
        if (row.IsWhole(faults))
        {
            return ContractColumns.Read(row, faults);
        }

        tally.Reject(row, faults);
        return null;
    }

    private ClientKey? Holder(ContractRow row, IReadOnlyDictionary<string, ClientKey> holders)
    {
        if (row.Client is null)
        {
            return null;
        }

        if (holders.TryGetValue(row.Client, out var holder) && scope.Allows(holder.AdvisorId))
        {
            return holder;
        }

        row.Faults.Add("client_external_id", "unknownClient", $"There is no client {row.Client}.");
        return null;
    }

    private void Take(ContractRow row, ClientKey? holder, ContractsKnown known)
    {
        var blank = new Contract { Id = Ids.New(_now), ClientId = holder?.Id ?? Guid.Empty, CreatedAt = _now, Version = 1 };
        var old = known.Find(new ContractForm(row.Data, new Faults()).FilledInto(blank));
        var contract = Filled(row, old ?? blank, old);
        if (old is not null && holder is not null && holder.Id != old.ClientId)
        {
            row.Faults.Add("client_external_id", "fixed", $"The contract {old.ExternalId} belongs to another client; a contract stays with its client.");
        }

        RefuseTwice(row, contract);
        if (!tally.Reject(row.Source, row.Faults))
        {
            Count(old, contract);
        }
    }

    private Contract Filled(ContractRow row, Contract start, Contract? old)
    {
        var form = new Faults();
        var contract = new ContractForm(row.Data with { Price = row.PriceOver(old) }, form).FilledInto(start);
        if (contract.Product.Length > 0 && contract.Product != old?.Product && !products.Contains(contract.Product))
        {
            form.Add("product", "unknownProduct", $"The catalog has no product {contract.Product}; expected line/code.");
        }

        Add(row.Faults, form);
        return contract;
    }

    private static void Add(Faults faults, Faults form)
    {
        foreach (var fault in form.All.Select(f => f with { Field = f.Field == "price.amount" ? "price" : ColumnName.Of(f.Field) }))
        {
            if (faults.All.All(known => known.Field != fault.Field))
            {
                faults.Add(fault.Field, fault.Code, fault.Message);
            }
        }
    }

    private void RefuseTwice(ContractRow row, Contract contract)
    {
        object key = contract.ExternalId is { } id ? id : contract.NaturalKey;
        if (row.Faults.Any && contract.ExternalId is null)
        {
            return;
        }

        if (!_seen.TryAdd(key, row.Source.Line))
        {
            row.Faults.Add("external_id", "import.twice", contract.ExternalId is null
                ? $"The same contract is in line {_seen[key]} already; give both an external_id if they are two."
                : $"{contract.ExternalId} is in line {_seen[key]} already.");
        }
    }

    private void Count(Contract? old, Contract contract)
    {
        if (old is null)
        {
            tally.Created++;
            Change(contract, true, "contracts.added", null, contract.KnownFacts());
        }
        else if (Difference.Between(old.Facts(), contract.Facts()) is { IsEmpty: false } difference)
        {
            tally.Updated++;
            Change(contract with { Version = old.Version + 1 }, false, "contracts.changed", difference.Before, difference.After);
        }
        else
        {
            tally.Unchanged++;
        }
    }

    private void Change(Contract contract, bool isNew, string action, object? before, object after)
    {
        if (write)
        {
            _changed.Add((contract, isNew));
            unit.Audit(new AuditDraft(action, "contract", contract.Id, contract.ClientId, before, after));
        }
    }

    private async Task<ContractsKnown> Known(NpgsqlConnection connection, List<ContractRow> rows, IReadOnlyDictionary<string, ClientKey> holders, CancellationToken ct)
    {
        var externalIds = rows.Select(r => r.Data.ExternalId).OfType<string>().Distinct().ToArray();
        var nameless = rows
            .Where(r => r.Data.ExternalId is null && r.Client is not null && holders.ContainsKey(r.Client))
            .Select(r => holders[r.Client!].Id)
            .Distinct()
            .ToArray();
        var found = await Load(connection, "external_id = any($1)", externalIds, ct);
        found.AddRange(nameless.Length == 0 ? [] : await Load(connection, "external_id is null and client_id = any($1)", nameless, ct));
        return new ContractsKnown(found);
    }

    private Task<List<Contract>> Load(NpgsqlConnection connection, string which, Array ids, CancellationToken ct) => connection.Query(
        $"select {ContractTable.List} from portfolio.contract where {which} order by id{(write ? " for update" : string.Empty)}",
        ContractTable.Read,
        [ids],
        ct);
}

/// <summary>The contracts a piece of a file may speak of.</summary>
internal sealed class ContractsKnown(IReadOnlyList<Contract> found)
{
    private readonly Dictionary<string, Contract> _byExternalId = found.Where(c => c.ExternalId is not null).ToDictionary(c => c.ExternalId!);
    private readonly ILookup<object, Contract> _byNature = found.Where(c => c.ExternalId is null).ToLookup(c => (object)c.NaturalKey);

    public Contract? Find(Contract read) =>
        read.ExternalId is { } id ? _byExternalId.GetValueOrDefault(id) : _byNature[read.NaturalKey].FirstOrDefault();
}
