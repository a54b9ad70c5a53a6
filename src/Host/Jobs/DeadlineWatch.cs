using CrossSell.Host.Composition;
using CrossSell.Processes.Messages;

namespace CrossSell.Host.Jobs;

/// <summary>Fires what the clock fires, many instances at a time. Where one of them fails, each of those that are due is fired by itself, so that it keeps none of the others waiting.</summary>
internal sealed class DeadlineWatch(IServiceProvider services, ILogger<DeadlineWatch> log)
{
    public async Task Fire(string cause, CancellationToken ct)
    {
        try
        {
            for (var fired = await services.Act(new FireDeadlines(), ct, cause); fired > 0; fired = await services.Act(new FireDeadlines(), ct, cause))
            {
                log.LogInformation("{Count} process deadlines fired", fired);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Process deadlines could not be fired together; each is fired by itself");
            await FireEach(cause, ct);
        }
    }

    private async Task FireEach(string cause, CancellationToken ct)
    {
        foreach (var process in await services.Query(new ListDueProcesses(), ct, cause))
        {
            try
            {
                await services.Act(new FireDeadlines(process), ct, cause);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It stays due, and is tried again in an hour; the others go on.
                log.LogError(failure, "The deadline of process {Process} could not be fired", process);
            }
        }
    }
}
