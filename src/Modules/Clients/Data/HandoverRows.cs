namespace CrossSell.Clients.Data;

/// <summary>A book, or some of its clients, that moves to colleagues on a day, and perhaps back on another.</summary>
internal sealed class HandoverRow
{
    public Guid Id { get; init; }

    public Guid FromId { get; init; }

    public required Guid[] ToIds { get; init; }

    public required string Rule { get; init; }

    /// <summary>Only these of the person's clients; none means everything of theirs.</summary>
    public Guid[]? OnlyClients { get; init; }

    public DateOnly OnDay { get; init; }

    /// <summary>The last day away: on the next everything goes back by itself.</summary>
    public DateOnly? UntilDay { get; init; }

    public DateOnly? ReadOnlyUntil { get; init; }

    public string? Note { get; init; }

    public required string Status { get; init; }

    /// <summary>What moved to whom, by kind.</summary>
    public string? Counts { get; init; }

    /// <summary>Planned calls that did not fit into their windows.</summary>
    public int Short { get; init; }

    /// <summary>Clients that did not go back, because somebody gave them to others since.</summary>
    public int Kept { get; init; }

    public Guid? ById { get; init; }

    public required string By { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AppliedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The new advisors are introduced to the clients by mail.</summary>
    public bool Introduce { get; init; }
}

internal sealed class HandoverClientRow
{
    public Guid HandoverId { get; init; }

    public Guid ClientId { get; init; }

    public Guid ToId { get; init; }
}
