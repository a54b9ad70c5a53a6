using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Clients.Features.Import;

/// <summary>
/// One pass over the file in pieces: read what is known of the piece's clients, merge by the same rules as a single change,
/// stage what is new or differs, and at the end write it in three statements.
/// </summary>
internal sealed class ClientImport(IUnitOfWork unit, AdvisorChoice advisors, ClientScope scope, BusinessClock clock, ImportTally tally, bool write)
{
    private const int Piece = 5000;
    private readonly List<Guid> _corrected = [];
    private readonly Dictionary<string, int> _seen = [];
    private readonly List<(Client Client, bool IsNew)> _changed = [];
    private readonly List<Consent> _consents = [];
    private readonly DateTimeOffset _now = clock.Now;
    private readonly DateOnly _today = clock.Today;

    /// <summary>Clients whose contact data the file changed.</summary>
    public IReadOnlyList<Guid> Corrected => _corrected;

    public async Task Run(CsvTable table, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var staging = new ClientStaging(connection);
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
                await staging.Add(_changed, _consents, ct);
                unit.Touch(_changed.Select(c => c.Client.Id));
            }

            _changed.Clear();
            _consents.Clear();
        }

        if (write && tally.Created + tally.Updated > 0)
        {
            await Write(staging, ct);
        }
    }

    private async Task Write(ClientStaging staging, CancellationToken ct)
    {
        try
        {
            await staging.Write(tally.Created + tally.Updated, ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ConflictException("error.importOvertaken", "While the file was read somebody added a client with one of its external ids; nothing was imported, import it again.");
        }
    }

    private async Task Merge(NpgsqlConnection connection, CsvRow[] piece, CancellationToken ct)
    {
        var rows = piece.Select(Read).OfType<ClientRow>().ToList();
        await advisors.Learn(rows.Select(r => r.Data.Advisor).OfType<string>(), ct);
        var known = await Known(connection, rows, ct);
        var histories = await Histories(connection, rows, known, ct);
        foreach (var row in rows)
        {
            var old = known.GetValueOrDefault(row.Data.ExternalId ?? string.Empty);
            Take(row, old, old is null ? new ConsentHistory([]) : histories.GetValueOrDefault(old.Id));
        }
    }

    private ClientRow? Read(CsvRow row)
    {
        var faults = new Faults();
        if (row.IsWhole(faults))
        {
            var data = ClientColumns.Data(row, faults);
            if (data.ExternalId is { } id && !_seen.TryAdd(id, row.Line))
            {
                faults.Add("external_id", "import.twice", $"{id} is in line {_seen[id]} already.");
            }

            return new ClientRow(row, data, ConsentForm.Listed(row.List("consents"), faults), faults);
        }

        tally.Reject(row, faults);
        return null;
    }

    private void Take(ClientRow row, Client? old, ConsentHistory? consents)
    {
        var faults = row.Faults;
        var client = Filled(row, old);
        if (old is not null && !scope.Allows(old.AdvisorId))
        {
            faults.Add("external_id", "outOfScope", "This client is not one of yours.");
        }

        if (tally.Reject(row.Source, faults))
        {
            return;
        }

        if (row.Consents is not null && consents is not null && !client.DoNotContact)
        {
            consents.Import(client.Id, row.Consents, _now);
            client = client with { Granted = consents.Granted };
        }

        Count(old, client, consents?.Added ?? []);
    }

    private Client Filled(ClientRow row, Client? old)
    {
        var form = new Faults();
        var start = old ?? new Client { Id = Ids.New(_now), CreatedAt = _now, Version = 1 };
        var client = new ClientForm(row.Data, _today, form).FilledInto(start);
        client = row.Data.Advisor is { } email ? client with { AdvisorId = advisors.Of(email, form) ?? start.AdvisorId } : client;
        foreach (var fault in form.All.Select(f => f with { Field = ColumnName.Of(f.Field) }).Where(f => row.Faults.All.All(known => known.Field != f.Field)))
        {
            row.Faults.Add(fault.Field, fault.Code, fault.Message);
        }

        return client;
    }

    private void Count(Client? old, Client client, IReadOnlyList<Consent> consents)
    {
        if (old is null)
        {
            tally.Created++;
            Change(client, true, consents, "clients.added", null, ClientRecord.Known(client));
        }
        else if (Difference.Between(old.Facts(), client.Facts()) is { IsEmpty: false } difference)
        {
            tally.Updated++;
            if (difference.After.Keys.Intersect(ContactDataChanged.Fields).Any())
            {
                _corrected.Add(client.Id);
            }

            Change(client with { Version = old.Version + 1 }, false, consents, "clients.changed", difference.Before, difference.After);
        }
        else
        {
            tally.Unchanged++;
        }
    }

    private void Change(Client client, bool isNew, IReadOnlyList<Consent> consents, string action, object? before, object after)
    {
        if (write)
        {
            _changed.Add((client, isNew));
            _consents.AddRange(consents);
            unit.Audit(new AuditDraft(action, "client", client.Id, client.Id, before, after));
        }
    }

    private async Task<Dictionary<string, Client>> Known(NpgsqlConnection connection, List<ClientRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Data.ExternalId).OfType<string>().ToArray();
        var found = await connection.Query(
            $"select {ClientTable.List} from clients.client where external_id = any($1) order by id{(write ? " for update" : string.Empty)}",
            ClientTable.Read,
            [ids],
            ct);
        return found.ToDictionary(c => c.ExternalId!);
    }

    /// <summary>Only of those whose row lists other consents than stand.</summary>
    private static async Task<Dictionary<Guid, ConsentHistory>> Histories(NpgsqlConnection connection, List<ClientRow> rows, Dictionary<string, Client> known, CancellationToken ct)
    {
        var differing = rows
            .Where(r => r.Consents is not null && r.Data.ExternalId is not null)
            .Select(r => (r.Consents, Client: known.GetValueOrDefault(r.Data.ExternalId!)))
            .Where(r => r.Client is not null && !r.Client.Granted.ToHashSet().SetEquals(r.Consents!))
            .Select(r => r.Client!.Id)
            .Distinct()
            .ToArray();
        var consents = differing.Length == 0 ? [] : await connection.Query(ConsentTable.Latest, ConsentTable.Read, [differing], ct);
        var byClient = consents.ToLookup(c => c.ClientId);
        return differing.ToDictionary(id => id, id => new ConsentHistory(byClient[id]));
    }
}
