using Npgsql;

namespace CrossSell.Kernel.Data;

/// <summary>A table that many are copied into at once.</summary>
/// <param name="Name">With its schema.</param>
/// <param name="List">Its columns in the order in which they are written, with commas between.</param>
/// <param name="Write">Writes one; it may be several rows of the table, or none.</param>
public sealed record CopyTable<T>(string Name, string List, Func<NpgsqlBinaryImporter, T, CancellationToken, Task> Write);

/// <summary>Writes many rows: new ones at once, changed ones gathered first and then in one statement; and beside them the keys by which they are found.</summary>
/// <param name="rows">With columns <c>id</c> and <c>version</c>.</param>
/// <param name="keys">Replaced with the row they belong to.</param>
/// <param name="owner">The column of the keys that says whose they are.</param>
public class RowStaging<T>(NpgsqlConnection connection, CopyTable<T> rows, CopyTable<T> keys, string owner)
{
    private const int ManyRows = 10_000;

    private readonly CopyTable<T> _stagedRows = rows with { Name = Staged(rows) };
    private readonly CopyTable<T> _stagedKeys = keys with { Name = Staged(keys) };

    public Task Open(CancellationToken ct) => connection.Execute(
        $"""
        drop table if exists {_stagedRows.Name}, {_stagedKeys.Name};
        create temp table {_stagedRows.Name} on commit drop as select * from {rows.Name} with no data;
        create temp table {_stagedKeys.Name} on commit drop as select * from {keys.Name} with no data
        """, [], ct);

    public async Task Add(IReadOnlyCollection<T> added, CancellationToken ct)
    {
        await connection.Copy(rows, added, ct);
        await connection.Copy(keys, added, ct);
    }

    public async Task Stage(IReadOnlyCollection<T> changed, CancellationToken ct)
    {
        await connection.Copy(_stagedRows, changed, ct);
        await connection.Copy(_stagedKeys, changed, ct);
    }

    /// <returns>How many rows still had the version before. When these are fewer than were staged the caller gives the whole transaction up.</returns>
    public async Task<int> Write(CancellationToken ct)
    {
        await connection.Execute($"analyze {_stagedRows.Name}", [], ct);
        var written = await connection.Execute(
            $"""
            update {rows.Name} r set {string.Join(", ", rows.List.Split(", ").Where(n => n is not "id").Select(n => $"{n} = s.{n}"))}
            from {_stagedRows.Name} s where r.id = s.id and r.version = s.version - 1
            """, [], ct);
        await connection.Execute(
            $"""
            delete from {keys.Name} k using {_stagedRows.Name} s where k.{owner} = s.id;
            insert into {keys.Name}({keys.List}) select {keys.List} from {_stagedKeys.Name}
            """, [], ct);
        return written;
    }

    /// <summary>Many new rows make the server's statistics stale.</summary>
    public Task Analyze(int written, CancellationToken ct) =>
        written >= ManyRows ? connection.Execute($"analyze {rows.Name}, {keys.Name}", [], ct) : Task.CompletedTask;

    private static string Staged(CopyTable<T> table) => table.Name.Replace('.', '_') + "_staging";
}
