namespace CrossSell.Host.Jobs;

internal static class HostStart
{
    /// <summary>Until the host serves: what was missed is caught up with then, and holds up nobody's start.</summary>
    public static async Task Started(this IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }
}
