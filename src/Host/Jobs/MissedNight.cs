using CrossSell.Host.Composition;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Segments.Messages;

namespace CrossSell.Host.Jobs;

/// <summary>A host that was down at night catches up when it starts, once.</summary>
internal sealed class MissedNight(IServiceProvider services, BusinessClock clock, IHostApplicationLifetime lifetime, ILogger<MissedNight> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.Started(stoppingToken);
        var last = await services.Query(new LastScan(), stoppingToken);
        if (last is null || last < clock.Today)
        {
            await CatchUp(stoppingToken);
        }

        await LearnMissed(stoppingToken);
        await CountFigures(stoppingToken);
    }

    /// <summary>What was learned last holds on while nothing changed; a house that never learned, or was down at night, learns when it starts.</summary>
    private async Task LearnMissed(CancellationToken stoppingToken)
    {
        try
        {
            await services.Act(new LearnSuggestions(OnlyIfChanged: true), stoppingToken, "job:missed-learning");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Suggestions stay as they were; the night tries again.
            log.LogError(failure, "Learning at the start failed; what was learned before still ranks.");
        }
    }

    /// <summary>Pages of figures say when they were counted; those of yesterday are counted anew.</summary>
    private async Task CountFigures(CancellationToken stoppingToken)
    {
        try
        {
            if ((await services.Query(new GetFigures(FigureTopic.Margin), stoppingToken)).AsOf is not { } day || day < clock.Today)
            {
                await services.Act(new RefreshFigures(), stoppingToken, "job:figures");
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The figures could not be counted; the night's job tries again.");
        }
    }

    private async Task CatchUp(CancellationToken stoppingToken)
    {
        try
        {
            var result = await services.Act(new RunScan(null), stoppingToken, "job:missed-scan");
            await services.Act(new KeepContactPolicy(), stoppingToken, "job:missed-scan");
            await services.Act(new AdvanceCampaigns(), stoppingToken, "job:missed-scan");
            log.LogInformation("Scan for {Day}: {Opened} opened, {OpenedByRule} by rule, {Missing} missing", clock.Today, result.Opened, result.OpenedByRule, result.Missing);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The night's scan tries again; a host that serves nobody would help nobody.
            log.LogError(failure, "The missed scan failed; nothing was opened.");
        }
    }
}
