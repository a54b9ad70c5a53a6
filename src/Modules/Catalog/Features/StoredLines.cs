using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Catalog.Features;

/// <summary>The lines as the database holds them.</summary>
internal static class StoredLines
{
    private const string Select = "select code, version, body::text, processes::text, problems::text, active, folder, switched_off, switched_by, switched_at from catalog.line";

    public static Task<List<StoredLine>> All(NpgsqlConnection connection, CancellationToken ct) => connection.Query($"{Select} order by code", Read, [], ct);

    public static async Task<StoredLine?> Find(NpgsqlConnection connection, string code, CancellationToken ct) =>
        (await connection.Query($"{Select} where code = $1 for update", Read, [code], ct)).FirstOrDefault();

    private static StoredLine Read(NpgsqlDataReader r) => new(
        r.GetString(0), r.MaybeText(1), r.MaybeText(2), r.GetString(3), r.GetString(4), r.GetBoolean(5), r.MaybeText(6), r.GetBoolean(7), r.MaybeText(8), r.Maybe<DateTimeOffset>(9));
}

/// <param name="Folder">The name of its folder; none when the folder is gone.</param>
internal sealed record StoredLine(
    string Code, string? Version, string? Body, string Processes, string Problems, bool Active, string? Folder, bool SwitchedOff, string? SwitchedBy, DateTimeOffset? SwitchedAt)
{
    public IReadOnlyList<LineProblem> Faults => JsonText.Read<List<LineProblem>>(Problems);
}
