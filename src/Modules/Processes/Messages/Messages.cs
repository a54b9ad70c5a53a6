using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Messages;

/// <summary>What a running process is about: a client and an offer where it sells, else whatever its title says.</summary>
/// <param name="Start">First day of the contract that is being sold.</param>
/// <param name="ReplacesContractId">The expiring contract it takes the place of, when there is one.</param>
[GenerateSerializer, Immutable]
public sealed record ProcessSubject(
    [property: Id(0)] Guid? ClientId,
    [property: Id(1)] Guid? AdvisorId,
    [property: Id(2)] Guid? OfferId,
    [property: Id(3)] string? Product,
    [property: Id(4)] string? Variant,
    [property: Id(5)] string Language,
    [property: Id(6)] DateOnly? Start,
    [property: Id(7)] DateOnly? Expiry,
    [property: Id(8)] int? NoticeDays,
    [property: Id(9)] PriceData? Price,
    [property: Id(10)] Guid? ReplacesContractId = null)
{
    /// <summary>What was answered for the fields of the contract to be.</summary>
    [Id(11)]
    public Dictionary<string, string>? Fields { get; init; }

    /// <summary>What people call it, where a person started it.</summary>
    [Id(12)]
    public string? Title { get; init; }

    /// <summary>The person who started it.</summary>
    [Id(13)]
    public Guid? StarterId { get; init; }

    /// <summary>The values of the fields that the process asks for.</summary>
    [Id(14)]
    public Dictionary<string, string>? Values { get; init; }

    /// <summary>The instance that started this one.</summary>
    [Id(15)]
    public Guid? ParentId { get; init; }
}

/// <summary>Where an instance stands.</summary>
/// <param name="Version">Version of the definition the instance runs on.</param>
/// <param name="Row">Grows with every move; guards against two at once.</param>
[GenerateSerializer, Immutable]
public sealed record ProcessState(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Key,
    [property: Id(2)] int Version,
    [property: Id(3)] string State,
    [property: Id(4)] StateCategory Category,
    [property: Id(5)] int Row);

/// <summary>Stores process definitions; a changed definition needs a new version.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record InstallProcesses(IReadOnlyList<ProcessDefinition> Definitions) : ICommand<IReadOnlyList<string>>;

/// <summary>Starts instances inside the unit of work in progress. The actions of the start state are taken for each.</summary>
[Needs(Permission.WorkOffers)]
public sealed record StartProcesses(IReadOnlyList<NewProcess> Instances) : ICommand<IReadOnlyList<ProcessState>>;

public sealed record NewProcess(Guid Id, string Key, ProcessSubject Subject);

/// <summary>Fires a trigger on an instance whose state the caller holds, inside the unit of work in progress: makes rows, reads nothing. A trigger the state does not know leaves it as it is.</summary>
[Needs(Permission.WorkOffers)]
public sealed record TriggerProcess(ProcessState State, ProcessSubject Subject, string Trigger, string? Note) : ICommand<ProcessMove>;

/// <summary>Takes an instance back to where it stood before a mistaken outcome, inside the unit of work in progress. Refused when something since can't be taken back.</summary>
/// <param name="To">Where it stood.</param>
/// <param name="Since">The moment of the outcome.</param>
/// <param name="Late">A correction: steps that people chose since are taken back as well.</param>
[Needs(Permission.WorkOffers)]
public sealed record TakeBackProcess(ProcessState To, DateTimeOffset Since, bool Late, string? Note) : ICommand<ProcessState>;

/// <summary>Where an instance stands after a trigger, and the documents its new state asked for.</summary>
public sealed record ProcessMove(ProcessState State, IReadOnlyList<Guid> Documents);

/// <summary>One instance with its definition, as far as the actor may see it.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetProcess(Guid ProcessId) : IQuery<ProcessView>;

/// <summary>Starts an instance of the newest version of a process that the actor's role may start.</summary>
/// <param name="Title">What people will call it, at most 200 characters.</param>
/// <param name="ClientId">The client it is about, where the process is about one.</param>
/// <param name="Values">The values of its fields: numbers with a point, dates as <c>yyyy-MM-dd</c>. Faults are of <c>values.NAME</c>.</param>
[Needs(Permission.MoveProcesses)]
public sealed record StartProcess(string Key, string Title, Guid? ClientId, IReadOnlyDictionary<string, string>? Values) : ICommand<ProcessView>;

/// <summary>Moves an instance by a transition the actor may choose now.</summary>
/// <param name="Transition">The trigger (<c>on</c>) or name of the transition.</param>
/// <param name="IfState">Refused with a conflict when it stands elsewhere.</param>
/// <param name="IfRow">Refused with a conflict when it was moved since: <see cref="ProcessView.Row"/>.</param>
[Needs(Permission.MoveProcesses)]
public sealed record AdvanceProcess(Guid ProcessId, string Transition, string? Note, string? IfState = null, int? IfRow = null) : ICommand<ProcessView>
{
    /// <summary>Values of fields, given with the step; others stay as they are.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }
}

/// <summary>
/// Puts an instance into a state, whatever its transitions say: a step back, or forward past what is stuck. Tasks and clock of the state begin, and a way that is taken at once is taken.
/// In a state where it has been before a document is asked for again, in place of the one that was made there, and people of the house who decide get their mail again; the client gets none, and no contract or process is made twice.
/// </summary>
/// <param name="State">Refused where the contract that was sold would be left behind (<c>jumpSold</c>), and where nobody and nothing could move it on (<c>jumpStranded</c>).</param>
/// <param name="Reason">Stands in the history and in the audit.</param>
[Needs(Permission.DirectProcesses)]
public sealed record JumpProcess(Guid ProcessId, string State, string Reason, int? IfRow = null) : ICommand<ProcessView>;

/// <param name="Transitions">Those allowed now, for the actor.</param>
public sealed record ProcessView(
    Guid Id,
    string Key,
    int Version,
    string Name,
    string State,
    string StateName,
    string Category,
    Guid? ClientId,
    Guid? OfferId,
    IReadOnlyList<ProcessTransition> Transitions,
    IReadOnlyList<ProcessStep> History)
{
    public string? Title { get; init; }

    public string? ClientName { get; init; }

    public Guid? StarterId { get; init; }

    public string? Starter { get; init; }

    /// <summary>Grows with every move; what <see cref="AdvanceProcess.IfRow"/> guards.</summary>
    public int Row { get; init; }

    /// <summary>The newest version of the definition.</summary>
    public int NewestVersion { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The last day of the state it is in, where it has a deadline.</summary>
    public DateOnly? DeadlineOn { get; init; }

    /// <summary>Days on which the clock fires something.</summary>
    public IReadOnlyList<ProcessTimer> Timers { get; init; } = [];

    /// <summary>Every way out of the state, for whomever: who may take it, and what is missing.</summary>
    public IReadOnlyList<ProcessWay> Ways { get; init; } = [];

    public IReadOnlyList<ProcessValue> Values { get; init; } = [];

    /// <summary>The tasks of the state: those that wait for each other in their order, then the others that are open.</summary>
    public IReadOnlyList<ProcessTask> Tasks { get; init; } = [];

    /// <summary>The states the actor may put it into (<see cref="JumpProcess"/>).</summary>
    public IReadOnlyList<ProcessJump> Jumps { get; init; } = [];
}

public sealed record ProcessJump(string State, string Name);

public sealed record ProcessTransition(string Name, string On, string? By);

/// <param name="By">The role that may choose it; none when events or the clock take it.</param>
/// <param name="Who">Who that is now: a person's name, or a role's word.</param>
/// <param name="IsMine">Whether the actor may choose it.</param>
/// <param name="Unmet">Requirements that are not met: <c>note</c> and <c>field:NAME</c> can be given with the step.</param>
public sealed record ProcessWay(string Name, string On, string? By, string? Who, string To, string ToName, bool IsMine, IReadOnlyList<string> Requires, IReadOnlyList<string> Unmet);

public sealed record ProcessTimer(string Then, DateOnly On);

public sealed record ProcessValue(string Name, FieldType Type, string Label, string? Text);

/// <summary>A task of the state it is in.</summary>
/// <param name="Key">None for a task that others do not wait for.</param>
/// <param name="Who">Who holds it, or is going to: a person's name, or a role's word.</param>
/// <param name="Status"><c>waiting</c>, <c>open</c> or <c>done</c>.</param>
public sealed record ProcessTask(string? Key, string Title, string? Who, IReadOnlyList<string> After, DateOnly From, DateOnly Until, string Status, DateOnly? DoneOn, string? DoneBy, Guid? TaskId);

/// <param name="On">The trigger; <c>start</c>, <c>undone</c>, <c>jumped</c>, <c>escalated</c> and <c>moved</c> (to another version) are the engine's own.</param>
public sealed record ProcessStep(DateTimeOffset At, string? From, string To, string On, string By, string? Note);

/// <summary>Fires what the clock fires: deadlines whose working days are over, with their escalation, and timers whose day has come; answers how many instances were found, at most 500. All of them or none: one that fails fails the batch.</summary>
/// <param name="Only">This instance, where it is due.</param>
[Needs(Permission.Operate)]
public sealed record FireDeadlines(Guid? Only = null) : ICommand<int>;

/// <summary>The instances for which the clock has something to fire.</summary>
[Needs(Permission.Operate)]
public sealed record ListDueProcesses : IQuery<IReadOnlyList<Guid>>;
