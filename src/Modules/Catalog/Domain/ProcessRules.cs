using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Errors;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>The shape of a process as a graph: every state is known, can be reached, and leads to an end.</summary>
internal static class ProcessRules
{
    public static void Check(ProcessDefinition process, FaultLog log)
    {
        var states = process.States.Select(state => state.Key).Where(key => key.Length > 0).ToHashSet(StringComparer.Ordinal);
        Unique.Check(process.States, state => state.Key, "/states/{0}/key", log);
        Unique.Check(process.Transitions, Identity, "/transitions/{0}", log);
        CheckNames(process, states, log);
        ProcessClockRules.Check(process, log);
        ProcessRoleRules.Check(process, log);
        ProcessLimitRules.Check(process, log);
        ProcessTaskRules.Check(process, log);
        if (states.Contains(process.Start))
        {
            CheckReachable(process, log);
            CheckEnds(process, log);
            ProcessLoopRules.Check(process, log);
        }
    }

    private static string Identity(TransitionDefinition transition) =>
        $"{transition.From} on {transition.On}{(transition.By is null ? "" : $" by {transition.By}")}{transition.Limit}";

    private static void CheckNames(ProcessDefinition process, HashSet<string> states, FaultLog log)
    {
        CheckState(process.Start, "/start", states, log);
        for (var i = 0; i < process.Transitions.Count; i++)
        {
            CheckState(process.Transitions[i].From, $"/transitions/{i}/from", states, log);
            CheckState(process.Transitions[i].To, $"/transitions/{i}/to", states, log);
        }
    }

    private static void CheckState(string state, string pointer, HashSet<string> states, FaultLog log)
    {
        if (state.Length > 0 && !states.Contains(state))
        {
            log.Add(pointer, "unknownState", $"state '{state}' is not known", $"states: {string.Join(", ", states)}");
        }
    }

    private static void CheckReachable(ProcessDefinition process, FaultLog log)
    {
        var reached = Closure([process.Start], from => process.Transitions.Where(way => way.From == from).Select(way => way.To));
        Report(process, state => !reached.Contains(state.Key), "unreachable", key => $"state '{key}' is never reached from the start", log);
    }

    private static void CheckEnds(ProcessDefinition process, FaultLog log)
    {
        var ends = process.States.Where(state => state.Category != StateCategory.Open).Select(state => state.Key);
        var ending = Closure(ends, to => process.Transitions.Where(way => way.To == to).Select(way => way.From));
        Report(process, state => !ending.Contains(state.Key), "deadEnd", key => $"state '{key}' is a dead end: no way leads from it to a state that is won or lost", log);
    }

    private static void Report(ProcessDefinition process, Func<StateDefinition, bool> isWrong, string code, Func<string, Said> message, FaultLog log)
    {
        for (var i = 0; i < process.States.Count; i++)
        {
            if (process.States[i].Key.Length > 0 && isWrong(process.States[i]))
            {
                log.Add($"/states/{i}", code, message(process.States[i].Key));
            }
        }
    }

    internal static HashSet<string> Closure(IEnumerable<string> from, Func<string, IEnumerable<string>> next)
    {
        var reached = from.ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var state))
        {
            foreach (var other in next(state).Where(reached.Add))
            {
                open.Enqueue(other);
            }
        }

        return reached;
    }
}
