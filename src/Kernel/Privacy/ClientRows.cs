using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Kernel.Privacy;

/// <summary>What the modules keep about one client, handed over to another when the two are made one, and back. A module takes part by its <see cref="IPersonalData"/>.</summary>
public sealed class ClientRows(IEnumerable<IPersonalData> modules)
{
    private readonly PersonalTable[] _tables = [.. modules.SelectMany(m => m.Tables).Where(t => t.Key is not null)];

    /// <summary>How many rows would move, by table; none are left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Count(NpgsqlConnection connection, Guid client, CancellationToken ct)
    {
        var counts = new Dictionary<string, int>();
        foreach (var table in _tables)
        {
            counts[table.Name] = (await connection.Query($"select count(*)::int from {table.Name} where {table.Which}", r => r.GetInt32(0), [client], ct))[0];
        }

        return counts;
    }

    /// <returns>By table the keys of the rows that moved.</returns>
    public async Task<IReadOnlyDictionary<string, string[]>> Move(NpgsqlConnection connection, Guid from, Guid to, CancellationToken ct)
    {
        var moved = new Dictionary<string, string[]>();
        foreach (var table in _tables)
        {
            moved[table.Name] = [.. await connection.Query($"update {table.Name} set {table.Handed} where ({table.Which}) and {table.Movable} returning {table.Key}::text", r => r.GetString(0), [from, to], ct)];
        }

        return moved;
    }

    /// <summary>Of the rows that moved, those that are still there and still the client's go to the other.</summary>
    public async Task Move(NpgsqlConnection connection, Guid from, Guid to, IReadOnlyDictionary<string, string[]> only, CancellationToken ct)
    {
        foreach (var table in _tables.Where(t => only.GetValueOrDefault(t.Name) is { Length: > 0 }))
        {
            await connection.Execute($"update {table.Name} set {table.Handed} where ({table.Which}) and {table.Key}::text = any($3)", [from, to, only[table.Name]], ct);
        }
    }
}
