using Npgsql;

namespace CrossSell.Host.Postgres;

/// <summary>The application's database, owned by a role that is no superuser.</summary>
internal sealed class ApplicationDatabase(EmbeddedPostgresOptions options, string socketFolder)
{
    private const string Name = "crosssell";
    private static readonly string[] Extensions = ["pg_trgm", "unaccent"];

    public string ConnectionString => new NpgsqlConnectionStringBuilder(Connection(Name, Name))
    {
        MaxPoolSize = 60,
        MaxAutoPrepare = 50,
        AutoPrepareMinUsages = 2,
    }.ConnectionString;

    public async Task Ensure(ILogger log, CancellationToken ct)
    {
        await using (var server = await Open("postgres", ct))
        {
            await EnsureRole(server, ct);
        }

        await using var database = await Open(Name, ct);
        foreach (var extension in Extensions)
        {
            await EnsureExtension(database, extension, log, ct);
        }
    }

    private async Task EnsureRole(NpgsqlConnection server, CancellationToken ct)
    {
        if (!await Exists(server, $"select from pg_roles where rolname = '{Name}'", ct))
        {
            await Execute(server, $"create role {Name} login password '{PasswordFile.Read(options)}'", ct);
        }

        if (!await Exists(server, $"select from pg_database where datname = '{Name}'", ct))
        {
            await Execute(server, $"create database {Name} owner {Name}", ct);
        }
    }

    private static async Task EnsureExtension(NpgsqlConnection database, string name, ILogger log, CancellationToken ct)
    {
        if (await Exists(database, $"select from pg_available_extensions where name = '{name}'", ct))
        {
            await Execute(database, $"create extension if not exists {name}", ct);
        }
        else
        {
            log.LogDebug("This PostgreSQL has no extension {Extension}; search does without", name);
        }
    }

    private async Task<NpgsqlConnection> Open(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection(DatabaseFolder.Superuser, database)) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> Exists(NpgsqlConnection connection, string query, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select exists({query})", connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private string Connection(string user, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = socketFolder,
        Username = user,
        Password = PasswordFile.Read(options),
        Database = database,
    }.ConnectionString;
}
