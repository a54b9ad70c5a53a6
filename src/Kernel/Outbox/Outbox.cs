using CrossSell.Kernel.Data;

namespace CrossSell.Kernel.Outbox;

/// <summary>A message that leaves the database: delivered at least once, retried with back-off, acting once by its key.</summary>
/// <param name="Kind">Names the handler.</param>
/// <param name="Key">Two messages with one key are one message.</param>
public sealed record OutboxDraft(string Kind, string Key, object Payload)
{
    internal SqlWrite ToWrite(DateTimeOffset now) => new(
        """
        insert into kernel.outbox(id, kind, key, payload, created_at, due_at, attempts, dead)
        values ($1, $2, $3, $4, $5, $5, 0, false) on conflict (key) do nothing
        """,
        Ids.New(now), Kind, Key, JsonText.Write(Payload), now);
}

/// <summary>Does what a message asks for, inside a unit of work that also marks the message as done.</summary>
public interface IOutboxHandler
{
    string Kind { get; }

    Task Handle(string payload, CancellationToken ct);

    /// <summary>The last attempt failed: say so where people look.</summary>
    Task GiveUp(string payload, string error, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Wakes the dispatcher of this process as soon as something was sent.</summary>
public sealed class OutboxSignal
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        if (_raised.CurrentCount == 0)
        {
            try
            {
                _raised.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else raised it in between: the dispatcher wakes all the same.
            }
        }
    }

    public Task<bool> Wait(TimeSpan atMost, CancellationToken ct) => _raised.WaitAsync(atMost, ct);
}
