using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>What is known of an instance when somebody wants to move it.</summary>
/// <param name="Documents">The states its documents are in.</param>
/// <param name="OpenTasks">How many of its tasks are open.</param>
internal sealed record Facts(IReadOnlySet<string> Documents, int OpenTasks, IReadOnlyDictionary<string, string>? Values, bool IsStarter, bool HasNote)
{
    /// <summary>Documents that have gone on were once where they are required to be.</summary>
    private static readonly string[] Order = ["generated", "sent", "signed"];

    public bool HasDocument(string status) => Order.SkipWhile(step => step != status).Any(Documents.Contains);
}

internal static class Requirements
{
    /// <summary>What a transition requires and is not there.</summary>
    public static IReadOnlyList<string> Unmet(TransitionDefinition transition, Facts facts) => [.. transition.Requires.Where(requirement => !IsMet(requirement, facts))];

    private static bool IsMet(string requirement, Facts facts) => requirement.Split(':') switch
    {
        ["document", var status] => facts.HasDocument(status),
        ["field", var name] => !string.IsNullOrWhiteSpace(facts.Values?.GetValueOrDefault(name)),
        ["tasks"] => facts.OpenTasks == 0,
        ["note"] => facts.HasNote,
        ["otherPerson"] => !facts.IsStarter,
        _ => throw new InvalidOperationException($"No rule tells whether {requirement} is met."),
    };
}
