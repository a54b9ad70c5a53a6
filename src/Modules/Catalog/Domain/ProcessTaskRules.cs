using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>Tasks wait for tasks of their own state, and never in a circle; nothing waits for tasks that nobody gets.</summary>
internal static class ProcessTaskRules
{
    public static void Check(ProcessDefinition process, FaultLog log)
    {
        for (var i = 0; i < process.States.Count; i++)
        {
            CheckKeys(process.States[i], $"/states/{i}", log);
        }

        for (var i = 0; i < process.Transitions.Count; i++)
        {
            CheckWaited(process, process.Transitions[i], $"/transitions/{i}", log);
        }
    }

    private static void CheckKeys(StateDefinition state, string pointer, FaultLog log)
    {
        Unique.Check(state.Enter, action => action.Key ?? string.Empty, pointer + "/enter/{0}/key", log);
        var known = state.Enter.Select(action => action.Key).OfType<string>().ToList();
        for (var i = 0; i < state.Enter.Count; i++)
        {
            var action = state.Enter[i];
            for (var j = 0; j < action.After.Count; j++)
            {
                if (action.After[j].Length > 0 && !known.Contains(action.After[j]))
                {
                    log.Add($"{pointer}/enter/{i}/after/{j}", "unknownTask", $"task '{action.After[j]}' is not known", $"tasks of the state: {string.Join(", ", known)}");
                }
            }

            if (action.Key is { } key && Before(state, key).Contains(key))
            {
                log.Add($"{pointer}/enter/{i}/after", "taskWaitsForItself", $"task '{key}' waits for itself");
            }
        }
    }

    private static HashSet<string> Before(StateDefinition state, string key) =>
        ProcessRules.Closure(After(state, key), other => After(state, other));

    private static IEnumerable<string> After(StateDefinition state, string key) => state.Enter.Where(action => action.Key == key).SelectMany(action => action.After);

    private static void CheckWaited(ProcessDefinition process, TransitionDefinition way, string pointer, FaultLog log)
    {
        var has = process.States.FirstOrDefault(state => state.Key == way.From) is not { } from || from.Enter.Any(action => action.Do == ProcessAction.Task);
        if (way.On == Triggers.TasksDone && !has)
        {
            log.Add($"{pointer}/on", "noTask", $"never happens: '{way.From}' has no task", "an action task on entry");
        }

        if (way is { On: Triggers.Entered or Triggers.TasksDone, By: not null })
        {
            log.Add($"{pointer}/by", "nobodyChooses", $"nobody chooses '{way.On}': it happens", "leave by out");
        }
    }
}
