using System.Threading.Channels;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using Npgsql;

namespace CrossSell.Kernel.Data;

internal sealed record CommitPart(SqlWrite[] Writes, IReadOnlyList<AuditEntry> Audit);

/// <summary>
/// Sends the rows of up to 64 waiting commands as one batch in one transaction with one flush of the log.
/// A command that fails takes nobody along: the batch is undone and each is sent by itself.
/// The audit chain has one head; it is held here between commits and guarded in the statement, so another process that moved it costs a retry, never a fork.
/// </summary>
internal sealed class Committer : IAsyncDisposable
{
    private const int Most = 64;
    private const int MostTries = 60;

    /// <summary>A batch never waits longer for a row: who holds the row may be waiting for this batch to let go of the chain.</summary>
    private static readonly SqlWrite Patience = new("select set_config('lock_timeout', '500ms', true)");
    private readonly NpgsqlDataSource _source;
    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(1024);
    private readonly SemaphoreSlim _chain = new(1, 1);
    private readonly Task _loop;
    private ChainHead? _head;

    public Committer(NpgsqlDataSource source)
    {
        _source = source;
        _loop = Task.Run(Loop);
    }

    public async Task Commit(CommitPart part)
    {
        var pending = new Pending(part);
        await _queue.Writer.WriteAsync(pending);
        await pending.Done.Task;
    }

    public async Task CommitOn(NpgsqlConnection connection, NpgsqlTransaction transaction, CommitPart part, CancellationToken ct)
    {
        await _chain.WaitAsync(ct);
        try
        {
            var head = part.Audit.Count > 0 ? await AuditChain.LockHead(connection, ct) : null;
            var (writes, next) = Chained([part], head);
            await Run(connection, writes, ct);
            await transaction.CommitAsync(ct);
            _head = next ?? _head;
        }
        finally
        {
            _chain.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _chain.Dispose();
    }

    private async Task Loop()
    {
        var group = new List<Pending>(Most);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < Most && _queue.Reader.TryRead(out var pending))
            {
                group.Add(pending);
            }

            await CommitGroup(group);
            group.Clear();
        }
    }

    private async Task CommitGroup(List<Pending> group)
    {
        try
        {
            await CommitAll(group);
            group.ForEach(p => p.Done.SetResult());
        }
        catch (Exception) when (group.Count > 1)
        {
            foreach (var pending in group)
            {
                await CommitGroup([pending]);
            }
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable && ++group[0].Tries < MostTries)
        {
            // Beside the others, which have not to wait for it.
            var later = group[0];
            _ = Task.Run(() => CommitGroup([later]));
        }
        catch (Exception failure)
        {
            group[0].Done.SetException(failure);
        }
    }

    private async Task CommitAll(List<Pending> group)
    {
        await _chain.WaitAsync();
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await using var connection = await _source.OpenConnectionAsync();
                    _head ??= await AuditChain.ReadHead(connection, CancellationToken.None);
                    var (writes, next) = Chained(group.Select(p => p.Part), _head);
                    await Run(connection, [Patience, .. writes], CancellationToken.None);
                    _head = next ?? _head;
                    return;
                }
                catch (VersionConflictException moved) when (moved.Message.Contains(AuditChain.HeadTable, StringComparison.Ordinal) && attempt < 5)
                {
                    _head = null;
                }
            }
        }
        finally
        {
            _chain.Release();
        }
    }

    private static (List<SqlWrite> Writes, ChainHead? Next) Chained(IEnumerable<CommitPart> parts, ChainHead? head)
    {
        var writes = new List<SqlWrite>();
        var entries = new List<AuditEntry>();
        foreach (var part in parts)
        {
            writes.AddRange(part.Writes);
            entries.AddRange(part.Audit);
        }

        if (entries.Count == 0)
        {
            return (writes, null);
        }

        var next = AuditChain.Append(writes, entries, head!);
        return (writes, next);
    }

    internal static async Task Run(NpgsqlConnection connection, List<SqlWrite> writes, CancellationToken ct)
    {
        if (writes.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection);
        foreach (var write in writes)
        {
            batch.BatchCommands.Add(write.ToBatchCommand());
        }

        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException refused) when (refused is { SqlState: PostgresErrorCodes.NotNullViolation, ColumnName: "version" or "status" })
        {
            throw new VersionConflictException(refused.TableName ?? "?", refused);
        }
    }

    private sealed record Pending(CommitPart Part)
    {
        public int Tries { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
