using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Kernel.Import;

internal sealed class StopImportHandler(ImportRuns runs, IUnitOfWork unit, BusinessClock clock) : ICommandHandler<StopImport, ImportView>
{
    public async Task<ImportView> Handle(StopImport request, CancellationToken ct)
    {
        var run = await runs.Get(request.ImportId, ct);
        var connection = await unit.Connection(ct);
        var status = await connection.Query(
            $"""
            update kernel.import_run set status = case when status = '{ImportStatus.Queued}' then '{ImportStatus.Stopped}' else '{ImportStatus.Stopping}' end,
              ended_at = case when status = '{ImportStatus.Queued}' then $2 end
            where id = $1 and status in ('{ImportStatus.Queued}', '{ImportStatus.Running}') returning status
            """,
            r => r.GetString(0),
            [run.Id, clock.Now],
            ct);
        if (status.Count == 0)
        {
            throw new RuleBrokenException("error.importEnded", "The import has ended already.");
        }

        unit.Audit(new AuditDraft("imports.stopped", "import", run.Id, null, null, new { file = run.FileName, run.Kind }));
        return run with { Status = status[0] };
    }
}
