namespace CrossSell.Clients.Data;

/// <summary>A way of looking at the client list that somebody keeps.</summary>
internal sealed class SavedViewRow
{
    public Guid Id { get; init; }

    public Guid OwnerId { get; init; }

    /// <summary>The team it is shared with; none while it is the owner's alone.</summary>
    public Guid? TeamId { get; init; }

    public required string Name { get; init; }

    public required string[] Columns { get; init; }

    /// <summary>The filter as JSON.</summary>
    public required string Filter { get; init; }

    public required string Sort { get; init; }

    public int Version { get; init; }
}

/// <summary>The view a person's list opens with.</summary>
internal sealed class DefaultViewRow
{
    public Guid UserId { get; init; }

    public Guid ViewId { get; init; }
}
