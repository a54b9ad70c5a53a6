using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Kernel.Import;

internal sealed class StageImportHandler(IEnumerable<IImporter> importers, IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<StageImport, ImportView>
{
    public Task<ImportView> Handle(StageImport request, CancellationToken ct)
    {
        Importers.Demand(importers, request.Kind);
        var file = ImportFile.Open(request.Content, request.Encoding);
        var header = file.Records().FirstOrDefault()?.Fields ?? throw new InvalidInputException("file", "import.empty", "The file is empty; a header row is expected.");
        var view = new ImportView(
            Ids.New(clock.Now), request.Kind, request.FileName, ImportStatus.Staged, true, false, false, (file as CsvFile)?.Estimate, 0, 0, 0, 0, 0, call.Actor.Name, clock.Now, null, null, [], null, null, 0, 0, null, true,
            header, file.Delimiter.ToString(), null);
        unit.Write("insert into kernel.import_file(id, name, content, expires_at) values ($1, $2, $3, $4)", view.Id, view.FileName, request.Content, clock.Now.AddDays(StageImport.KeptDays));
        unit.Write(
            """
            insert into kernel.import_run(id, kind, status, dry_run, all_or_nothing, hold, file_id, file_name, encoding, header, delimiter, total, rows, created, updated, unchanged, rejected, by_id, by, at, undone, kept)
            values ($1, $2, 'staged', true, false, false, $1, $3, $4, $5, $6, $7, 0, 0, 0, 0, 0, $8, $9, $10, 0, 0)
            """,
            view.Id, view.Kind, view.FileName, request.Encoding, header, view.Delimiter, view.Total, call.Actor.UserId, view.By, view.At);
        return Task.FromResult(view);
    }
}

internal sealed class StartImportHandler(ImportRuns runs, IDispatcher dispatcher, IUnitOfWork unit, ImportSignal signal, CallContext call, BusinessClock clock) : ICommandHandler<StartImport, ImportView>
{
    public async Task<ImportView> Handle(StartImport request, CancellationToken ct)
    {
        var run = await runs.Get(request.ImportId, ct);
        if (!run.HasFile)
        {
            throw new RuleBrokenException("error.importFileGone", "The file is no longer kept; send it again.");
        }

        if (run.IsMoving || !run.DryRun)
        {
            throw new RuleBrokenException("error.importStarted", "This import has been started already.");
        }

        var mapping = request.Mapping ?? run.Mapping;
        if (request.SaveAs is { Length: > 0 } name && mapping is not null)
        {
            await dispatcher.Send(new SaveMapping(run.Kind, name, mapping, run.Header), ct);
        }

        var id = run.Status == ImportStatus.Staged ? run.Id : Ids.New(clock.Now);
        unit.Write(
            """
            insert into kernel.import_run(id, kind, status, dry_run, all_or_nothing, hold, file_id, file_name, mapping, encoding, header, delimiter, total, rows, created, updated, unchanged, rejected, actor, by_id, by, at, heartbeat_at, undone, kept)
            select $2, kind, 'queued', $3, $4, $5, file_id, file_name, $6, encoding, header, delimiter, total, 0, 0, 0, 0, 0, $7, $8, $9, $10, $10, 0, 0 from kernel.import_run where id = $1
            on conflict (id) do update set status = case when import_run.status = 'staged' then 'queued' end, dry_run = excluded.dry_run, all_or_nothing = excluded.all_or_nothing, hold = excluded.hold,
              mapping = excluded.mapping, actor = excluded.actor, heartbeat_at = excluded.heartbeat_at
            """,
            run.Id, id, request.DryRun, request.AllOrNothing, request.Hold && !request.DryRun, mapping is null ? new Json(null) : Json.Of(mapping), Json.Of(call.Actor), call.Actor.UserId, call.Actor.Name, clock.Now);
        signal.Raise();
        return run with { Id = id, Status = ImportStatus.Queued, DryRun = request.DryRun, AllOrNothing = request.AllOrNothing, Hold = request.Hold, Mapping = mapping, Rows = 0, Created = 0, Updated = 0, Unchanged = 0, Rejected = 0 };
    }
}

internal static class Importers
{
    public static IImporter Demand(IEnumerable<IImporter> importers, string kind)
    {
        var all = importers.ToList();
        var words = string.Join(", ", all.Select(i => i.Kind));
        return all.Find(i => i.Kind == kind) ?? throw new InvalidInputException([new FieldFault("kind", "notOneOf", $"Must be one of: {words}.", ("words", words))]);
    }
}
