using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Processes.Messages;

/// <summary>The definitions of the house, by name.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record ListDefinitions : IQuery<IReadOnlyList<DefinitionSummary>>;

/// <param name="Line">The product line it comes from; none for one that was made in the portal.</param>
/// <param name="Open">How many instances are open, on any version; <paramref name="Behind"/> of them not on the newest.</param>
/// <param name="MayStart">Whether the actor may start one.</param>
public sealed record DefinitionSummary(string Key, Text Name, int Version, string? Line, bool FromPortal, bool Retired, int Open, int Behind, bool MayStart, bool AboutClient, IReadOnlyList<FieldDefinition> Fields);

/// <param name="Version">By default the newest.</param>
[Needs(Permission.SeeCatalog)]
public sealed record GetDefinition(string Key, int? Version = null) : IQuery<DefinitionView>;

/// <param name="Json">The same as a process file says it.</param>
public sealed record DefinitionView(ProcessDefinition Definition, string Json, string? Line, bool Retired, IReadOnlyList<DefinitionVersion> Versions);

/// <param name="By">Who published it; none for a product line's.</param>
/// <param name="Open">How many open instances run on it.</param>
public sealed record DefinitionVersion(int Version, DateTimeOffset At, string? By, string? Note, int Open);

/// <summary>Reads a definition as it is written in a process file, and finds everything wrong with it; stores nothing.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record CheckDefinition(string Json) : IQuery<DefinitionCheck>;

/// <param name="Definition">What was read, to be drawn even where it has faults; none when it is not JSON.</param>
/// <param name="Faults">As <c>plugin check</c> lists them: JSON pointer, what is wrong, a hint.</param>
public sealed record DefinitionCheck(ProcessDefinition? Definition, IReadOnlyList<LineFault> Faults);

/// <summary>Walks a definition without writing anything: what each step would do, and what can be done where it ends.</summary>
/// <param name="Values">Values of its fields, for limits and timers.</param>
/// <param name="Steps">Triggers, one after another; a deadline's or timer's word lets its days pass.</param>
[Needs(Permission.SeeCatalog)]
public sealed record TryDefinition(string Json, IReadOnlyDictionary<string, string>? Values, IReadOnlyList<string> Steps) : IQuery<DefinitionTrial>;

/// <param name="Steps">What was walked; shorter than what was asked for when a step is not possible.</param>
/// <param name="Refused">The step that was not possible.</param>
/// <param name="Ways">What can happen next.</param>
public sealed record DefinitionTrial(IReadOnlyList<TrialStep> Steps, string State, StateCategory Category, string? Refused, IReadOnlyList<TrialWay> Ways);

/// <param name="On">The trigger; <c>start</c> for the first.</param>
/// <param name="Day">The day it happens on, when every wait takes as long as it may.</param>
/// <param name="DeadlineOn">The last day of the state entered.</param>
public sealed record TrialStep(string On, string? From, string To, DateOnly Day, IReadOnlyList<TrialAction> Actions, DateOnly? DeadlineOn);

/// <param name="What">The title of a task, the key of a template or process.</param>
/// <param name="Role">Whose task, or who gets the mail.</param>
public sealed record TrialAction(ProcessAction Do, Text? Title, string? What, string? Role, DateOnly? DueOn);

/// <param name="By">Who chooses it; none when an event or the clock takes it.</param>
/// <param name="On">The day, where the clock takes it.</param>
public sealed record TrialWay(string Trigger, Text Name, string To, string? By, IReadOnlyList<string> Requires, DateOnly? On);

/// <summary>Stores a definition as a new version; instances that run stay on theirs. Refused with every fault, by JSON pointer.</summary>
/// <param name="Note">Why, for who reads the versions later.</param>
[Needs(Permission.ManageCatalog)]
public sealed record PublishDefinition(string Json, string? Note) : ICommand<DefinitionView>;

/// <summary>Lets nobody start a definition any more, or lets them again. What runs goes on.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record RetireDefinition(string Key, bool Retired) : ICommand<DefinitionView>;

/// <summary>What moving open instances to another version would do.</summary>
/// <param name="Only">This instance; by default every open one on the version.</param>
/// <param name="States">Where a state leads that the other version does not have, by key; a state that both have leads to itself. A key that no state has is a fault of <c>states.KEY</c>.</param>
[Needs(Permission.DirectProcesses)]
public sealed record PreviewVersion(string Key, int From, int To, Guid? Only = null, IReadOnlyDictionary<string, string>? States = null) : IQuery<VersionPreview>;

/// <param name="Faults">States that lead nowhere: nothing is moved while there is one.</param>
public sealed record VersionPreview(string Key, int From, int To, int Instances, IReadOnlyList<StatePreview> States, IReadOnlyList<string> Faults, IReadOnlyList<string> Targets);

/// <param name="To">The state in the other version; none when it has none.</param>
/// <param name="DeadlineBefore">Working days of the deadline, before and after.</param>
/// <param name="Lost">Steps that can't be taken any more, by name; <paramref name="Won"/> those that can be.</param>
public sealed record StatePreview(string State, string Name, int Count, string? To, string? ToName, int? DeadlineBefore, int? DeadlineAfter, IReadOnlyList<string> Lost, IReadOnlyList<string> Won)
{
    /// <summary>Titles of tasks that are closed where they are open.</summary>
    public IReadOnlyList<string> TasksClosed { get; init; } = [];

    /// <summary>Titles of tasks that are opened, at once or in their turn.</summary>
    public IReadOnlyList<string> TasksOpened { get; init; } = [];

    /// <summary>Names of states it goes on to at once from there; which of them is a matter of its values.</summary>
    public IReadOnlyList<string> GoesOnTo { get; init; } = [];
}

/// <summary>Moves open instances to another version: each stands in the same state, or where <paramref name="States"/> says; deadline and timers are reckoned anew from the day the state was entered.
/// In the same state tasks stay. In another one those of the old state are closed, those of the new one opened, and a way that is taken at once is taken. No other action of the state is taken.</summary>
[Needs(Permission.DirectProcesses)]
public sealed record MoveToVersion(string Key, int From, int To, string Reason, Guid? Only = null, IReadOnlyDictionary<string, string>? States = null) : ICommand<VersionPreview>;
