using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Kernel.Import;

/// <summary>Goes through what the audit says the import changed, newest first, and lets the module take back what it can.</summary>
internal sealed class UndoImportHandler(ImportRuns runs, IEnumerable<IImporter> importers, IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<UndoImport, ImportUndone>
{
    private const int Piece = 5000;
    private const int MostNamed = 100;
    private readonly List<KeptRow> _named = [];
    private readonly HashSet<Guid> _clients = [];
    private int _removed;
    private int _setBack;
    private int _kept;

    public async Task<ImportUndone> Handle(UndoImport request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await ImportLock.Take(connection, ct);
        var run = await runs.Get(request.ImportId, ct);
        if (run is { Status: ImportStatus.Undone, UndoneAt: not null })
        {
            return new ImportUndone(run.Id, request.DryRun, 0, 0, 0, []);
        }

        if (!run.CanBeUndone)
        {
            throw new RuleBrokenException("error.importNotUndoable", "Only an import that changed something and is done can be taken back.");
        }

        var block = Ids.New(clock.Now);
        var audit = new AuditBlockWriter(connection, block);
        var importer = importers.Single(i => i.Kind == run.Kind);
        if (!request.DryRun)
        {
            await connection.Execute("delete from kernel.import_row where run_id = $1 and what = 'kept'", [run.Id], ct);
        }

        await Walk(connection, run.Id, importer, audit, request.DryRun, ct);
        if (!request.DryRun)
        {
            Record(run, audit.Seal());
        }

        return new ImportUndone(run.Id, request.DryRun, _removed, _setBack, _kept, _named);
    }

    private async Task Walk(NpgsqlConnection connection, Guid run, IImporter importer, AuditBlockWriter audit, bool dryRun, CancellationToken ct)
    {
        var seq = (await connection.Query("select seq from kernel.audit_entry where id = $1 and block_rows is not null", r => r.GetInt64(0), [run], ct)).Single();
        for (var before = int.MaxValue; ;)
        {
            var rows = await connection.Query(
                $"select no, subject_id, client_id, before, after from kernel.audit_part where block = $1 and no < $2 and after is distinct from '{ChainWalk.Erased}' order by no desc limit {Piece}",
                r => new ImportedRow(r.GetInt32(0), r.GetGuid(1), r.Maybe<Guid>(2), r.MaybeText(3), r.MaybeText(4)), [run, before], ct);
            if (rows.Count == 0)
            {
                return;
            }

            before = rows[^1].No;
            var piece = await importer.Undo(connection, seq, rows, !dryRun, ct);
            _removed += piece.Removed;
            _setBack += piece.SetBack;
            await Keep(connection, run, piece.Kept, dryRun, ct);
            if (!dryRun)
            {
                await audit.Add(piece.Parts, ct);
                _clients.UnionWith(piece.Parts.Select(p => p.ClientId).OfType<Guid>());
            }
        }
    }

    private async Task Keep(NpgsqlConnection connection, Guid run, List<KeptRow> kept, bool dryRun, CancellationToken ct)
    {
        _named.AddRange(kept.Take(MostNamed - _named.Count));
        if (!dryRun && kept.Count > 0)
        {
            await connection.Execute(
                """
                insert into kernel.import_row(run_id, no, line, what, subject_id, client_id, label, field, reason)
                select $1, coalesce((select max(no) from kernel.import_row where run_id = $1), 0) + row_number() over (), 0, 'kept', t.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[]) t
                """,
                [run, kept.Select(k => k.SubjectId).ToArray(), kept.Select(k => k.ClientId).ToArray(), kept.Select(k => k.Label).ToArray(), kept.Select(k => k.Field).ToArray(), kept.Select(k => k.Reason).ToArray()],
                ct);
        }

        _kept += kept.Count;
    }

    private void Record(ImportView run, AuditBlock? block)
    {
        unit.Write(
            "update kernel.import_run set status = $2, undone_at = $3, undone_by = $4, undone = undone + $5, kept = $6 where id = $1",
            run.Id, _kept == 0 ? ImportStatus.Undone : ImportStatus.PartlyUndone, clock.Now, call.Actor.Name, _removed + _setBack, _kept);
        unit.Touch(_clients);
        unit.Audit(new AuditDraft($"{run.Kind}.importUndone", "import", run.Id, null, new { run.Status }, new { removed = _removed, setBack = _setBack, kept = _kept }) { Block = block });
    }
}
