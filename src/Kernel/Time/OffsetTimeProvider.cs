namespace CrossSell.Kernel.Time;

/// <summary>A clock that starts at another instant and then runs at the ordinary speed.</summary>
public sealed class OffsetTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _offset = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset;
}
