using CrossSell.Clients.Messages;
using CrossSell.Host.Composition;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Errors;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using Quartz;

namespace CrossSell.Host.Jobs;

[DisallowConcurrentExecution]
internal sealed class ProcessDeadlines(DeadlineWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await watch.Fire("job:process-deadlines", cancellationToken);
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
