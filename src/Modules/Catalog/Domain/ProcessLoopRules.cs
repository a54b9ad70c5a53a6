using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>A circle in which nothing is waited for would be walked for ever: every circle has a person, a document that somebody handles, or the clock in it.</summary>
internal static class ProcessLoopRules
{
    public static void Check(ProcessDefinition process, FaultLog log)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < process.States.Count; i++)
        {
            var key = process.States[i].Key;
            if (!told.Contains(key) && Way(process, key) is { } way)
            {
                told.UnionWith(way);
                log.Add($"/states/{i}", "loopWithoutWait", $"is in a loop without a wait: {string.Join(" → ", way)}", "a step that a person chooses, a deadline or a timer of days");
            }
        }
    }

    /// <summary>The states that are entered of themselves once this one is, itself among them.</summary>
    public static HashSet<string> AtOnce(ProcessDefinition process, string state) => ProcessRules.Closure([state], from => Next(process, from));

    private static List<string>? Way(ProcessDefinition process, string start)
    {
        var from = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var state))
        {
            foreach (var next in Next(process, state))
            {
                if (next == start)
                {
                    return Back(from, start, state);
                }

                if (from.TryAdd(next, state))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static List<string> Back(Dictionary<string, string> from, string start, string last)
    {
        var way = new List<string> { start };
        for (var state = last; state != start; state = from[state])
        {
            way.Insert(0, state);
        }

        way.Insert(0, start);
        return way;
    }

    private static IEnumerable<string> Next(ProcessDefinition process, string state) =>
        process.Transitions.Where(way => way.From == state && GoesByItself(process.States.FirstOrDefault(s => s.Key == state), way)).Select(way => way.To);

    /// <summary>At once, by a document that the state itself asks for, or by a timer whose day may have passed.</summary>
    private static bool GoesByItself(StateDefinition? from, TransitionDefinition way) =>
        way.On == Triggers.Entered
        || (way.On == "document:generated" && from?.Enter.Any(action => action.Do == ProcessAction.Document) == true)
        || from?.Timers.Any(timer => timer.Field is not null && timer.Then == way.On) == true;
}
