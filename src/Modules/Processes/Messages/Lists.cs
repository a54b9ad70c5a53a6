using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Processes.Messages;

/// <summary>Which instances a list shows; what is left out does not matter.</summary>
/// <param name="Category">Open ones, or those that ended so.</param>
/// <param name="Late">Those whose deadline is over.</param>
/// <param name="Mine">Those the actor started.</param>
public sealed record ProcessFilter(string? Key = null, string? State = null, StateCategory? Category = null, int? Version = null, Guid? ClientId = null, bool Late = false, bool Mine = false);

/// <summary>The instances the actor may see, the one changed last first.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListProcesses(ProcessFilter Filter, string? After, int Limit) : IQuery<Page<ProcessRow>>;

/// <summary>What the actor may start now, by name.</summary>
/// <param name="AboutClient">Processes that are about a client, or those that are about none.</param>
[Needs(Permission.SeeClients)]
public sealed record ListStartable(bool AboutClient) : IQuery<IReadOnlyList<StartableProcess>>;

public sealed record StartableProcess(string Key, Text Name);

/// <param name="Title">What people call it; for a sale its product.</param>
/// <param name="DeadlineOn">The last day of the state it is in.</param>
/// <param name="Late">Whether that day is over.</param>
public sealed record ProcessRow(
    Guid Id,
    string Key,
    int Version,
    string Name,
    string Title,
    string State,
    string StateName,
    string Category,
    Guid? ClientId,
    string? ClientName,
    string? Starter,
    DateOnly? DeadlineOn,
    bool Late,
    DateTimeOffset ChangedAt);

/// <summary>The instances of one definition, a column for each state of its newest version and of those that still have instances.</summary>
/// <param name="Most">Cards of one column.</param>
[Needs(Permission.SeeClients)]
public sealed record GetProcessBoard(string Key, bool Mine, int Most) : IQuery<ProcessBoard>;

public sealed record ProcessBoard(string Key, string Name, IReadOnlyList<BoardColumn> Columns);

/// <param name="Count">How many stand there, at most <see cref="CountedUntil"/>: a column of a hundred thousand costs no more than one of a thousand.</param>
public sealed record BoardColumn(string State, string Name, string Category, int Count, IReadOnlyList<ProcessRow> Cards)
{
    public const int CountedUntil = 1000;
}
