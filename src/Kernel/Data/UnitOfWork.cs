using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CrossSell.Kernel.Data;

/// <summary>
/// Collects what one command changes in all modules and commits it in one transaction on one connection:
/// statements, changes tracked by the modules' contexts, audit entries, outbox messages, the idempotency key.
/// A command that only adds statements never opens a connection of its own: its rows travel with those of others in one batch.
/// </summary>
public interface IUnitOfWork
{
    bool InProgress { get; }

    IDisposable Begin();

    void Write(string sql, params object?[] values);

    void Audit(AuditDraft entry);

    void Audit(IReadOnlyList<AuditDraft> entries);

    /// <summary>Puts a message into the outbox; delivered at least once after the commit.</summary>
    void Send(OutboxDraft message);

    /// <summary>Live copies of these clients are told to reload after the commit.</summary>
    void Touch(params IEnumerable<Guid> clients);

    void Remember(IdempotencyEntry? entry);

    /// <summary>Run once everything is committed, in this process only: for what is held in memory.</summary>
    void AfterCommit(Action then);

    /// <summary>The module's context, on this unit's connection and transaction.</summary>
    Task<TContext> Context<TContext>(CancellationToken ct)
        where TContext : ModuleDbContext;

    /// <summary>This unit's connection, inside its transaction, for set-based statements and reads of what was just written.</summary>
    Task<NpgsqlConnection> Connection(CancellationToken ct);

    /// <summary>Executes what was collected so far inside the transaction, for a command whose later parts read it.</summary>
    Task Flush(CancellationToken ct);

    Task Commit(CancellationToken ct);
}

public static class UnitOfWorkExtensions
{
    /// <summary>Tells the live copy of the client something is about, when it is about one.</summary>
    public static void TouchClient(this IUnitOfWork unit, Guid? client)
    {
        if (client is { } one)
        {
            unit.Touch(one);
        }
    }
}

/// <summary>Looks at every unit of work before its commit, and may refuse it. The tests of the house register one; a serving host has none.</summary>
internal interface IUnitWatch
{
    Task Opened(NpgsqlConnection connection, CancellationToken ct);

    /// <param name="connection">The unit's connection, where it has one.</param>
    Task BeforeCommit(NpgsqlConnection? connection, IReadOnlyList<string> statements, IReadOnlyList<AuditDraft> audit, CancellationToken ct);
}

internal sealed class UnitOfWork(NpgsqlDataSource source, Committer committer, ClientKeys keys, IEnumerable<IUnitWatch> watches, CallContext call, BusinessClock clock, OutboxSignal signal) : IUnitOfWork, IAsyncDisposable
{
    private readonly List<ModuleDbContext> _contexts = [];
    private readonly List<SqlWrite> _writes = [];
    private readonly List<AuditDraft> _audit = [];
    private readonly HashSet<Guid> _touched = [];
    private readonly List<Action> _after = [];
    private IdempotencyEntry? _idempotency;
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;
    private bool _sends;

    public bool InProgress { get; private set; }

    public IDisposable Begin()
    {
        if (InProgress)
        {
            throw new InvalidOperationException("A unit of work is already in progress.");
        }

        InProgress = true;
        return new Ending(this);
    }

    public void Write(string sql, params object?[] values) => _writes.Add(new SqlWrite(sql, values));

    public void Audit(AuditDraft entry) => _audit.Add(entry);

    public void Audit(IReadOnlyList<AuditDraft> entries) => _audit.AddRange(entries);

    public void Send(OutboxDraft message)
    {
        _sends = true;
        _writes.Add(message.ToWrite(clock.Now));
    }

    public void Touch(params IEnumerable<Guid> clients) => _touched.UnionWith(clients);

    public void Remember(IdempotencyEntry? entry) => _idempotency = entry;

    public void AfterCommit(Action then) => _after.Add(then);

    public async Task<TContext> Context<TContext>(CancellationToken ct)
        where TContext : ModuleDbContext
    {
        if (_contexts.OfType<TContext>().FirstOrDefault() is { } known)
        {
            return known;
        }

        var connection = await Connection(ct);
        var context = ModuleDbContext.On<TContext>(connection);
        await context.Database.UseTransactionAsync(_transaction, ct);
        _contexts.Add(context);
        return context;
    }

    public async Task<NpgsqlConnection> Connection(CancellationToken ct)
    {
        if (!InProgress)
        {
            throw new InvalidOperationException("No unit of work is in progress: changes belong into a command.");
        }

        if (_connection is null)
        {
            _connection = await source.OpenConnectionAsync(ct);
            foreach (var watch in watches)
            {
                await watch.Opened(_connection, ct);
            }

            _transaction = await _connection.BeginTransactionAsync(ct);
        }

        return _connection;
    }

    public async Task Flush(CancellationToken ct)
    {
        await Committer.Run(await Connection(ct), _writes, ct);
        _writes.Clear();
    }

    public async Task Commit(CancellationToken ct)
    {
        foreach (var context in _contexts)
        {
            await context.SaveChangesAsync(ct);
        }

        if (_connection is null && _writes.Count == 0 && _audit.Count == 0)
        {
            return;
        }

        if (_touched.Count > 0)
        {
            _writes.Add(ClientsTouched.Write(_touched));
        }

        if (_idempotency is not null)
        {
            _writes.Add(_idempotency.ToWrite(clock.Now));
        }

        foreach (var watch in watches)
        {
            await watch.BeforeCommit(_connection, [.. _writes.Select(w => w.Sql)], _audit, ct);
        }

        var entries = await keys.Seal(AuditEntry.From(_audit, call.Actor, clock.Now), ct);
        if (_connection is null)
        {
            await committer.Commit(new CommitPart(_writes.ToArray(), entries));
        }
        else
        {
            await committer.CommitOn(_connection, _transaction!, new CommitPart(_writes.ToArray(), entries), ct);
        }

        if (_sends)
        {
            signal.Raise();
        }

        _after.ForEach(then => then());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private sealed class Ending(UnitOfWork unit) : IDisposable
    {
        public void Dispose()
        {
            unit.InProgress = false;
            unit._writes.Clear();
            unit._audit.Clear();
            unit._touched.Clear();
            unit._after.Clear();
            unit._idempotency = null;
            unit._sends = false;
            foreach (var context in unit._contexts)
            {
                context.Dispose();
            }

            unit._contexts.Clear();
            unit._transaction?.Dispose();
            unit._connection?.Dispose();
            unit._transaction = null;
            unit._connection = null;
        }
    }
}
