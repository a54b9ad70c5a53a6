using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Features.Handover;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Clients.Features.Import;

/// <summary>
/// Takes imported clients back: new ones go when nothing stands on them and nothing has happened with them, changed ones get back, field by field, what nobody changed since.
/// What happened is what the audit says: every module writes there.
/// </summary>
internal sealed class ClientUndo(IEnumerable<IStandsOnImports> standing, ClientMover mover, IDispatcher dispatcher, BusinessClock clock)
{
    private const string Source = "importUndone";

    public async Task<UndoPiece> Run(NpgsqlConnection connection, long seq, IReadOnlyList<ImportedRow> rows, bool write, CancellationToken ct)
    {
        var known = (await connection.Query(
            $"select {ClientTable.List} from clients.client where id = any($1) order by id{(write ? " for update" : string.Empty)}",
            ClientTable.Read, [rows.Select(r => r.SubjectId).ToArray()], ct)).ToDictionary(c => c.Id);
        var stands = await Standing(connection, seq, [.. rows.Where(r => r.WasNew).Select(r => r.SubjectId)], ct);
        var piece = new UndoPiece();
        var removed = new List<Guid>();
        var back = new List<(Client Now, Client Was)>();
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row.SubjectId, out var client))
            {
                continue;
            }

            if (!row.WasNew)
            {
                SetBack(row, client, piece, back);
            }
            else if (stands.TryGetValue(client.Id, out var reason) || (reason = FieldsBack.Same(row.After!, ClientRecord.Known(client)) ? null : "changed") is not null)
            {
                piece.Kept.Add(new KeptRow(client.Id, client.Id, client.Name, reason));
            }
            else
            {
                piece.Removed++;
                removed.Add(client.Id);
                piece.Parts.Add(new BlockPart("clients.removed", "client", client.Id, client.Id, JsonText.Bytes(ClientRecord.Known(client)), null));
            }
        }

        if (write)
        {
            await Write(connection, removed, back, ct);
        }

        return piece;
    }

    private static void SetBack(ImportedRow row, Client client, UndoPiece piece, List<(Client Now, Client Was)> back)
    {
        var changes = FieldsBack.Of(row, client.Facts());
        piece.Kept.AddRange(changes.ChangedSince.Select(f => new KeptRow(client.Id, client.Id, client.Name, "changed", f)));
        if (changes.Back.Count == 0)
        {
            return;
        }

        var was = ClientFacts.With(client, changes.Into(ClientFacts.Of(client))) with { Version = client.Version + 1 };
        var difference = Difference.Between(client.Facts(), was.Facts());
        piece.SetBack++;
        back.Add((client, was));
        piece.Parts.Add(new BlockPart("clients.changed", "client", client.Id, client.Id, JsonText.Bytes(difference.Before), JsonText.Bytes(difference.After)));
    }

    private async Task Write(NpgsqlConnection connection, List<Guid> removed, List<(Client Now, Client Was)> back, CancellationToken ct)
    {
        if (removed.Count > 0)
        {
            await connection.Execute("delete from clients.client where id = any($1)", [removed.ToArray()], ct);
        }

        if (back.Count > 0)
        {
            var staging = new ClientStaging(connection);
            await staging.Open(ct);
            await staging.Stage(back.ConvertAll(b => b.Was), ct);
            await staging.Write(ct);
            await staging.Add([.. back.SelectMany(b => Said(b.Now, b.Was))], ct);
            await Tell(back, ct);
            await Follow(connection, back, ct);
        }
    }

    private async Task Follow(NpgsqlConnection connection, List<(Client Now, Client Was)> back, CancellationToken ct)
    {
        var moves = back.Where(b => b.Now.AdvisorId != b.Was.AdvisorId).Select(b => new ClientMove(b.Now.Id, b.Now.AdvisorId, b.Was.AdvisorId)).ToList();
        if (moves.Count > 0)
        {
            await mover.Follow(new HandoverStep(connection, null, moves), ct);
        }
    }

    private Task Tell(List<(Client Now, Client Was)> back, CancellationToken ct)
    {
        var corrected = back.Where(b => Difference.Between(b.Now.Facts(), b.Was.Facts()).After.Keys.Intersect(ContactDataChanged.Fields).Any()).Select(b => b.Now.Id).ToList();
        return corrected.Count == 0 ? Task.CompletedTask : dispatcher.Tell(new ContactDataChanged(corrected), ct);
    }

    /// <summary>The history of consents is never cut: what is taken back is said again.</summary>
    private IEnumerable<Consent> Said(Client now, Client was) =>
        now.Granted.Except(was.Granted).Select(key => (key, false)).Concat(was.Granted.Except(now.Granted).Select(key => (key, true))).Select(said => new Consent
        {
            ClientId = now.Id,
            Channel = said.key.Split(':')[0],
            Purpose = said.key.Split(':')[1],
            Granted = said.Item2,
            At = clock.Now,
            Source = Source,
            RecordedAt = clock.Now,
        });

    /// <summary>Contracts count by whether they are there, everything else by what the audit says happened since.</summary>
    private async Task<Dictionary<Guid, string>> Standing(NpgsqlConnection connection, long seq, Guid[] ids, CancellationToken ct)
    {
        var all = (await connection.Query(
            """
            select distinct on (client_id) client_id, case subject_kind when 'client' then 'changed' else subject_kind end from kernel.pub_audit
            where client_id = any($1) and seq > $2 and subject_kind <> 'contract' order by client_id, seq desc
            """,
            r => (Id: r.GetGuid(0), Reason: r.GetString(1)), [ids, seq], ct)).ToDictionary(r => r.Id, r => r.Reason);
        foreach (var module in standing)
        {
            foreach (var (id, reason) in await module.Find(connection, "client", ids, ct))
            {
                all[id] = reason;
            }
        }

        return all;
    }
}
