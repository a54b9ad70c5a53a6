using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>All cross-sell rules of the active lines, those of the house and those switched off among them, by line and priority.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record ListRules : IQuery<IReadOnlyList<RuleView>>;

/// <param name="Code"><c>line/code</c>.</param>
[Needs(Permission.SeeCatalog)]
public sealed record GetRule(string Code) : IQuery<RuleView>;

/// <summary>A rule as it stands.</summary>
/// <param name="Code"><c>line/code</c>.</param>
/// <param name="Rule">What is in force, or was until it was switched off; of a new one, its draft.</param>
/// <param name="Version">Of what administrators made of it; 0 while it is as the line says.</param>
/// <param name="By">Who made the version.</param>
/// <param name="Own">What the line says; none for a rule of the house.</param>
/// <param name="OwnChanged">The line says something else by now than when it was overridden.</param>
/// <param name="Draft">A change that is not in force yet.</param>
/// <param name="Newest">The number of the newest version, a draft included: what <c>If-Match</c> names.</param>
public sealed record RuleView(
    string Code,
    string Line,
    Text LineName,
    string LineVersion,
    RuleDefinition Rule,
    RuleState State,
    RuleSource Source,
    int Version,
    string? By,
    DateTimeOffset? At,
    string? Note,
    RuleDefinition? Own,
    bool OwnChanged,
    RuleDefinition? Draft,
    int Newest);

/// <summary>Whether a rule speaks.</summary>
public enum RuleState
{
    /// <summary>It does.</summary>
    On,

    /// <summary>An administrator has switched it off.</summary>
    Off,

    /// <summary>It is new and was never switched on.</summary>
    Draft,
}

/// <summary>Whose words are in force.</summary>
public enum RuleSource
{
    /// <summary>The line's.</summary>
    Line,

    /// <summary>The line's rule, changed by an administrator.</summary>
    Override,

    /// <summary>An administrator's own rule.</summary>
    House,
}

/// <summary>The versions of a rule, newest first; none is ever changed.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record ListRuleVersions(string Code) : IQuery<IReadOnlyList<RuleVersion>>;

/// <param name="State"><c>draft</c>, <c>on</c>, <c>off</c>, or <c>own</c>: as the line says it.</param>
public sealed record RuleVersion(int Version, string State, RuleDefinition? Rule, string By, DateTimeOffset At, string? Note);

/// <summary>What keeps a rule from being one.</summary>
/// <param name="Path">Where in the rule: <c>when.all[0].holds</c>.</param>
public sealed record RuleFault(string Path, string Code, string Message, params (string Name, object? Value)[] Arguments);

/// <summary>Says everything that is wrong with a rule; keeps nothing.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record CheckRule(string Line, RuleDefinition Rule) : IQuery<IReadOnlyList<RuleFault>>;

/// <summary>Keeps a rule as a new version: a new one of the house, or a change of a line's. A draft waits for <see cref="SwitchRule"/>.</summary>
/// <param name="Line">The line whose product it offers.</param>
/// <param name="Draft">Whether it is only kept; otherwise it is in force at once.</param>
/// <param name="IfVersion">Refused as stale when the newest version is another.</param>
[Needs(Permission.ManageCatalog)]
public sealed record SaveRule(string Line, RuleDefinition Rule, bool Draft, string? Note, int? IfVersion) : ICommand<RuleView>;

/// <summary>Switches a rule on (its draft, where there is one) or off.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record SwitchRule(string Code, bool On, string? Note, int? IfVersion) : ICommand<RuleView>;

/// <summary>Puts what the line says in force again, or an earlier version of the rule.</summary>
/// <param name="Version">None for what the line says.</param>
[Needs(Permission.ManageCatalog)]
public sealed record ReturnToRule(string Code, int? Version, int? IfVersion) : ICommand<RuleView>;
