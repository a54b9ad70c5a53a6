using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using Npgsql;

namespace CrossSell.Kernel.Audit;

/// <summary>The entries about a subject (a client, contract, offer, document …), newest first. Somebody who does not see every client sees only entries about the clients in scope.</summary>
/// <param name="After">Cursor: only entries older than this number.</param>
[Needs(Permission.SeeAudit)]
public sealed record ReadAudit(Guid? Subject, DateTimeOffset? From, DateTimeOffset? Until, long? After, int Limit) : IQuery<AuditPage>;

public sealed record AuditPage(IReadOnlyList<AuditItem> Items, long? Next);

public sealed record AuditItem(long Seq, AuditEntry Entry, string Hash);

internal sealed class ReadAuditHandler(Database database, ClientKeys keys, CallContext call) : IQueryHandler<ReadAudit, AuditPage>
{
    public async Task<AuditPage> Handle(ReadAudit request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var visible = scope.All
            ? "($6::uuid[] is not null)"
            : $"client_id in (select id from clients.pub_client where {scope.Sql("advisor_id", "$6")})";
        var items = await database.Query(
            $"""
            select {AuditSql.Columns} from kernel.audit_entry
            where ($1::uuid is null or subject_id = $1 or client_id = $1) and ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3)
              and ($4::bigint is null or seq < $4) and {visible}
            order by seq desc limit $5
            """,
            AuditSql.Read,
            [request.Subject, request.From, request.Until, request.After, request.Limit + 1, scope.Advisors],
            ct);
        var next = items.Count > request.Limit ? items[request.Limit - 1].Seq : (long?)null;
        return new AuditPage(await keys.Open([.. items.Take(request.Limit).Select(AuditSql.Item)], ct), next);
    }
}

internal static class AuditSql
{
    public const string Columns = "seq, id, at, actor_id, actor_name, cause, action, subject_kind, subject_id, client_id, before, after, hash";

    public static (long Seq, AuditEntry Entry, byte[] Hash) Read(NpgsqlDataReader r) => (
        r.GetInt64(0),
        new AuditEntry(
            r.GetGuid(1), r.GetFieldValue<DateTimeOffset>(2), r.Maybe<Guid>(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7),
            r.GetGuid(8), r.Maybe<Guid>(9), r.MaybeText(10), r.MaybeText(11)),
        r.GetFieldValue<byte[]>(12));

    public static AuditItem Item((long Seq, AuditEntry Entry, byte[] Hash) link) => new(link.Seq, link.Entry, Convert.ToHexStringLower(link.Hash));
}
