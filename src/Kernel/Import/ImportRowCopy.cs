using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Kernel.Import;

/// <summary>Keeps what becomes of rows, by COPY.</summary>
internal sealed class ImportRowCopy(NpgsqlConnection connection, Guid runId)
{
    private const string Copy = "copy kernel.import_row(run_id, no, line, what, subject_id, client_id, label, before, after, field, code, reason, values, faults) from stdin (format binary)";
    private int _no;

    public async Task Add(ImportPiece piece, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var (what, change) in piece.Created.Select(c => ("created", c)).Concat(piece.Updated.Select(c => ("updated", c))))
        {
            await Start(copy, change.Line, what, ct);
            await copy.WriteAsync(change.Part.SubjectId, NpgsqlDbType.Uuid, ct);
            await Maybe(copy, change.Part.ClientId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(change.Label, NpgsqlDbType.Text, ct);
            await Maybe(copy, change.Part.Before, NpgsqlDbType.Text, ct);
            await Maybe(copy, change.Part.After, NpgsqlDbType.Text, ct);
            await Nothing(copy, 5, ct);
        }

        foreach (var (line, label) in piece.Unchanged)
        {
            await Start(copy, line, "unchanged", ct);
            await Nothing(copy, 2, ct);
            await copy.WriteAsync(label, NpgsqlDbType.Text, ct);
            await Nothing(copy, 7, ct);
        }

        await Write(copy, piece.Rejected, ct);
        await copy.CompleteAsync(ct);
    }

    public async Task Add(IReadOnlyList<RejectedRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        await Write(copy, rows, ct);
        await copy.CompleteAsync(ct);
    }

    private async Task Write(NpgsqlBinaryImporter copy, IReadOnlyList<RejectedRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            await Start(copy, row.Line, "rejected", ct);
            await Nothing(copy, 5, ct);
            await Maybe(copy, row.Field, NpgsqlDbType.Text, ct);
            await Maybe(copy, row.Code, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.Reason, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.Values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
            await Maybe(copy, KeptFaults.Write(row.Faults), NpgsqlDbType.Text, ct);
        }
    }

    private async Task Start(NpgsqlBinaryImporter copy, int line, string what, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(runId, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(++_no, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(line, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(what, NpgsqlDbType.Text, ct);
    }

    private static Task Maybe<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken ct) =>
        value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, type, ct);

    private static async Task Nothing(NpgsqlBinaryImporter copy, int columns, CancellationToken ct)
    {
        for (var i = 0; i < columns; i++)
        {
            await copy.WriteNullAsync(ct);
        }
    }
}
