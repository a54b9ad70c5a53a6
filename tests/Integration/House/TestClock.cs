namespace CrossSell.Integration.House;

/// <summary>A clock that tests move; timers keep running on the real one.</summary>
internal sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long _offset = (start - System.GetUtcNow()).Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _offset) * (TimestampFrequency / TimeSpan.TicksPerSecond);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
