using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Catalog.Features;

/// <summary>The versions of the lines' follow-up tables: read, and added to inside the unit of work in progress.</summary>
internal sealed class FollowUpTables(IUnitOfWork unit, CatalogCache cache, CallContext call, BusinessClock clock)
{
    public const string FromLine = "line";
    public const string FromAdministrator = "administrator";

    private const string Select = "select line, version, source, line_version, rows, line_rows, by, at, note from catalog.follow_up_table";

    public const string Newest = $"{Select} t where version = (select max(version) from catalog.follow_up_table n where n.line = t.line)";

    /// <summary>The version in force, locked until the commit so that two changes come one after the other.</summary>
    public async Task<StoredFollowUps> Present(NpgsqlConnection connection, string line, int? ifVersion, CancellationToken ct)
    {
        await connection.Execute("select 1 from catalog.line where code = $1 for update", [line], ct);
        var present = await InForce(connection, line, ct) ?? throw new NotFoundException("line", line);
        return ifVersion is null || ifVersion == present.Version ? present : throw new StaleException();
    }

    public static async Task<StoredFollowUps?> InForce(NpgsqlConnection connection, string line, CancellationToken ct) =>
        (await connection.Query($"{Select} where line = $1 order by version desc limit 1", Read, [line], ct)).FirstOrDefault();

    public static async Task<StoredFollowUps?> Find(NpgsqlConnection connection, string line, int version, CancellationToken ct) =>
        (await connection.Query($"{Select} where line = $1 and version = $2", Read, [line, version], ct)).FirstOrDefault();

    public static Task<List<StoredFollowUps>> All(NpgsqlConnection connection, string line, CancellationToken ct) =>
        connection.Query($"{Select} where line = $1 order by version desc", Read, [line], ct);

    public async Task<StoredFollowUps> Add(NpgsqlConnection connection, LineDefinition line, string source, IReadOnlyList<FollowUpDefinition> rows, string? note, StoredFollowUps? before, CancellationToken ct)
    {
        var added = new StoredFollowUps(
            line.Line, (before?.Version ?? 0) + 1, source, line.Version, rows, DefaultFollowUps.Complete(line.FollowUps), call.Actor.Name, clock.Now, note);
        await connection.Execute(
            "insert into catalog.follow_up_table(line, version, source, line_version, rows, line_rows, by_id, by, at, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [added.Line, added.Version, source, line.Version, Json.Of(rows), Json.Of(added.LineRows), call.Actor.UserId, added.By, added.At, note],
            ct);
        unit.Audit(new AuditDraft(
            "catalog.followUpsChanged", "followUps", Ids.New(clock.Now), null,
            before is null ? null : new { before.Line, before.Version, before.Source, before.Rows }, new { added.Line, added.Version, added.Source, added.Note, added.Rows }));
        unit.AfterCommit(cache.Forget);
        return added;
    }

    /// <summary>After a line was read: its rows take effect unless an administrator's table is in force.</summary>
    public async Task Follow(NpgsqlConnection connection, LineDefinition line, CancellationToken ct)
    {
        var present = await InForce(connection, line.Line, ct);
        var own = DefaultFollowUps.Complete(line.FollowUps);
        if (present is null || (present.Source == FromLine && !Same(present.Rows, own)))
        {
            await Add(connection, line, FromLine, own, null, present, ct);
        }
    }

    public static bool Same(IReadOnlyList<FollowUpDefinition> a, IReadOnlyList<FollowUpDefinition> b) => a.SequenceEqual(b);

    public static StoredFollowUps Read(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), Rows(r.GetString(4)), Rows(r.GetString(5)), r.GetString(6), r.GetFieldValue<DateTimeOffset>(7), r.MaybeText(8));

    private static List<FollowUpDefinition> Rows(string json) => JsonText.Read<List<FollowUpDefinition>>(json);
}

internal sealed record StoredFollowUps(
    string Line, int Version, string Source, string LineVersion, IReadOnlyList<FollowUpDefinition> Rows, IReadOnlyList<FollowUpDefinition> LineRows, string By, DateTimeOffset At, string? Note);
