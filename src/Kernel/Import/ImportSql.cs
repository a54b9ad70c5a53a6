using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;

namespace CrossSell.Kernel.Import;

internal static class ImportSql
{
    /// <summary>One that was staged before is finished; one that a command ran at once is recorded.</summary>
    public const string Finish =
        """
        insert into kernel.import_run(id, kind, status, dry_run, all_or_nothing, hold, file_name, mapping, encoding, header, delimiter, total, rows, created, updated, unchanged, rejected, by_id, by, at, ended_at, undone, kept)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15, $16, $17, $18, $19, $19, 0, 0)
        on conflict (id) do update set status = excluded.status, header = excluded.header, delimiter = excluded.delimiter, total = excluded.total, rows = excluded.rows, created = excluded.created,
          updated = excluded.updated, unchanged = excluded.unchanged, rejected = excluded.rejected, ended_at = excluded.ended_at, fault_code = null, fault = null
        """;

    public static object?[] FinishValues(ImportOrder order, ImportReport report, CsvTable table, Actor actor, DateTimeOffset now, bool stopped) =>
    [
        order.Id, report.Kind, stopped ? ImportStatus.Refused : ImportStatus.Done, order.DryRun, order.AllOrNothing, order.Hold, order.FileName,
        order.Mapping is null ? new Json(null) : Json.Of(order.Mapping), order.Encoding, table.Names.ToArray(), table.Delimiter.ToString(),
        report.Rows, report.Created, report.Updated, report.Unchanged, report.Rejected.Count, actor.UserId, actor.Name, now,
    ];
}

/// <summary>How an import stands.</summary>
internal static class ImportStatus
{
    /// <summary>Uploaded; nobody has said yet what to do with it.</summary>
    public const string Staged = "staged";
    public const string Queued = "queued";
    public const string Running = "running";

    /// <summary>Somebody wants it stopped; it stops at the next piece of rows, and nothing of it stays.</summary>
    public const string Stopping = "stopping";
    public const string Stopped = "stopped";
    public const string Done = "done";

    /// <summary>All or nothing was asked for and a row was wrong.</summary>
    public const string Refused = "refused";
    public const string Failed = "failed";
    public const string Undone = "undone";

    /// <summary>Taken back but for what something stands on.</summary>
    public const string PartlyUndone = "partlyUndone";
}
