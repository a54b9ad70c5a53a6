using System.Globalization;
using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>Where a trigger leads from a state (ADR 0080).</summary>
internal static class ProcessMachine
{
    public const string Entered = "entered";
    public const string TasksDone = "tasks:done";

    public static StateDefinition State(this ProcessDefinition definition, string key) =>
        definition.Find(key) ?? throw new InvalidOperationException($"Process {definition.Key} v{definition.Version} has no state {key}.");

    public static StateDefinition? Find(this ProcessDefinition definition, string key) => definition.States.FirstOrDefault(s => s.Key == key);

    /// <summary>The way that a trigger takes from a state: the first whose limit the values keep. None when the state does not know the trigger.</summary>
    public static TransitionDefinition? Way(this ProcessDefinition definition, string state, string trigger, IReadOnlyDictionary<string, string>? values) =>
        definition.Transitions.FirstOrDefault(t => t.From == state && t.On == trigger && t.Limit.Keeps(values));

    /// <summary>The ways that somebody may choose from a state, each trigger once.</summary>
    public static IEnumerable<TransitionDefinition> ChosenBy(this ProcessDefinition definition, string state, Player player, IReadOnlyDictionary<string, string>? values) =>
        definition.Transitions.Where(t => t.From == state && t.By is not null && t.Limit.Keeps(values) && player.Plays(definition, t.By)).DistinctBy(t => t.On);

    /// <summary>A value that is missing keeps no limit: nobody approves what nobody has said.</summary>
    public static bool Keeps(this LimitDefinition? limit, IReadOnlyDictionary<string, string>? values) =>
        limit is null
        || (values?.GetValueOrDefault(limit.Field) is { } text
            && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            && (limit.Above is not { } above || value > above)
            && (limit.AtMost is not { } most || value <= most));

    /// <summary>The roles of the house that a definition names.</summary>
    public static string[] HouseRoles(this ProcessDefinition definition)
    {
        var named = definition.Transitions.Select(t => t.By)
            .Concat(definition.States.SelectMany(s => s.Enter.Select(a => a.Role).Append(s.Deadline?.Escalate?.Role)))
            .OfType<string>()
            .Select(role => definition.Roles.FirstOrDefault(own => own.Key == role)?.Is ?? role);
        return [.. named.Where(role => role is not ("starter" or "startersManager")).Distinct().Order(StringComparer.Ordinal)];
    }
}
