namespace CrossSell.Host.Jobs;

/// <summary>Deadlines that were over while no host ran are looked at when one starts, not at the fifth minute of the next hour.</summary>
internal sealed class MissedDeadlines(DeadlineWatch watch, IHostApplicationLifetime lifetime, ILogger<MissedDeadlines> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.Started(stoppingToken);
        try
        {
            await watch.Fire("job:missed-deadlines", stoppingToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Deadlines could not be looked at when the host started; the hour's job tries again.");
        }
    }
}
