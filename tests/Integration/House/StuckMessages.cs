using CrossSell.Kernel.Outbox;

namespace CrossSell.Integration.House;

/// <summary>Messages of two kinds: one that gets nowhere until it is let go, and one that is done at once.</summary>
internal sealed class StuckMessages(string kind) : IOutboxHandler
{
    public const string OfKind = "test.stuck";
    public const string QuickKind = "test.quick";

    private static readonly TaskCompletionSource Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static int _waiting;

    public static int Waiting => Volatile.Read(ref _waiting);

    public string Kind => kind;

    public static void LetGo() => Gate.TrySetResult();

    public async Task Handle(string payload, CancellationToken ct)
    {
        if (kind == OfKind)
        {
            Interlocked.Increment(ref _waiting);
            await Gate.Task.WaitAsync(ct);
        }
    }
}
