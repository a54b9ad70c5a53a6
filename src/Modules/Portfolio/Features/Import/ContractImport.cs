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

internal sealed class ContractPiece(int rows) : ImportPiece(rows)
{
    public List<Contract> Added { get; } = [];

    public List<Contract> Changed { get; } = [];
}

/// <summary>
/// One pass over a file of contracts: read what is known of a piece, merge by the same rules as a single change, write what is new and stage what differs.
/// A row without an external id is the contract of that client, product, place, start and number.
/// </summary>
internal sealed class ContractImport(
    NpgsqlConnection reading, HolderCache holders, IReadOnlyDictionary<string, Term> products, IProductFields fields, ClientScope scope, BusinessClock clock, ImportOrder order) : IImportPass
{
    private readonly Dictionary<object, int> _seen = [];
    private readonly DateTimeOffset _now = clock.Now;
    private readonly DateOnly _today = clock.Today;
    private ContractStaging? _staging;

    public async Task<ImportPiece> Compare(IReadOnlyList<CsvRow> rows, CancellationToken ct)
    {
        var piece = new ContractPiece(rows.Count);
        var read = rows.Select(r => Read(r, piece)).OfType<ContractRow>().ToList();
        await holders.Learn(read.Select(r => r.Client).OfType<string>(), ct);
        var known = await Known(read, ct);
        foreach (var row in read)
        {
            Take(await Checked(row, ct), Holder(row), known, piece);
        }

        return piece;
    }

    public async Task Open(NpgsqlConnection connection, CancellationToken ct)
    {
        _staging = new ContractStaging(connection);
        await _staging.Open(ct);
    }

    public async Task Write(NpgsqlConnection connection, ImportPiece piece, CancellationToken ct)
    {
        var contracts = (ContractPiece)piece;
        try
        {
            await _staging!.Add(contracts.Added, ct);
            await _staging.Stage(contracts.Changed, ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw Overtaken();
        }
    }

    public async Task Finish(NpgsqlConnection connection, int created, int updated, CancellationToken ct)
    {
        if (updated > 0 && await _staging!.Write(ct) != updated)
        {
            throw Overtaken();
        }

        await _staging!.Analyze(created + updated, ct);
    }

    public ValueTask DisposeAsync() => reading.DisposeAsync();

    private static ConflictException Overtaken() =>
        new("error.importOvertaken", "While the file was read somebody added or changed one of its contracts; nothing was imported, import it again.");

    private static ContractRow? Read(CsvRow row, ContractPiece piece)
    {
        var faults = new Faults();
        if (row.IsWhole(faults))
        {
            return ContractColumns.Read(row, faults);
        }

        piece.Reject(row, faults);
        return null;
    }

    /// <summary>With the product's own fields read by what the product says of them.</summary>
    private async Task<ContractRow> Checked(ContractRow row, CancellationToken ct)
    {
        if (row.Data.Fields is not { Count: > 0 })
        {
            return row;
        }

        var form = new Faults();
        var data = await fields.Checked(row.Data, row.Data.Product, form, ct, held: true);
        foreach (var fault in form.All)
        {
            row.Faults.Add(ContractColumns.Shape.FreePrefix + fault.Field["fields.".Length..], fault.Code, fault.Message, fault.Arguments);
        }

        return row with { Data = data };
    }

    private ClientKey? Holder(ContractRow row)
    {
        if (row.Client is null)
        {
            return null;
        }

        if (holders.Of(row.Client) is { } holder && scope.Allows(holder.AdvisorId))
        {
            return holder;
        }

        row.Faults.Add("client_external_id", "unknownClient", $"There is no client {row.Client}.");
        return null;
    }

    private void Take(ContractRow row, ClientKey? holder, ContractsKnown known, ContractPiece piece)
    {
        var blank = new Contract
        {
            Id = Ids.New(_now),
            ClientId = holder?.Id ?? Guid.Empty,
            CreatedAt = _now,
            Version = 1,
            HeldBy = order.Hold ? order.Id : null,
            HeldUntil = order.Hold ? DateOnly.MaxValue : null,
        };
        var old = known.IsEmpty ? null : known.Find(new ContractForm(row.Data, new Faults()).FilledInto(blank));
        var contract = Filled(row, old ?? blank, old);
        if (old is not null && holder is not null && holder.Id != old.ClientId)
        {
            row.Faults.Add("client_external_id", "fixed", $"The contract {old.ExternalId} belongs to another client; a contract stays with its client.");
        }

        RefuseTwice(row, contract);
        if (!piece.Reject(row.Source, row.Faults))
        {
            Count(row, old, Made(Dated(contract, old), old), piece);
        }
    }

    private Contract Filled(ContractRow row, Contract start, Contract? old)
    {
        var form = new Faults();
        var contract = new ContractForm(row.Data with { Price = row.PriceOver(old) }, form).FilledInto(start);
        if (contract.Product.Length > 0 && contract.Product != old?.Product && !products.ContainsKey(contract.Product))
        {
            form.Add("product", "unknownProduct", $"The catalog has no product {contract.Product}; expected line/code.");
        }

        Add(row.Faults, form);
        return contract;
    }

    /// <summary>A new contract is made with the version of its line that is in force.</summary>
    private Contract Made(Contract contract, Contract? old) => old is not null ? contract : contract with { LineVersion = products.GetValueOrDefault(contract.Product)?.LineVersion };

    /// <summary>An end that nobody said is worked out, and marked so; again when what it was worked out from has changed.</summary>
    private Contract Dated(Contract contract, Contract? old) =>
        contract.Status != Contract.Live || (contract.Expiry is not null && !(contract.ExpiryInferred && old is not null && (old.Start, old.Product) != (contract.Start, contract.Product)))
            || products.GetValueOrDefault(contract.Product)?.Expiry(contract.Start, _today) is not { } expiry
            ? contract
            : contract with { Expiry = expiry, ExpiryInferred = true };

    private static void Add(Faults faults, Faults form)
    {
        foreach (var fault in form.All.Select(f => f with { Field = f.Field == "price.amount" ? "price" : ColumnName.Of(f.Field) }))
        {
            if (faults.All.All(known => known.Field != fault.Field))
            {
                faults.Add(fault.Field, fault.Code, fault.Message, fault.Arguments);
            }
        }
    }

    private void RefuseTwice(ContractRow row, Contract contract)
    {
        if (row.Faults.Any && contract.ExternalId is null)
        {
            return;
        }

        object key = contract.ExternalId is { } id ? id : contract.NaturalKey;
        if (!_seen.TryAdd(key, row.Source.Line))
        {
            row.Faults.Add("external_id", "import.twice", contract.ExternalId is null
                ? $"The same contract is in line {_seen[key]} already; give both an external_id if they are two."
                : $"{contract.ExternalId} is in line {_seen[key]} already.");
        }
    }

    private static void Count(ContractRow row, Contract? old, Contract contract, ContractPiece piece)
    {
        var label = contract.ExternalId ?? $"{row.Client} {contract.Product} {contract.Start:yyyy-MM-dd}";
        if (old is null)
        {
            piece.Added.Add(contract);
            piece.Created.Add(new ImportChange(row.Source.Line, label, new BlockPart("contracts.added", "contract", contract.Id, contract.ClientId, null, ContractFacts.Known(contract))));
        }
        else if (Difference.Between(old.Facts(), contract.Facts()) is { IsEmpty: false } difference)
        {
            piece.Changed.Add(contract with { Version = old.Version + 1 });
            piece.Updated.Add(new ImportChange(
                row.Source.Line, label, new BlockPart("contracts.changed", "contract", contract.Id, contract.ClientId, JsonText.Bytes(difference.Before), JsonText.Bytes(difference.After))));
        }
        else
        {
            piece.Unchanged.Add((row.Source.Line, label));
        }
    }

    private async Task<ContractsKnown> Known(List<ContractRow> rows, CancellationToken ct)
    {
        var externalIds = rows.Select(r => r.Data.ExternalId).OfType<string>().Distinct().ToArray();
        var nameless = rows
            .Where(r => r.Data.ExternalId is null && r.Client is not null)
            .Select(r => holders.Of(r.Client!)?.Id)
            .OfType<Guid>()
            .Distinct()
            .ToArray();
        var found = externalIds.Length == 0 ? [] : await Load("external_id = any($1)", externalIds, ct);
        found.AddRange(nameless.Length == 0 ? [] : await Load("external_id is null and client_id = any($1)", nameless, ct));
        return new ContractsKnown(found);
    }

    private Task<List<Contract>> Load(string which, Array ids, CancellationToken ct) =>
        reading.Query($"select {ContractTable.List} from portfolio.contract where {which}", ContractTable.Read, [ids], ct);
}

/// <summary>The contracts a piece of a file may speak of.</summary>
internal sealed class ContractsKnown(IReadOnlyList<Contract> found)
{
    private readonly Dictionary<string, Contract> _byExternalId = found.Where(c => c.ExternalId is not null).ToDictionary(c => c.ExternalId!);
    private readonly ILookup<object, Contract> _byNature = found.Where(c => c.ExternalId is null).OrderBy(c => c.Id).ToLookup(c => (object)c.NaturalKey);

    public bool IsEmpty => found.Count == 0;

    public Contract? Find(Contract read) =>
        read.ExternalId is { } id ? _byExternalId.GetValueOrDefault(id) : _byNature[read.NaturalKey].FirstOrDefault();
}

/// <summary>Clients by external id, as far as the file has named them; forgotten when they get too many.</summary>
internal sealed class HolderCache(IClientDirectory clients)
{
    private const int Most = 500_000;
    private readonly Dictionary<string, ClientKey?> _known = [];

    public async Task Learn(IEnumerable<string> externalIds, CancellationToken ct)
    {
        if (_known.Count > Most)
        {
            _known.Clear();
        }

        var unknown = externalIds.Where(id => !_known.ContainsKey(id)).Distinct().ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var found = await clients.ByExternalIds(unknown, ct);
        unknown.ForEach(id => _known[id] = found.GetValueOrDefault(id));
    }

    public ClientKey? Of(string externalId) => _known.GetValueOrDefault(externalId);
}
