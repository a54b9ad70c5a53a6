namespace CrossSell.Clients.Data;

/// <summary>Two clients made one: both as they were, and which rows of which tables moved, so that all of it can be set back.</summary>
internal sealed class MergeRow
{
    public Guid Id { get; init; }

    public Guid SurvivorId { get; init; }

    public Guid MergedId { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? ById { get; init; }

    public required string By { get; init; }

    /// <summary>Both clients before, and the survivor after.</summary>
    public required string Clients { get; init; }

    /// <summary>By table, the keys of the rows that moved.</summary>
    public required string Moved { get; init; }

    public DateTimeOffset? UndoneAt { get; init; }
}
