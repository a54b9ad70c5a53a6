using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossSell.Kernel.Import;

/// <summary>Wakes the worker of this process as soon as something was queued.</summary>
public sealed class ImportSignal
{
    private readonly Outbox.OutboxSignal _signal = new();

    public void Raise() => _signal.Raise();

    public Task<bool> Wait(TimeSpan atMost, CancellationToken ct) => _signal.Wait(atMost, ct);
}

/// <summary>
/// Runs queued imports one after the other, each in one transaction: a host that dies leaves it not done, and another host, or the same when it is back, begins it anew.
/// How far it is stands outside the transaction, so that people see it.
/// </summary>
internal sealed class ImportWorker(Database database, IServiceScopeFactory scopes, BusinessClock clock, ImportSignal signal, ILogger<ImportWorker> log) : BackgroundService
{
    /// <summary>Whose host died has let go of its lock; this long it may take to get it.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunNext(stoppingToken))
                {
                    await signal.Wait(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "The queue of imports could not be read; trying again");
                await signal.Wait(Poll * 5, stoppingToken);
            }
        }
    }

    private async Task<bool> RunNext(CancellationToken ct)
    {
        await Forget(ct);
        var next = await database.Query(
            """
            update kernel.import_run r set status = 'running', rows = 0, heartbeat_at = $1
            where r.id = (
              select id from kernel.import_run
              where status = 'queued' or (status = 'running' and heartbeat_at < $2 and pg_try_advisory_xact_lock(hashtextextended(id::text, 0)))
              order by at limit 1 for update skip locked)
            returning r.id, r.kind, r.file_name, r.dry_run, r.all_or_nothing, r.hold, r.mapping, r.encoding, r.actor, r.file_id
            """,
            r => new Queued(
                r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetBoolean(3), r.GetBoolean(4), r.GetBoolean(5), r.MaybeText(6) is { } map ? JsonText.Read<Dictionary<string, string>>(map) : null, r.MaybeText(7),
                JsonText.Read<Actor>(r.GetString(8)), r.GetGuid(9)),
            [clock.Now, clock.Now - Silent],
            ct);
        if (next.Count == 0)
        {
            return false;
        }

        try
        {
            await Run(next[0], ct);
        }
        catch (StoppedException)
        {
            await Stopped(next[0].Id, ct);
        }
        catch (HouseException refused)
        {
            await Fail(next[0].Id, refused.Code, refused is InvalidInputException invalid ? invalid.Faults : [new FieldFault("file", refused.Code, refused.Message)], ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Import {Id} failed", next[0].Id);
            await Fail(next[0].Id, "error.importFailed", [], ct);
        }

        return true;
    }

    private async Task Run(Queued run, CancellationToken ct)
    {
        var file = await database.Single("select content from kernel.import_file where id = $1", r => r.GetFieldValue<byte[]>(0), [run.FileId], ct)
            ?? throw new RuleBrokenException("error.importFileGone", "The file is no longer kept; send it again.");
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = run.Actor with { Cause = "import" };
        var importer = Importers.Demand(scope.ServiceProvider.GetServices<IImporter>(), run.Kind);
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        using var _ = unit.Begin();
        var connection = await unit.Connection(ct);
        await connection.Execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", [run.Id.ToString()], ct);
        if (await database.Single("select 1 from kernel.import_run where id = $1 and status = 'running'", r => r.GetInt32(0), [run.Id], ct) == 0)
        {
            return;
        }

        var order = new ImportOrder(run.Id, run.FileName, file, run.DryRun, run.AllOrNothing, run.Mapping, run.Encoding, run.Hold);
        await scope.ServiceProvider.GetRequiredService<ImportRunner>().Run(importer, order, ct, rows => Say(run.Id, rows, ct));
        await unit.Commit(ct);
    }

    /// <summary>Says how far it is, and hears whether somebody wants it stopped.</summary>
    private async Task Say(Guid id, int rows, CancellationToken ct)
    {
        var status = await database.Query(
            "update kernel.import_run set rows = $2, heartbeat_at = $3 where id = $1 returning status", r => r.GetString(0), [id, rows, clock.Now], ct);
        if (status is not [ImportStatus.Running])
        {
            throw new StoppedException();
        }
    }

    private async Task Stopped(Guid id, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute($"update kernel.import_run set status = '{ImportStatus.Stopped}', ended_at = $2 where id = $1", [id, clock.Now], ct);
    }

    /// <summary>Those that were to be stopped when their host died have stopped.</summary>
    private async Task Forget(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute(
            $"update kernel.import_run set status = '{ImportStatus.Stopped}', ended_at = $1 where status = '{ImportStatus.Stopping}' and heartbeat_at < $2", [clock.Now, clock.Now - Silent], ct);
    }

    private async Task Fail(Guid id, string code, IReadOnlyList<FieldFault> faults, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute(
            "update kernel.import_run set status = 'failed', fault_code = $2, fault = $3, ended_at = $4 where id = $1",
            [id, code, KeptFaults.Write(faults), clock.Now], ct);
    }

    private sealed class StoppedException : Exception;

    private sealed record Queued(
        Guid Id, string Kind, string FileName, bool DryRun, bool AllOrNothing, bool Hold, IReadOnlyDictionary<string, string>? Mapping, string? Encoding, Actor Actor, Guid FileId);
}
