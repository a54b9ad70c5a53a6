using Npgsql;

namespace CrossSell.Kernel.Data;

/// <summary>Reads by plain SQL with positional parameters <c>$1</c> …; for the few queries that LINQ would only blur.</summary>
public sealed class Database(NpgsqlDataSource source)
{
    public NpgsqlDataSource Source => source;

    public async Task<List<T>> Query<T>(string sql, Func<NpgsqlDataReader, T> map, object?[] values, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await connection.Query(sql, map, values, ct);
    }

    public async Task<T?> Single<T>(string sql, Func<NpgsqlDataReader, T> map, object?[] values, CancellationToken ct) =>
        (await Query(sql, map, values, ct)).FirstOrDefault();
}

public static class SqlExtensions
{
    public static async Task<List<T>> Query<T>(this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> map, object?[] values, CancellationToken ct)
    {
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public static async Task<int> Execute(this NpgsqlConnection connection, string sql, object?[] values, CancellationToken ct)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task Copy<T>(this NpgsqlConnection connection, CopyTable<T> into, IReadOnlyCollection<T> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync($"copy {into.Name}({into.List}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await into.Write(copy, row, ct);
        }

        await copy.CompleteAsync(ct);
    }

    public static T? Maybe<T>(this NpgsqlDataReader reader, int column)
        where T : struct => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    public static string? MaybeText(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(SqlWrite.Parameter(value));
        }

        return command;
    }
}
