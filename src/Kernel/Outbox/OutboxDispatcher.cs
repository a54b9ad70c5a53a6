using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossSell.Kernel.Outbox;

/// <summary>
/// Leases due messages (so that hosts share the work and a dead host's come back) and runs their handlers: each kind in a lane of its own, so that a mail server that does not answer holds up mails at most.
/// </summary>
internal sealed class OutboxDispatcher(Database database, IServiceScopeFactory scopes, BusinessClock clock, OutboxSignal signal, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int MostAttempts = 8;

    /// <summary>Of one kind.</summary>
    private const int AtOnce = 4;

    /// <summary>Of one kind leased and not done yet; with so many no more are leased.</summary>
    private const int Full = 16;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Lane> _lanes = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                try
                {
                    running.RemoveAll(t => t.IsCompleted);
                    var leased = await LeaseDue(stoppingToken);
                    running.AddRange(leased.Select(m => Run(LaneOf(m.Kind), m, stoppingToken)));
                    if (leased.Count == 0)
                    {
                        await signal.Wait(Poll, stoppingToken);
                    }
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogError(failure, "The outbox could not be read; trying again");
                    await signal.Wait(Poll * 5, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(running);
        }
    }

    private Task<List<Leased>> LeaseDue(CancellationToken ct)
    {
        var until = clock.Now + Lease;
        return database.Query(
            """
            update kernel.outbox set attempts = attempts + 1, due_at = $2
            where id in (select id from kernel.outbox where done_at is null and not dead and due_at <= $1 and kind <> all($3) order by due_at limit 16 for update skip locked)
            returning id, kind, payload, attempts
            """,
            r => new Leased(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt32(3), until),
            [clock.Now, until, _lanes.Where(l => l.Value.Waiting >= Full).Select(l => l.Key).ToArray()],
            ct);
    }

    private Lane LaneOf(string kind)
    {
        if (!_lanes.TryGetValue(kind, out var lane))
        {
            _lanes[kind] = lane = new Lane();
        }

        lane.Enter();
        return lane;
    }

    private async Task Run(Lane lane, Leased message, CancellationToken ct)
    {
        try
        {
            // A handler that never awaits must not hold up the leasing.
            await lane.Slots.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                if (clock.Now < message.Until)
                {
                    await Deliver(message, ct);
                }
            }
            finally
            {
                lane.Slots.Release();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The lease runs out, and the message comes back.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Outbox message {Id} of kind {Kind} could not be put off; it comes back when its lease runs out", message.Id, message.Kind);
        }
        finally
        {
            if (lane.Leave() == Full / 2)
            {
                signal.Raise();
            }
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

    /// <param name="Until">When another host may take it.</param>
    private sealed record Leased(Guid Id, string Kind, string Payload, int Attempts, DateTimeOffset Until);

    private sealed class Lane
    {
        private int _waiting;

        public SemaphoreSlim Slots { get; } = new(AtOnce);

        public int Waiting => Volatile.Read(ref _waiting);

        public void Enter() => Interlocked.Increment(ref _waiting);

        public int Leave() => Interlocked.Decrement(ref _waiting);
    }
}
