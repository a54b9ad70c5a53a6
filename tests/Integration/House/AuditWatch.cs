using System.Text.RegularExpressions;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Integration.House;

/// <summary>
/// Refuses, in every test that runs the house, a unit of work that changes a module's table and says nothing to the audit: so a new command is checked
/// by the test that uses it, without anybody remembering.
/// </summary>
internal sealed partial class AuditWatch : IUnitWatch
{
    /// <summary>Tables whose rows say nothing that another table's change does not say, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Exceptions = new Dictionary<string, string>
    {
        ["kernel.outbox"] = "says what is to be done; what was done is audited by who does it",
        ["kernel.idempotency"] = "answers of commands that are audited themselves",
        ["kernel.audit_entry"] = "is the audit",
        ["kernel.audit_head"] = "is the audit",
        ["kernel.audit_check"] = "what a verification found, itself kept with time and person",
        ["kernel.import_run"] = "itself the record of who brought which file when; what it changes is audited as a block",
        ["kernel.import_file"] = "kept a week for the import that reads it",
        ["kernel.import_row"] = "what a trial found, or what an import refused",
        ["kernel.client_key"] = "made when an entry needs it",
        ["worklist.seen"] = "when a person last looked at their reminders, no fact of the business",
        ["offers.client_state"] = "the version of a client, no fact",
    };

    /// <summary>PostgreSQL counts changes by connection until it passes them on: what earlier transactions left there is passed on first.</summary>
    public Task Opened(NpgsqlConnection connection, CancellationToken ct) => connection.Query("select 1 from pg_stat_force_next_flush()", r => r.GetInt32(0), [], ct);

    public async Task BeforeCommit(NpgsqlConnection? connection, IReadOnlyList<string> statements, IReadOnlyList<AuditDraft> audit, CancellationToken ct)
    {
        if (audit.Count > 0)
        {
            return;
        }

        var changed = statements.SelectMany(Written).Concat(connection is null ? [] : await Changed(connection, ct)).Distinct().Where(t => !Exceptions.ContainsKey(t)).ToList();
        if (changed.Count > 0)
        {
            throw new InvalidOperationException($"This unit of work changes {string.Join(", ", changed)} and says nothing to the audit.");
        }
    }

    public static IEnumerable<string> Written(string statement) => Tables().Matches(statement).Select(m => m.Groups[1].Value.ToLowerInvariant());

    /// <summary>What the transaction in progress has changed so far, as PostgreSQL counts it.</summary>
    private static Task<List<string>> Changed(NpgsqlConnection connection, CancellationToken ct) => connection.Query(
        """
        select schemaname || '.' || relname from pg_stat_xact_user_tables
        where n_tup_ins + n_tup_upd + n_tup_del > 0 and schemaname !~ '^(pg_temp|public|pg_toast)'
        """,
        r => r.GetString(0),
        [],
        ct);

    [GeneratedRegex(@"\b(?:insert\s+into|update|delete\s+from|copy)\s+([a-z]+\.[a-z_]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Tables();
}
