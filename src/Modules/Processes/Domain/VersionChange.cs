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

    private static StatePreview Of(ProcessDefinition from, ProcessDefinition to, string key, int count, IReadOnlyDictionary<string, string>? wanted, string language)
    {
        var (before, after) = (from.Find(key), Target(to, key, wanted));
        var old = Steps(from, key, language);
        var fresh = after is null ? [] : Steps(to, after.Key, language);
        return new StatePreview(
            key, before?.Name.In(language) ?? key, count, after?.Key, after?.Name.In(language), before?.Deadline?.WorkingDays, after?.Deadline?.WorkingDays,
            [.. old.Except(fresh)], [.. fresh.Except(old)]);
    }

    private static List<string> Steps(ProcessDefinition definition, string state, string language) =>
        [.. definition.Transitions.Where(t => t.From == state).Select(t => $"{t.Name.In(language)} → {definition.Find(t.To)?.Name.In(language) ?? t.To}").Distinct()];

    private static int IndexOf(ProcessDefinition definition, string state) => definition.States.TakeWhile(s => s.Key != state).Count();
}
