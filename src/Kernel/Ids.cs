namespace CrossSell.Kernel;

/// <summary>Makes ids: UUIDv7, so that keys sort by the time they were made.</summary>
public static class Ids
{
    public static Guid New(DateTimeOffset now) => Guid.CreateVersion7(now);

    public static Guid New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());
}
