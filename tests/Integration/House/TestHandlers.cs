using CrossSell.Kernel.Outbox;

namespace CrossSell.Integration.House;

/// <summary>A handler that hangs like a server that took the connection and says nothing.</summary>
internal sealed class HangingHandler : IOutboxHandler
{
    public const string KindOf = "test.hangs";
    private static readonly TaskCompletionSource LetGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Kind => KindOf;

    public static void Answer() => LetGo.TrySetResult();

    public Task Handle(string payload, CancellationToken ct) => LetGo.Task.WaitAsync(ct);
}

internal sealed class QuickHandler : IOutboxHandler
{
    public const string KindOf = "test.quick";

    public string Kind => KindOf;

    public Task Handle(string payload, CancellationToken ct) => Task.CompletedTask;
}
