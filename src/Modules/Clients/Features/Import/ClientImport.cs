using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Features.Handover;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Clients.Features.Import;

internal sealed class ClientPiece(int rows) : ImportPiece(rows)
{
    public List<Client> Added { get; } = [];

    public List<Client> Changed { get; } = [];

    public List<Consent> Consents { get; } = [];

    /// <summary>Clients whose contact data the file changes.</summary>
    public List<Guid> Corrected { get; } = [];

    /// <summary>Clients who get another advisor.</summary>
    public List<ClientMove> Moves { get; } = [];
}

/// <summary>One pass over a file of clients: read what is known of a piece, merge by the same rules as a single change, write what is new and stage what differs.</summary>
internal sealed class ClientImport(NpgsqlConnection reading, AdvisorChoice advisors, ClientMover mover, IDispatcher dispatcher, ClientScope scope, BusinessClock clock) : IImportPass
{
    private readonly List<Guid> _corrected = [];
    private readonly List<ClientMove> _moves = [];
    private readonly Dictionary<string, int> _seen = [];
    private readonly DateTimeOffset _now = clock.Now;
    private readonly DateOnly _today = clock.Today;
    private ClientStaging? _staging;

    public async Task<ImportPiece> Compare(IReadOnlyList<CsvRow> rows, CancellationToken ct)
    {
        var piece = new ClientPiece(rows.Count);
        var read = rows.Select(r => Read(r, piece)).OfType<ClientRow>().ToList();
        await advisors.Learn(read.Select(r => r.Data.Advisor).OfType<string>(), ct);
        var known = await Known(read, ct);
        var histories = await Histories(read, known, ct);
        await Refuse(read, known, ct);
        foreach (var row in read)
        {
            var old = known.GetValueOrDefault(row.Data.ExternalId ?? string.Empty);
            Take(row, old, old is null ? new ConsentHistory([]) : histories.GetValueOrDefault(old.Id), piece);
        }

        return piece;
    }

    public async Task Open(NpgsqlConnection connection, CancellationToken ct)
    {
        _staging = new ClientStaging(connection);
        await _staging.Open(ct);
    }

    public async Task Write(NpgsqlConnection connection, ImportPiece piece, CancellationToken ct)
    {
        var clients = (ClientPiece)piece;
        try
        {
            await _staging!.Add(clients.Added, ct);
            await _staging.Stage(clients.Changed, ct);
            await _staging.Add(clients.Consents, ct);
            _corrected.AddRange(clients.Corrected);
            _moves.AddRange(clients.Moves);
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
        if (_moves.Count > 0)
        {
            await mover.Follow(new HandoverStep(connection, null, _moves), ct);
        }

        if (_corrected.Count > 0)
        {
            await dispatcher.Tell(new ContactDataChanged(_corrected), ct);
        }
    }

    public ValueTask DisposeAsync() => reading.DisposeAsync();

    private static ConflictException Overtaken() =>
        new("error.importOvertaken", "While the file was read somebody added or changed one of its clients; nothing was imported, import it again.");

    private ClientRow? Read(CsvRow row, ClientPiece piece)
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

        piece.Reject(row, faults);
        return null;
    }

    private void Take(ClientRow row, Client? old, ConsentHistory? consents, ClientPiece piece)
    {
        var faults = row.Faults;
        var client = Filled(row, old);
        if (old is not null && !scope.Allows(old.AdvisorId))
        {
            faults.Add("external_id", "outOfScope", "This client is not one of yours.");
        }

        if (piece.Reject(row.Source, faults))
        {
            return;
        }

        if (row.Consents is not null && consents is not null && !client.DoNotContact)
        {
            consents.Import(client.Id, row.Consents, _now);
            client = client with { Granted = consents.Granted };
        }

        Count(row, old, client, consents?.Added ?? [], piece);
    }

    private Client Filled(ClientRow row, Client? old)
    {
        var form = new Faults();
        var start = old ?? new Client { Id = Ids.New(_now), CreatedAt = _now, Version = 1 };
        var client = new ClientForm(row.Data, _today, form).FilledInto(start);
        client = row.Data.Advisor is { } email ? client with { AdvisorId = advisors.Of(email, form) ?? start.AdvisorId } : client;
        foreach (var fault in form.All.Select(f => f with { Field = ColumnName.Of(f.Field) }).Where(f => row.Faults.All.All(known => known.Field != f.Field)))
        {
            row.Faults.Add(fault.Field, fault.Code, fault.Message, fault.Arguments);
        }

        return client;
    }

    private static void Count(ClientRow row, Client? old, Client client, IReadOnlyList<Consent> consents, ClientPiece piece)
    {
        if (old is null)
        {
            piece.Added.Add(client);
            piece.Created.Add(new ImportChange(row.Source.Line, client.Name, new BlockPart("clients.added", "client", client.Id, client.Id, null, JsonText.Bytes(ClientRecord.Known(client)))));
            piece.Consents.AddRange(consents);
        }
        else if (Difference.Between(old.Facts(), client.Facts()) is { IsEmpty: false } difference)
        {
            piece.Changed.Add(client with { Version = old.Version + 1 });
            if (client.AdvisorId != old.AdvisorId)
            {
                piece.Moves.Add(new ClientMove(client.Id, old.AdvisorId, client.AdvisorId));
            }

            if (difference.After.Keys.Intersect(ContactDataChanged.Fields).Any())
            {
                piece.Corrected.Add(client.Id);
            }

            piece.Updated.Add(new ImportChange(
                row.Source.Line, client.Name, new BlockPart("clients.changed", "client", client.Id, client.Id, JsonText.Bytes(difference.Before), JsonText.Bytes(difference.After))));
            piece.Consents.AddRange(consents);
        }
        else
        {
            piece.Unchanged.Add((row.Source.Line, client.Name));
        }
    }

    private async Task<Dictionary<string, Client>> Known(List<ClientRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Data.ExternalId).OfType<string>().ToArray();
        var found = await reading.Query($"select {ClientTable.List} from clients.client where external_id = any($1)", ClientTable.Read, [ids], ct);
        return found.ToDictionary(c => c.ExternalId!);
    }

    /// <summary>A client that was merged into another comes back by no file: its row would be the other's too.</summary>
    private async Task Refuse(List<ClientRow> rows, Dictionary<string, Client> known, CancellationToken ct)
    {
        var unknown = rows.Select(r => r.Data.ExternalId).OfType<string>().Where(id => !known.ContainsKey(id)).ToArray();
        var merged = unknown.Length == 0 ? [] : (await reading.Query(
            "select clients #>> '{other,externalId}', clients #>> '{kept,externalId}', survivor_id::text from clients.merge where undone_at is null and clients #>> '{other,externalId}' = any($1)",
            r => (Id: r.GetString(0), Into: r.MaybeText(1) ?? r.GetString(2)), [unknown], ct)).ToDictionary(m => m.Id, m => m.Into);
        foreach (var row in rows.Where(r => r.Data.ExternalId is { } id && merged.ContainsKey(id)))
        {
            row.Faults.Add("external_id", "import.merged", $"This client was merged into {merged[row.Data.ExternalId!]}.");
        }
    }

    /// <summary>Only of those whose row lists other consents than stand.</summary>
    private async Task<Dictionary<Guid, ConsentHistory>> Histories(List<ClientRow> rows, Dictionary<string, Client> known, CancellationToken ct)
    {
        var differing = rows
            .Where(r => r.Consents is not null && r.Data.ExternalId is not null)
            .Select(r => (r.Consents, Client: known.GetValueOrDefault(r.Data.ExternalId!)))
            .Where(r => r.Client is not null && !r.Client.Granted.ToHashSet().SetEquals(r.Consents!))
            .Select(r => r.Client!.Id)
            .Distinct()
            .ToArray();
        var consents = differing.Length == 0 ? [] : await reading.Query(ConsentTable.Latest, ConsentTable.Read, [differing], ct);
        var byClient = consents.ToLookup(c => c.ClientId);
        return differing.ToDictionary(id => id, id => new ConsentHistory(byClient[id]));
    }
}
