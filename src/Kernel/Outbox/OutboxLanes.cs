using System.Collections.Concurrent;

namespace CrossSell.Kernel.Outbox;

/// <summary>The messages this host has leased, in a lane for each kind: one that hangs takes a place in its own lane, and holds back no other kind.</summary>
internal sealed class OutboxLanes(OutboxSignal signal)
{
    private const int AtOnce = 4;
    private const int Enough = 2 * AtOnce;
    private readonly ConcurrentDictionary<Guid, string> _leased = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _lanes = new();

    public Guid[] Leased => [.. _leased.Keys];

    /// <summary>Kinds of which no more are leased for now: other hosts may take them.</summary>
    public string[] Full => [.. _leased.Values.CountBy(kind => kind).Where(lane => lane.Value >= Enough).Select(lane => lane.Key)];

    public async Task Empty()
    {
        while (!_leased.IsEmpty)
        {
            await signal.Wait(TimeSpan.FromSeconds(1), CancellationToken.None);
        }
    }

    public async Task Run(Guid id, string kind, Func<Task> deliver, CancellationToken ct)
    {
        var lane = _lanes.GetOrAdd(kind, _ => new SemaphoreSlim(AtOnce));
        _leased[id] = kind;
        try
        {
            await lane.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // A handler that never awaits must not hold the leasing.
            try
            {
                await deliver();
            }
            finally
            {
                lane.Release();
            }
        }
        finally
        {
            _leased.TryRemove(id, out _);
            if (_leased.Values.Count(other => other == kind) < Enough)
            {
                signal.Raise();
            }
        }
    }
}
