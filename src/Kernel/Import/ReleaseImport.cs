using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Kernel.Import;

/// <summary>What opens offers by itself, and so knows what a held import would set going and how to let it go.</summary>
public interface IHoldsImports
{
    Task<ImportEffect> Effect(Guid importId, CancellationToken ct);

    /// <summary>Lets the contracts go inside the unit of work in progress; what is due now is spread over the weeks.</summary>
    Task<ImportReleased> Release(Guid importId, int weeks, CancellationToken ct);
}

internal sealed class GetImportEffectHandler(ImportRuns runs, IHoldsImports held) : IQueryHandler<GetImportEffect, ImportEffect>
{
    public async Task<ImportEffect> Handle(GetImportEffect request, CancellationToken ct)
    {
        var run = await runs.Get(request.ImportId, ct);
        return run.IsHeld ? await held.Effect(run.Id, ct) : new ImportEffect(run.Id, 0, 0, null);
    }
}

internal sealed class ReleaseImportHandler(ImportRuns runs, IHoldsImports held, IUnitOfWork unit, BusinessClock clock) : ICommandHandler<ReleaseImport, ImportReleased>
{
    public async Task<ImportReleased> Handle(ReleaseImport request, CancellationToken ct)
    {
        if (request.Weeks is < 0 or > ReleaseImport.MostWeeks)
        {
            throw new InvalidInputException("weeks", "outOfRange", $"Must be between 0 and {ReleaseImport.MostWeeks}.");
        }

        await ImportLock.Take(await unit.Connection(ct), ct);
        var run = await runs.Get(request.ImportId, ct);
        if (run.ReleasedAt is not null)
        {
            return new ImportReleased(run.Id, 0, 0, request.Weeks);
        }

        if (!run.IsHeld)
        {
            throw new RuleBrokenException("error.importNotHeld", "This import holds nothing back.");
        }

        var released = await held.Release(run.Id, request.Weeks, ct);
        unit.Write("update kernel.import_run set released_at = $2 where id = $1", run.Id, clock.Now);
        unit.Audit(new AuditDraft($"{run.Kind}.importReleased", "import", run.Id, null, null, new { request.Weeks, released.Contracts, released.Offers }));
        return released;
    }
}
