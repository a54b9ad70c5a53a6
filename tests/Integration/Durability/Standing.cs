using CrossSell.Host.Postgres;
using CrossSell.Integration.House;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CrossSell.Integration.Durability;

/// <summary>A PostgreSQL that outlives the hosts on it, and the locks by which one of them is made to stand at a step: nothing in the host knows of it.</summary>
internal sealed class Standing : IAsyncDisposable
{
    private readonly EmbeddedPostgres _postgres;
    private readonly string _superuser;
    private readonly List<NpgsqlConnection> _held = [];

    private Standing(EmbeddedPostgres postgres)
    {
        _postgres = postgres;
        _superuser = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Username = DatabaseFolder.Superuser, Pooling = false, MaxAutoPrepare = 0 }.ConnectionString;
    }

    public string Database => _postgres.ConnectionString;

    public static async Task<Standing> Start(string folder)
    {
        Directory.CreateDirectory(folder);
        return new Standing(await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, null), TimeProvider.System, NullLogger.Instance, default));
    }

    /// <summary>Takes a lock and keeps it. What comes back lets it go before the others.</summary>
    public async Task<Func<Task>> Hold(string sql, params object[] values)
    {
        var connection = new NpgsqlConnection(_superuser);
        await connection.OpenAsync();
        _held.Add(connection);
        await Execute(connection, "begin; set local lock_timeout = '20s'");
        await Execute(connection, sql, values);
        return async () =>
        {
            _held.Remove(connection);
            await connection.DisposeAsync();
        };
    }

    /// <summary>Waits until a statement of the host stands before what is held.</summary>
    public Task At(string statement) => HouseFixture.Eventually(
        $"the host to stand at: {statement}",
        () => Texts("select query from pg_stat_activity where usename = 'crosssell' and cardinality(pg_blocking_pids(pid)) > 0"),
        standing => standing.Exists(s => s.Contains(statement, StringComparison.Ordinal)));

    /// <summary>From now on a commit is written and not answered: it waits for a second server that is not there.</summary>
    public async Task AnswerNoCommit()
    {
        await Do("alter system set synchronous_standby_names = 'nobody'");
        await Do("select pg_reload_conf()");
        await HouseFixture.Eventually("the server to wait with its answers", () => Texts("show synchronous_standby_names"), said => said is ["nobody"]);
    }

    /// <summary>Waits until a commit that changed a table is written and not answered; the host makes others.</summary>
    public Task UntilCommitted(string table) => HouseFixture.Eventually(
        $"a commit of {table} that is written and not answered",
        () => Count("select count(*) from pg_stat_activity a join pg_locks l on l.pid = a.pid where a.usename = 'crosssell' and a.wait_event = 'SyncRep' and l.relation = $1::regclass and l.mode = 'RowExclusiveLock'", table),
        waiting => waiting > 0);

    /// <summary>Lets everything go, and waits until nothing of the killed host is left in the server.</summary>
    public async Task Release()
    {
        foreach (var connection in _held)
        {
            await connection.DisposeAsync();
        }

        _held.Clear();
        await Do("alter system reset synchronous_standby_names");
        await Do("select pg_reload_conf()");
        await HouseFixture.Eventually("the sessions of the killed host to end", () => Texts("select query from pg_stat_activity where usename = 'crosssell'"), left => left.Count == 0);
    }

    public async Task<long> Count(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_superuser);
        await connection.OpenAsync();
        await using var command = Command(connection, sql, values);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<List<string>> Texts(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_superuser);
        await connection.OpenAsync();
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetValue(0).ToString()!);
        }

        return texts;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _held)
        {
            await connection.DisposeAsync();
        }

        await _postgres.DisposeAsync();
    }

    private async Task Do(string sql)
    {
        await using var connection = new NpgsqlConnection(_superuser);
        await connection.OpenAsync();
        await Execute(connection, "set synchronous_commit = local");
        await Execute(connection, sql);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
