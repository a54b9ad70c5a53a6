using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Kernel.Audit;

/// <summary>What a command says of a change it makes.</summary>
/// <param name="Action">What was done, as <c>module.verb</c>.</param>
/// <param name="SubjectKind">What it was done to: <c>client</c>, <c>contract</c>, <c>offer</c>, <c>document</c>, …</param>
/// <param name="ClientId">The client it concerns, when it concerns one.</param>
public sealed record AuditDraft(string Action, string SubjectKind, Guid SubjectId, Guid? ClientId, object? Before, object? After)
{
    /// <summary>The changes this entry stands for, when they were written as a block (ADR 0030).</summary>
    public AuditBlock? Block { get; init; }

    /// <summary>Who did it, where the call has nobody yet: signing in.</summary>
    public AuditBy? By { get; init; }

    /// <summary>What made just this change, where who acts says too little: a rule with its version, a contract with its cycle (<see cref="Causes"/>).</summary>
    public string? Cause { get; init; }
}

public sealed record AuditBy(Guid Id, string Name);

/// <summary>The words of a cause. It reads from the outside in, joined by <c>&gt;</c>: <c>job:nightly-scan &gt; rule:line/code@1.2.0</c>.</summary>
public static class Causes
{
    public const string SignIn = "portal";

    public static string Rule(string code, string version) => $"rule:{code}@{version}";

    public static string Cycle(Guid contract, DateOnly cycle) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"expiry:{contract}/{cycle:yyyy-MM-dd}");

    internal static string Within(string outer, string? inner) => inner is null ? outer : $"{outer} > {inner}";
}

/// <summary>One link of the chain: who changed what, when, from what to what, and the hash that binds it to the one before.</summary>
public sealed record AuditEntry(
    Guid Id,
    DateTimeOffset At,
    Guid? ActorId,
    string ActorName,
    string Cause,
    string Action,
    string SubjectKind,
    Guid SubjectId,
    Guid? ClientId,
    string? Before,
    string? After)
{
    /// <summary>The changes this entry stands for, when they were written as a block (ADR 0030); the block's id is the entry's.</summary>
    public AuditBlock? Block { get; init; }

    internal static IReadOnlyList<AuditEntry> From(IReadOnlyList<AuditDraft> drafts, Actor actor, DateTimeOffset now)
    {
        var at = new DateTimeOffset(now.Ticks - now.Ticks % 10, TimeSpan.Zero);
        return [.. drafts.Select(d => new AuditEntry(
            d.Block?.Id ?? Ids.New(now), at, d.By?.Id ?? actor.UserId, d.By?.Name ?? actor.Name, d.By is null ? Causes.Within(actor.Cause, d.Cause) : Causes.SignIn, d.Action, d.SubjectKind, d.SubjectId, d.ClientId, Text(d.Before), Text(d.After)) { Block = d.Block })];
    }

    /// <summary>SHA-256 over the previous hash, the number and every column, each with its length in front.</summary>
    public byte[] Hash(long seq, byte[] previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, seq);
        hash.AppendData(previous);
        hash.AppendData(number);
        foreach (var part in new[] { Id.ToString(), At.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), ActorId?.ToString(), ActorName, Cause, Action, SubjectKind, SubjectId.ToString(), ClientId?.ToString(), Before, After })
        {
            BinaryPrimitives.WriteInt64BigEndian(number, part is null ? -1 : Encoding.UTF8.GetByteCount(part));
            hash.AppendData(number);
            hash.AppendData(Encoding.UTF8.GetBytes(part ?? string.Empty));
        }

        if (Block is not null)
        {
            BinaryPrimitives.WriteInt64BigEndian(number, Block.Rows);
            hash.AppendData(number);
            hash.AppendData(Block.Hash);
        }

        return hash.GetHashAndReset();
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        _ => JsonText.Write(value),
    };
}

internal sealed record ChainHead(long Seq, byte[] Hash);

internal static class AuditChain
{
    public const string HeadTable = "audit_head";

    public static async Task<ChainHead> ReadHead(NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.Query("select seq, hash from kernel.audit_head where id = 1", Head, [], ct))[0];

    public static async Task<ChainHead> LockHead(NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.Query("select seq, hash from kernel.audit_head where id = 1 for update", Head, [], ct))[0];

    /// <summary>Adds the entries to the statements of a transaction, and the guard that the head is still the one they were chained to.</summary>
    public static ChainHead Append(List<SqlWrite> writes, List<AuditEntry> entries, ChainHead head)
    {
        var hashes = new byte[entries.Count][];
        var numbers = new long[entries.Count];
        var hash = head.Hash;
        for (var i = 0; i < entries.Count; i++)
        {
            numbers[i] = head.Seq + 1 + i;
            hashes[i] = hash = entries[i].Hash(numbers[i], hash);
        }

        var next = new ChainHead(head.Seq + entries.Count, hash);

        // The guard comes first: a moved head must show as such, not as a number taken twice.
        writes.Add(new SqlWrite(
            "update kernel.audit_head set seq = $1, hash = $2, version = case when seq = $3 then version + 1 end where id = 1",
            next.Seq, next.Hash, head.Seq));
        writes.Add(new SqlWrite(
            """
            insert into kernel.audit_entry(seq, id, at, actor_id, actor_name, cause, action, subject_kind, subject_id, client_id, before, after, hash, block_rows, block_hash)
            select * from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::bytea[], $14::int[], $15::bytea[])
            """,
            numbers,
            Column(entries, e => e.Id),
            Column(entries, e => e.At),
            Column(entries, e => e.ActorId),
            Column(entries, e => e.ActorName),
            Column(entries, e => e.Cause),
            Column(entries, e => e.Action),
            Column(entries, e => e.SubjectKind),
            Column(entries, e => e.SubjectId),
            Column(entries, e => e.ClientId),
            Column(entries, e => e.Before),
            Column(entries, e => e.After),
            hashes,
            Column(entries, e => e.Block?.Rows),
            Column(entries, e => e.Block?.Hash)));
        return next;
    }

    private static T[] Column<T>(List<AuditEntry> entries, Func<AuditEntry, T> value)
    {
        var column = new T[entries.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(entries[i]);
        }

        return column;
    }

    private static ChainHead Head(NpgsqlDataReader r) => new(r.GetInt64(0), r.GetFieldValue<byte[]>(1));
}
