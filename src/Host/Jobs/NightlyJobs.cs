using CrossSell.Host.Composition;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Privacy;
using CrossSell.Offers.Messages;
using CrossSell.Segments.Messages;
using Quartz;

namespace CrossSell.Host.Jobs;

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
