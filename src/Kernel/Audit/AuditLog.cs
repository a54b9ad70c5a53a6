using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using Npgsql;

namespace CrossSell.Kernel.Audit;

/// <summary>The entries about a subject (a client, contract, offer, document …), newest first. Somebody who does not see every client sees only entries about the clients in scope.</summary>
/// <param name="Subject">What the entries are about; without it the changes of a block are shown as its one entry.</param>
/// <param name="After">Cursor: what <see cref="AuditPage.Next"/> said.</param>
[Needs(Permission.SeeAudit)]
public sealed record ReadAudit(Guid? Subject, DateTimeOffset? From, DateTimeOffset? Until, long? After, int Limit) : IQuery<AuditPage>;

public sealed record AuditPage(IReadOnlyList<AuditItem> Items, long? Next);

public sealed record AuditItem(long Seq, AuditEntry Entry, string Hash);

/// <summary>Walks the chain and names every entry that does not fit.</summary>
[Needs(Permission.SeeAudit)]
public sealed record VerifyAudit(DateOnly? From) : IQuery<AuditVerdict>;

/// <param name="Faults">What is wrong, each with the entry's number; empty when the chain is whole.</param>
public sealed record AuditVerdict(long Entries, IReadOnlyList<string> Faults);

internal sealed class ReadAuditHandler(Database database, CallContext call) : IQueryHandler<ReadAudit, AuditPage>
{
    public async Task<AuditPage> Handle(ReadAudit request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var (afterSeq, afterNo) = request.After is { } after ? (after >> AuditBlock.NumberBits, (int)(after & AuditBlock.MostRows)) : ((long?)null, 0);
        var visible = scope.All
            ? "($6::uuid[] is not null)"
            : $"client_id in (select id from clients.pub_client where {scope.Sql("advisor_id", "$6")})";
        var items = await database.Query(
            $"""
            select {AuditSql.Columns}, {(request.Subject is null ? "0" : "no")} from {(request.Subject is null ? "kernel.audit_entry" : "kernel.pub_audit")}
            where {(request.Subject is null ? "$1::uuid is null" : "(subject_id = $1 or client_id = $1)")} and ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3)
              and ($4::bigint is null or seq < $4 or (seq = $4 and {(request.Subject is null ? "$7 < 0" : "no < $7")})) and {visible}
            order by seq desc{(request.Subject is null ? string.Empty : ", no desc")} limit $5
            """,
            r => (Link: AuditSql.Read(r), No: r.GetInt32(r.FieldCount - 1)),
            [request.Subject, request.From, request.Until, afterSeq, request.Limit + 1, scope.Advisors, afterNo],
            ct);
        var next = items.Count > request.Limit ? AuditBlock.Position(items[request.Limit - 1].Link.Seq, items[request.Limit - 1].No) : (long?)null;
        return new AuditPage([.. items.Take(request.Limit).Select(i => new AuditItem(i.Link.Seq, i.Link.Entry, Convert.ToHexStringLower(i.Link.Hash)))], next);
    }
}

internal sealed class VerifyAuditHandler(Database database) : IQueryHandler<VerifyAudit, AuditVerdict>
{
    private const int Page = 5000;

    public async Task<AuditVerdict> Handle(VerifyAudit request, CancellationToken ct)
    {
        var faults = new List<string>();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var head = await AuditChain.ReadHead(connection, ct);
        var (seq, hash, walked) = await Start(connection, request.From, ct);
        for (List<(long Seq, AuditEntry Entry, byte[] Hash)> page = [(0, null!, [])]; page.Count > 0;)
        {
            page = await connection.Query($"select {AuditSql.Columns} from kernel.audit_entry where seq > $1 order by seq limit {Page}", AuditSql.Read, [seq], ct);
            foreach (var link in page)
            {
                walked++;
                if (link.Seq != seq + 1)
                {
                    faults.Add(link.Seq == seq + 2 ? $"Entry {seq + 1} was removed." : $"Entries {seq + 1} to {link.Seq - 1} were removed.");
                }
                else if (!link.Entry.Hash(link.Seq, hash).AsSpan().SequenceEqual(link.Hash))
                {
                    faults.Add($"Entry {link.Seq} was altered ({link.Entry.Action}, {link.Entry.At:u}).");
                }

                walked += await BlockVerdict.Of(connection, link.Seq, link.Entry, faults, ct);
                (seq, hash) = (link.Seq, link.Hash);
            }
        }

        await BlockVerdict.Strays(connection, faults, ct);

        if (seq < head.Seq)
        {
            faults.Add(seq + 1 == head.Seq ? $"Entry {head.Seq} was removed." : $"Entries {seq + 1} to {head.Seq} were removed.");
        }
        else if (seq > head.Seq)
        {
            faults.Add($"Entries {head.Seq + 1} to {seq} were inserted.");
        }
        else if (!hash.AsSpan().SequenceEqual(head.Hash))
        {
            faults.Add("The head of the chain was altered.");
        }

        return new AuditVerdict(walked, faults);
    }

    private static async Task<(long Seq, byte[] Hash, long Walked)> Start(NpgsqlConnection connection, DateOnly? from, CancellationToken ct)
    {
        if (from is null)
        {
            return (0, new byte[32], 0);
        }

        var before = await connection.Query(
            "select seq, hash from kernel.audit_entry where at < $1 order by seq desc limit 1",
            r => (r.GetInt64(0), r.GetFieldValue<byte[]>(1)),
            [new DateTimeOffset(from.Value.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)],
            ct);
        return before.Count == 0 ? (0, new byte[32], 0) : (before[0].Item1, before[0].Item2, 0);
    }
}

internal static class AuditSql
{
    public const string Columns = "seq, id, at, actor_id, actor_name, cause, action, subject_kind, subject_id, client_id, before, after, hash, block_rows, block_hash";

    public static (long Seq, AuditEntry Entry, byte[] Hash) Read(NpgsqlDataReader r) => (
        r.GetInt64(0),
        new AuditEntry(
            r.GetGuid(1), r.GetFieldValue<DateTimeOffset>(2), r.Maybe<Guid>(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7),
            r.GetGuid(8), r.Maybe<Guid>(9), r.MaybeText(10), r.MaybeText(11))
        {
            Block = r.IsDBNull(13) ? null : new AuditBlock(r.GetGuid(1), r.GetInt32(13), r.GetFieldValue<byte[]>(14)),
        },
        r.GetFieldValue<byte[]>(12));
}
