namespace CrossSell.Clients.Domain;

/// <summary>One entry of the history: on that day the client granted or withdrew this. Never changed, never removed.</summary>
internal sealed record Consent
{
    public long Seq { get; init; }

    public Guid ClientId { get; init; }

    public required string Channel { get; init; }

    public required string Purpose { get; init; }

    public bool Granted { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Source { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public string Key => $"{Channel}:{Purpose}";
}
