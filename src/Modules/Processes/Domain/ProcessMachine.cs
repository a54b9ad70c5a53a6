using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>Where a trigger leads from a state.</summary>
internal static class ProcessMachine
{
    public static StateDefinition State(this ProcessDefinition definition, string key) =>
        definition.States.FirstOrDefault(s => s.Key == key)
        ?? throw new InvalidOperationException($"Process {definition.Key} v{definition.Version} has no state {key}.");

    /// <summary>The state a trigger leads to, or nothing when the state does not know it.</summary>
    public static StateDefinition? Next(this ProcessDefinition definition, string state, string trigger) =>
        definition.Transitions.FirstOrDefault(t => t.From == state && t.On == trigger) is { } transition
            ? definition.State(transition.To)
            : null;

    /// <summary>The transitions somebody with this role may choose from a state; an administrator may choose every one that a person may.</summary>
    public static IEnumerable<TransitionDefinition> ChosenBy(this ProcessDefinition definition, string state, string role) =>
        definition.Transitions.Where(t => t.From == state && t.By is not null && (t.By == role || role == "administrator"));
}
