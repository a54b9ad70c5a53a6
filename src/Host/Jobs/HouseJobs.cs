using CrossSell.Clients.Messages;
using CrossSell.Host.Composition;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Privacy;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Segments.Messages;
using Quartz;

namespace CrossSell.Host.Jobs;

/// <summary>What happens by the clock: the nightly scan (after downtime, once), the processes' deadlines, reminders of what slips.</summary>
internal static class HouseJobs
{
    public static IServiceCollection AddHouseJobs(this IServiceCollection services)
    {
        services.AddQuartz(q =>
        {
            q.ConfigureScheduler(o => o.InstanceName = "core");
            q.UsePersistentStore(s =>
            {
                s.UsePostgres(o => o.UseRegisteredDataSource = true);
                s.ProvisionSchema();
                s.UseClustering(c =>
                {
                    c.CheckinInterval = TimeSpan.FromSeconds(2);
                    c.CheckinMisfireThreshold = TimeSpan.FromSeconds(3);
                });
                s.ConfigureStore(o =>
                {
                    o.StoreJobDataAsStrings = true;
                    o.TablePrefix = "qrtz_";
                });
            });
            q.ScheduleJob<NightlyScan>(
                t => t.WithIdentity("nightly-scan").WithCronSchedule("0 30 1 * * ?", c => c.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"))),
                j => j.WithIdentity("nightly-scan").RequestRecovery());
            q.ScheduleJob<NightlyLearning>(
                t => t.WithIdentity("nightly-learning").WithCronSchedule("0 10 2 * * ?", c => c.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"))),
                j => j.WithIdentity("nightly-learning").RequestRecovery());
            q.ScheduleJob<NightlyAuditCheck>(
                t => t.WithIdentity("audit-check").WithCronSchedule("0 15 3 * * ?", c => c.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"))),
                j => j.WithIdentity("audit-check").RequestRecovery());
            q.ScheduleJob<NightlyRetention>(
                t => t.WithIdentity("retention").WithCronSchedule("0 30 2 * * ?", c => c.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"))),
                j => j.WithIdentity("retention").RequestRecovery());
            q.ScheduleJob<NightlyFigures>(
                t => t.WithIdentity("figures").WithCronSchedule("0 30 4 * * ?", c => c.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"))),
                j => j.WithIdentity("figures").RequestRecovery());
            q.ScheduleJob<ProcessDeadlines>(
                t => t.WithIdentity("process-deadlines").WithCronSchedule("0 5 * * * ?"),
                j => j.WithIdentity("process-deadlines").RequestRecovery());
            q.ScheduleJob<SlippingWork>(
                t => t.WithIdentity("slipping-work").WithCronSchedule("0 20 * * * ?"),
                j => j.WithIdentity("slipping-work").RequestRecovery());
            q.ScheduleJob<HandoverDays>(
                t => t.WithIdentity("handover-days").WithCronSchedule("0 2 * * * ?"),
                j => j.WithIdentity("handover-days").RequestRecovery());
            q.ScheduleJob<ReturnedMails>(
                t => t.WithIdentity("returned-mail").WithCronSchedule("30 * * * * ?"),
                j => j.WithIdentity("returned-mail").RequestRecovery());
            q.ScheduleJob<Reports>(
                t => t.WithIdentity("reports").WithCronSchedule("15 0/5 * * * ?"),
                j => j.WithIdentity("reports").RequestRecovery());
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddHostedService<MissedScan>();
        return services;
    }
}

/// <summary>Runs as often as asked and opens each offer once: a recovered or doubled run does no harm.</summary>
[DisallowConcurrentExecution]
internal sealed class NightlyScan(IServiceProvider services, ILogger<NightlyScan> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var result = await services.Act(new RunScan(null), cancellationToken, "job:nightly-scan");
        await services.Act(new KeepContactPolicy(), cancellationToken, "job:nightly-scan");
        var campaigns = await services.Act(new AdvanceCampaigns(), cancellationToken, "job:nightly-scan");
        log.LogInformation("Campaigns: {Opened} offers opened, {Finished} finished", campaigns.Opened, campaigns.Finished);
        log.LogInformation("Nightly scan: {Opened} opened, {OpenedByRule} by rule, {Covered} covered, {NotAllowed} not allowed, {Missing} missing", result.Opened, result.OpenedByRule, result.AlreadyCovered, result.NotAllowed, result.Missing);
    }
}

/// <summary>Learns what clients want next; nothing where nothing has changed, so a recovered or doubled run does no harm.</summary>
[DisallowConcurrentExecution]
internal sealed class NightlyLearning(IServiceProvider services, ILogger<NightlyLearning> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var version in (await services.Act(new LearnSuggestions(OnlyIfChanged: true), cancellationToken, "job:nightly-learning")).Where(v => v.Current))
        {
            log.LogInformation("Suggestions of {Line}: version {Version}, {Kind}, from {Contracts} held by {Clients} clients", version.Line, version.Version, version.Kind, version.Contracts, version.Clients);
        }
    }
}

/// <summary>Verifies the chain of the audit. A fault is an error in the log, and stands on the audit page until somebody looks.</summary>
[DisallowConcurrentExecution]
internal sealed class NightlyAuditCheck(IServiceProvider services, ILogger<NightlyAuditCheck> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var check = await services.Act(new CheckAudit(), cancellationToken, "job:audit-check");
        if (check.Verdict.Faults.Count == 0)
        {
            log.LogInformation("Audit: {Entries} entries, the chain is whole", check.Verdict.Entries);
            return;
        }

        foreach (var fault in check.Verdict.Faults)
        {
            log.LogError("Audit: entries {From} to {Until} {What}", fault.From, fault.Until, fault.What);
        }
    }
}

/// <summary>Lets go what the house has kept long enough; what is gone can't go twice.</summary>
[DisallowConcurrentExecution]
internal sealed class NightlyRetention(IServiceProvider services, ILogger<NightlyRetention> log) : IJob
{
    private const string Cause = "job:retention";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var rules = await services.Query(new GetRetention(), cancellationToken, Cause);
        foreach (var applied in await Retaining.Apply(rules, step => services.Act(step, cancellationToken, Cause)))
        {
            log.LogInformation("Retention {Rule}: {Removed} let go, {Kept} kept by law", applied.Code, applied.Removed, applied.Kept);
        }
    }
}

/// <summary>Counts the figures of the Insights pages anew, so that a page reads rows and never the book.</summary>
[DisallowConcurrentExecution]
internal sealed class NightlyFigures(IServiceProvider services, ILogger<NightlyFigures> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var refreshed = await services.Act(new RefreshFigures(), cancellationToken, "job:figures");
        log.LogInformation("Figures: {Rows} rows counted", refreshed.Rows);
    }
}

[DisallowConcurrentExecution]
internal sealed class ProcessDeadlines(IServiceProvider services, ILogger<ProcessDeadlines> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        for (var fired = await services.Act(new FireDeadlines(), cancellationToken, "job:process-deadlines"); fired > 0; fired = await services.Act(new FireDeadlines(), cancellationToken, "job:process-deadlines"))
        {
            log.LogInformation("{Count} process deadlines fired", fired);
        }
    }
}

/// <summary>Brings up what is unanswered and tells managers of what slips; each once, however often it runs.</summary>
[DisallowConcurrentExecution]
internal sealed class SlippingWork(IServiceProvider services, ILogger<SlippingWork> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var watched = await services.Act(new WatchSlipping(), cancellationToken, "job:slipping-work");
        if (watched.BroughtUp + watched.Escalated > 0)
        {
            log.LogInformation("{BroughtUp} tasks brought up again, {Escalated} told to managers", watched.BroughtUp, watched.Escalated);
        }
    }
}

/// <summary>Lets handovers take effect on their day and go back on the other; each is a transaction of its own and happens once, however often this runs.</summary>
[DisallowConcurrentExecution]
internal sealed class HandoverDays(IServiceProvider services, ILogger<HandoverDays> log) : IJob
{
    private const string Cause = "job:handover-days";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var id in await services.Query(new DueHandovers(), cancellationToken, Cause))
        {
            try
            {
                var handover = await services.Act(new KeepHandover(id), cancellationToken, Cause);
                log.LogInformation("Handover {Handover} is {Status}", id, handover.Status);
            }
            catch (HouseException refused)
            {
                // One that can't be done keeps none of the others waiting; the page shows it as due.
                log.LogWarning("Handover {Handover} can't be done: {Code}", id, refused.Code);
            }
        }
    }
}

/// <summary>Reads what came back of the house's mail; each report is a transaction of its own and counts once.</summary>
[DisallowConcurrentExecution]
internal sealed class ReturnedMails(IServiceProvider services, ILogger<ReturnedMails> log) : IJob
{
    private const string Cause = "job:returned-mail";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var file in await services.Query(new ListReturnedMail(), cancellationToken, Cause))
        {
            var read = await services.Act(new TakeReturnedMail(file), cancellationToken, Cause);
            log.LogInformation("Returned mail {File}: {What} {Mail}", file, read.What, read.MailId);
        }
    }
}

/// <summary>Asks for digests, escalations and weeks; the first run after downtime asks for those of today, and each is asked for once.</summary>
[DisallowConcurrentExecution]
internal sealed class Reports(IServiceProvider services, ILogger<Reports> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var asked = await services.Act(new AskForReports(), cancellationToken, "job:reports");
        if (asked > 0)
        {
            log.LogInformation("{Count} mails to people of the house asked for", asked);
        }
    }
}

/// <summary>A host that was down at night catches up when it starts, once.</summary>
internal sealed class MissedScan(IServiceProvider services, BusinessClock clock, IHostApplicationLifetime lifetime, ILogger<MissedScan> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
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
