using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossSell.Kernel.Outbox;

/// <summary>Leases due messages (so that hosts share the work and a dead host's come back) and runs their handlers, beside each other.</summary>
internal sealed class OutboxDispatcher(Database database, IServiceScopeFactory scopes, BusinessClock clock, OutboxSignal signal, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int MostAttempts = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly OutboxLanes _lanes = new(signal);
    private DateTimeOffset _renewed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Renew(stoppingToken);
                if (await LeaseDue(stoppingToken) == 0)
                {
                    await signal.Wait(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "The outbox could not be read; trying again");
                await Task.Delay(Poll * 5, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await _lanes.Empty();
    }

    /// <summary>Leases what is due now and has room in its lane, and lets it be delivered beside what is being delivered; returns how many messages those are.</summary>
    private async Task<int> LeaseDue(CancellationToken ct)
    {
        var due = await database.Query(
            """
            update kernel.outbox set attempts = attempts + 1, due_at = $2
            where id in (
              select id from kernel.outbox where done_at is null and not dead and due_at <= $1 and kind <> all($3) and id <> all($4)
              order by due_at limit 16 for update skip locked)
            returning id, kind, payload, attempts
            """,
            r => new Leased(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt32(3)),
            [clock.Now, clock.Now + Lease, _lanes.Full, _lanes.Leased],
            ct);
        foreach (var message in due)
        {
            _ = InLane(message, ct);
        }

        return due.Count;
    }

    /// <summary>
    /// A delivery may take longer than a lease: as long as this host works at it, no other host begins. What failed in this very moment and was put off by seconds is due sooner than any lease
    /// that is renewed in time, and stays put off.
    /// </summary>
    private async Task Renew(CancellationToken ct)
    {
        if (clock.Now - _renewed < Lease / 4)
        {
            return;
        }

        _renewed = clock.Now;
        if (_lanes.Leased is { Length: > 0 } leased)
        {
            await using var connection = await database.Source.OpenConnectionAsync(ct);
            await connection.Execute("update kernel.outbox set due_at = $2 where id = any($1) and done_at is null and due_at > $3", [leased, clock.Now + Lease, clock.Now + (Lease / 8)], ct);
        }
    }

    private async Task InLane(Leased message, CancellationToken ct)
    {
        try
        {
            await _lanes.Run(message.Id, message.Kind, () => Deliver(message, ct), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops: the lease runs out, and the message is delivered by whoever is there then.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Outbox message {Id} of kind {Kind} could not be put off; it comes back when its lease runs out", message.Id, message.Kind);
        }
    }

    private async Task Deliver(Leased message, CancellationToken ct)
    {
        try
        {
            await InUnit(message.Kind, ct, async (handler, unit) =>
            {
                await handler.Handle(message.Payload, ct);
                unit.Write("update kernel.outbox set done_at = $2, last_error = null where id = $1", message.Id, clock.Now);
            });
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(failure, "Outbox message {Id} of kind {Kind} failed at attempt {Attempt}", message.Id, message.Kind, message.Attempts);
            await Postpone(message, failure.Message, ct);
        }
    }

    private async Task Postpone(Leased message, string error, CancellationToken ct)
    {
        var dead = message.Attempts >= MostAttempts;
        var due = clock.Now + TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, message.Attempts)));
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute("update kernel.outbox set due_at = $2, last_error = $3, dead = $4 where id = $1", [message.Id, due, error, dead], ct);
        if (!dead)
        {
            return;
        }

        try
        {
            await InUnit(message.Kind, ct, async (handler, _) => await handler.GiveUp(message.Payload, error, ct));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Outbox message {Id} of kind {Kind} is dead, and giving up failed too", message.Id, message.Kind);
        }
    }

    private async Task InUnit(string kind, CancellationToken ct, Func<IOutboxHandler, IUnitOfWork, Task> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = Actor.System("outbox:" + kind);
        var handler = scope.ServiceProvider.GetServices<IOutboxHandler>().SingleOrDefault(h => h.Kind == kind)
            ?? throw new InvalidOperationException($"No handler for outbox messages of kind {kind}.");
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        using var _ = unit.Begin();
        await act(handler, unit);
        await unit.Commit(ct);
    }

    private sealed record Leased(Guid Id, string Kind, string Payload, int Attempts);
}
