using CrossSell.Kernel.Errors;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>What becomes of instances when they go on by another version of their definition.</summary>
internal static class VersionChange
{
    public static VersionPreview Of(ProcessDefinition from, ProcessDefinition to, IReadOnlyDictionary<string, int> counts, IReadOnlyDictionary<string, string>? wanted, string language)
    {
        var states = counts.OrderBy(c => IndexOf(from, c.Key)).Select(c => Of(from, to, c.Key, c.Value, wanted, language)).ToList();
        return new VersionPreview(
            from.Key, from.Version, to.Version, counts.Values.Sum(), states,
            [.. states.Where(s => s.To is null).Select(s => s.State)],
            [.. to.States.Select(s => s.Key)]);
    }

    /// <summary>Where a state leads: where it is wanted, else to the state of the same key.</summary>
    public static StateDefinition? Target(ProcessDefinition to, string state, IReadOnlyDictionary<string, string>? wanted) => to.Find(wanted?.GetValueOrDefault(state) ?? state);

    /// <summary>Whether an instance enters anew, with the tasks of the state it comes into: it is another state, or its tasks begin or cease to wait for each other.</summary>
    public static bool Enters(ProcessDefinition from, string state, StateDefinition into) => into.Key != state || from.Find(state)?.HasPlan() != into.HasPlan();

    /// <summary>Names in <paramref name="wanted"/> that no state has.</summary>
    public static void Demand(ProcessDefinition from, ProcessDefinition to, IReadOnlyDictionary<string, string>? wanted, Faults faults)
    {
        foreach (var (state, target) in wanted ?? new Dictionary<string, string>())
        {
            if (from.Find(state) is null)
            {
                Unknown(from, "states." + state, faults);
            }
            else if (to.Find(target) is null)
            {
                Unknown(to, "states." + state, faults);
            }
        }
    }

    private static void Unknown(ProcessDefinition definition, string field, Faults faults)
    {
        var known = string.Join(", ", definition.States.Select(s => s.Key));
        faults.Add(field, "notOneOf", $"Must be one of: {known}.", ("words", known));
    }

    private static StatePreview Of(ProcessDefinition from, ProcessDefinition to, string key, int count, IReadOnlyDictionary<string, string>? wanted, string language)
    {
        var (before, after) = (from.Find(key), Target(to, key, wanted));
        var old = Steps(from, key, language);
        var fresh = after is null ? [] : Steps(to, after.Key, language);
        return new StatePreview(
            key, before?.Name.In(language) ?? key, count, after?.Key, after?.Name.In(language), before?.Deadline?.WorkingDays, after?.Deadline?.WorkingDays,
            [.. old.Except(fresh)], [.. fresh.Except(old)])
        {
            TasksClosed = before is null || after is null || !Enters(from, key, after) ? [] : Titles(before, language),
            TasksOpened = after is null ? [] : Enters(from, key, after) ? [.. Rests(to, after, []).SelectMany(s => Titles(s, language)).Distinct()] : New(before!, after, language),
            GoesOnTo = after is null || !Enters(from, key, after) ? [] : [.. Rests(to, after, []).Where(s => s.Key != after.Key).Select(s => s.Name.In(language))],
        };
    }

    private static string[] Titles(StateDefinition state, string language) => [.. Tasks(state).Select(a => a.Title!.In(language))];

    /// <summary>Tasks that the plan of a state has and had not.</summary>
    private static string[] New(StateDefinition before, StateDefinition after, string language) =>
        [.. Tasks(after).Where(a => a.Key is not null && Tasks(before).All(b => b.Key != a.Key)).Select(a => a.Title!.In(language))];

    private static IEnumerable<ActionDefinition> Tasks(StateDefinition state) => state.Enter.Where(a => a.Do == ProcessAction.Task);

    /// <summary>Where an instance may come to rest that enters a state; which of them is a matter of its values.</summary>
    private static IEnumerable<StateDefinition> Rests(ProcessDefinition definition, StateDefinition state, HashSet<string> seen)
    {
        var atOnce = definition.Transitions.Where(t => t.From == state.Key && t.On == ProcessMachine.Entered).ToList();
        var onward = seen.Add(state.Key) ? atOnce.Select(t => definition.State(t.To)).SelectMany(next => Rests(definition, next, seen)) : [];
        return atOnce.Count == 0 ? [state] : onward;
    }

    private static List<string> Steps(ProcessDefinition definition, string state, string language) =>
        [.. definition.Transitions.Where(t => t.From == state).Select(t => $"{t.Name.In(language)} → {definition.Find(t.To)?.Name.In(language) ?? t.To}").Distinct()];

    private static int IndexOf(ProcessDefinition definition, string state) => definition.States.TakeWhile(s => s.Key != state).Count();
}
