using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>What actions name exists, and is there when they are taken.</summary>
internal static class ProcessActionRules
{
    public static void Check(ProcessDefinition process, KnownKeys known, FaultLog log)
    {
        for (var i = 0; i < process.States.Count; i++)
        {
            for (var j = 0; j < process.States[i].Enter.Count; j++)
            {
                var (state, action, pointer) = (process.States[i], process.States[i].Enter[j], $"/states/{i}/enter/{j}");
                CheckNames(action, pointer, known, log);
                CheckSubject(process, action, pointer, log);
                if (action.Do == ProcessAction.Wait && state.Deadline is null && state.Timers.Count == 0)
                {
                    log.Add(pointer, "waitWithoutDeadline", "waits for a deadline that the state does not have", "a deadline or a timer");
                }
            }
        }
    }

    /// <summary>A process that starts another as soon as it is started itself, and so on back to the first, would never stop starting.</summary>
    public static void CheckStarts(IReadOnlyList<ProcessDefinition> processes, Func<ProcessDefinition, FaultLog> logOf)
    {
        foreach (var process in processes)
        {
            var started = ProcessRules.Closure(AtOnce(process).Select(start => start.Key), key => processes.Where(other => other.Key == key).SelectMany(other => AtOnce(other).Select(start => start.Key)));
            foreach (var (key, pointer) in AtOnce(process).Where(_ => started.Contains(process.Key)))
            {
                logOf(process).Add(pointer, "startsAgain", $"starts '{key}', which starts this one again: a loop without a wait", "start it in a state that is reached later");
            }
        }
    }

    private static IEnumerable<(string Key, string Pointer)> AtOnce(ProcessDefinition process)
    {
        var states = ProcessLoopRules.AtOnce(process, process.Start);
        return
            from state in process.States.Select((state, at) => (State: state, At: at))
            where states.Contains(state.State.Key)
            from action in state.State.Enter.Select((action, at) => (Action: action, At: at))
            where action.Action.Process is { Length: > 0 }
            select (action.Action.Process!, $"/states/{state.At}/enter/{action.At}/process");
    }

    private static void CheckNames(ActionDefinition action, string pointer, KnownKeys known, FaultLog log)
    {
        var templates = action.Do == ProcessAction.Mail ? known.Mails : known.Templates;
        if (action.Template is { Length: > 0 } template && templates is not null && !templates.Contains(template))
        {
            log.Add($"{pointer}/template", "unknownTemplate", $"template '{template}' is not known", $"templates: {string.Join(", ", templates)}");
        }

        if (action.Process is { Length: > 0 } process && !known.Processes.Contains(process))
        {
            log.Add($"{pointer}/process", "unknownProcess", $"process '{process}' is not known", $"processes: {string.Join(", ", known.Processes)}");
        }
    }

    /// <summary>A document and a contract are made for an offer; a process that people start has none.</summary>
    private static void CheckSubject(ProcessDefinition process, ActionDefinition action, string pointer, FaultLog log)
    {
        if (process.StartedBy.Count > 0 && action.Do is ProcessAction.Document or ProcessAction.AddContract)
        {
            log.Add(pointer, "needsOffer", "needs an offer, and a process that people start has none", "leave startedBy out, or the action");
        }

        if (action.To == "client" && process.StartedBy.Count > 0 && !process.AboutClient)
        {
            log.Add($"{pointer}/to", "writesToClient", "writes to a client, and the process is about none", "aboutClient: true");
        }
    }
}
