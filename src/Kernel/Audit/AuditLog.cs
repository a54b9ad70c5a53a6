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

/// <param name="Seq">The entry's number.</param>
/// <param name="No">The change's number in the entry's block (ADR 0030); 0 for the entry itself.</param>
/// <param name="Hash">64 hexadecimal digits.</param>
public sealed record AuditItem(long Seq, int No, AuditEntry Entry, string Hash)
{
    /// <summary>Where it stands in the log: what a cursor says.</summary>
    public long Position => AuditBlock.Position(Seq, No);
}

internal sealed class ReadAuditHandler(Database database, ClientKeys keys, CallContext call) : IQueryHandler<ReadAudit, AuditPage>
{
    public async Task<AuditPage> Handle(ReadAudit request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var (afterSeq, afterNo) = AuditBlock.At(request.After);
        var visible = scope.All
            ? "($6::uuid[] is not null)"
            : $"client_id in (select id from clients.pub_client where {scope.Sql("advisor_id", "$6")})";
        var items = await database.Query(
            $"""
            select {AuditSql.Columns}, {(request.Subject is null ? "0" : "no")} from {(request.Subject is null ? "kernel.audit_entry" : "kernel.pub_audit")}
            where {(request.Subject is null ? "$1::uuid is null" : "(subject_id = $1 or client_id = $1)")} and ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3)
              and ($4::bigint is null or {(request.Subject is null ? "seq < $4 and $7::int is not null" : "(seq, no) < ($4, $7)")}) and {visible}
            order by seq desc{(request.Subject is null ? string.Empty : ", no desc")} limit $5
            """,
            AuditSql.Item,
            [request.Subject, request.From, request.Until, afterSeq, request.Limit + 1, scope.Keys, afterNo],
            ct);
        var next = items.Count > request.Limit ? items[request.Limit - 1].Position : (long?)null;
        return new AuditPage(await keys.Open([.. items.Take(request.Limit)], ct), next);
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

    /// <summary>The columns, and after them the number in the block.</summary>
    public static AuditItem Item(NpgsqlDataReader r)
    {
        var (seq, entry, hash) = Read(r);
        return new AuditItem(seq, r.GetInt32(r.FieldCount - 1), entry, Convert.ToHexStringLower(hash));
    }
}
