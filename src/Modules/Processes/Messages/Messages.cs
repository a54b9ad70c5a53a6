using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Messages;

/// <summary>What a running process is about.</summary>
/// <param name="Start">First day of the contract that is being sold.</param>
/// <param name="ReplacesContractId">The expiring contract it takes the place of, when there is one.</param>
[GenerateSerializer, Immutable]
public sealed record ProcessSubject(
    [property: Id(0)] Guid ClientId,
    [property: Id(1)] Guid AdvisorId,
    [property: Id(2)] Guid OfferId,
    [property: Id(3)] string Product,
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

[Needs(Permission.SeeClients)]
public sealed record GetProcess(Guid ProcessId) : IQuery<ProcessView>;

/// <summary>Moves an instance by a transition a person of the actor's role may choose now.</summary>
/// <param name="Transition">The trigger (<c>on</c>) or name of the transition.</param>
[Needs(Permission.MoveProcesses)]
public sealed record AdvanceProcess(Guid ProcessId, string Transition, string? Note) : ICommand<ProcessView>;

/// <param name="Transitions">Those allowed now, for the actor.</param>
public sealed record ProcessView(
    Guid Id,
    string Key,
    int Version,
    string Name,
    string State,
    string StateName,
    string Category,
    Guid ClientId,
    Guid? OfferId,
    IReadOnlyList<ProcessTransition> Transitions,
    IReadOnlyList<ProcessStep> History);

public sealed record ProcessTransition(string Name, string On, string? By);

public sealed record ProcessStep(DateTimeOffset At, string? From, string To, string On, string By, string? Note);

/// <summary>Fires the deadline trigger of the instances whose working days are over; answers how many were found, at most 500.</summary>
[Needs(Permission.Operate)]
public sealed record FireDeadlines : ICommand<int>;
