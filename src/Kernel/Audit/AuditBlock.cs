using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CrossSell.Kernel.Data;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Kernel.Audit;

/// <summary>One change of many that one entry of the chain stands for.</summary>
/// <param name="Before">JSON of the fields that were otherwise before; none when the subject is new.</param>
/// <param name="After">JSON of the fields that are otherwise now; none when the subject is gone.</param>
public sealed record BlockPart(string Action, string SubjectKind, Guid SubjectId, Guid? ClientId, byte[]? Before, byte[]? After);

/// <summary>
/// Changes by the hundred thousand, chained among themselves while they are written and bound into the audit chain by one entry at the commit (ADR 0030):
/// so nobody waits for the head of the chain while a large import runs, and yet every change is in it.
/// </summary>
/// <param name="Hash">The hash of the last of the changes.</param>
public sealed record AuditBlock(Guid Id, int Rows, byte[] Hash)
{
    /// <summary>A place in the log is the entry's number and, below it in this many bits, the change's number in the block.</summary>
    internal const int NumberBits = 22;

    /// <summary>The most changes a block has.</summary>
    public const int MostRows = (1 << NumberBits) - 1;

    internal static readonly byte[] Start = new byte[32];

    internal static long Position(long seq, int no) => (seq << NumberBits) | (uint)no;

    internal static (long? Seq, int? No) At(long? position) => position is { } at ? (at >> NumberBits, (int)(at & MostRows)) : (null, null);

    /// <summary>SHA-256 over the previous hash, the block, the number, and every column with its length in front.</summary>
    internal static byte[] HashOf(byte[] previous, Guid block, int no, BlockPart part, ref byte[] buffer)
    {
        var need = 128 + (part.Action.Length + part.SubjectKind.Length) * 3 + (part.Before?.Length ?? 0) + (part.After?.Length ?? 0);
        if (buffer.Length < need)
        {
            buffer = new byte[need * 2];
        }

        var at = 0;
        Put(buffer, ref at, previous);
        Put(buffer, ref at, block);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(at), no);
        at += 4;
        Put(buffer, ref at, part.Action);
        Put(buffer, ref at, part.SubjectKind);
        Put(buffer, ref at, part.SubjectId);
        Put(buffer, ref at, part.ClientId ?? Guid.Empty);
        PutMeasured(buffer, ref at, part.Before);
        PutMeasured(buffer, ref at, part.After);
        return SHA256.HashData(buffer.AsSpan(0, at));
    }

    private static void Put(byte[] buffer, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.AsSpan(at));
        at += bytes.Length;
    }

    private static void Put(byte[] buffer, ref int at, Guid id)
    {
        id.TryWriteBytes(buffer.AsSpan(at), bigEndian: true, out var written);
        at += written;
    }

    private static void Put(byte[] buffer, ref int at, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, buffer.AsSpan(at + 4));
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(at), length);
        at += 4 + length;
    }

    private static void PutMeasured(byte[] buffer, ref int at, byte[]? bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(at), bytes?.Length ?? -1);
        at += 4;
        Put(buffer, ref at, bytes ?? []);
    }
}

/// <summary>Writes a block's changes as they come, by COPY, inside the unit's transaction.</summary>
public sealed class AuditBlockWriter(NpgsqlConnection connection, Guid id)
{
    private const string Copy = "copy kernel.audit_part(block, no, action, subject_kind, subject_id, client_id, before, after, hash) from stdin (format binary)";
    private byte[] _buffer = new byte[4096];
    private byte[] _hash = AuditBlock.Start;
    private int _rows;

    public async Task Add(IReadOnlyList<BlockPart> parts, CancellationToken ct)
    {
        if (parts.Count == 0)
        {
            return;
        }

        if (_rows + parts.Count > AuditBlock.MostRows)
        {
            throw new InvalidOperationException($"A block of the audit has at most {AuditBlock.MostRows} changes.");
        }

        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var part in parts)
        {
            _hash = AuditBlock.HashOf(_hash, id, ++_rows, part, ref _buffer);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(_rows, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(part.Action, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(part.SubjectKind, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(part.SubjectId, NpgsqlDbType.Uuid, ct);
            await (part.ClientId is { } client ? copy.WriteAsync(client, NpgsqlDbType.Uuid, ct) : copy.WriteNullAsync(ct));
            await (part.Before is { } before ? copy.WriteAsync(before, NpgsqlDbType.Text, ct) : copy.WriteNullAsync(ct));
            await (part.After is { } after ? copy.WriteAsync(after, NpgsqlDbType.Text, ct) : copy.WriteNullAsync(ct));
            await copy.WriteAsync(_hash, NpgsqlDbType.Bytea, ct);
        }

        await copy.CompleteAsync(ct);
    }

    /// <summary>What the entry that stands for the changes carries; nothing when there was none.</summary>
    public AuditBlock? Seal() => _rows == 0 ? null : new AuditBlock(id, _rows, _hash);
}

/// <summary>Walks the changes of a block and names those that do not fit.</summary>
internal static class BlockWalk
{
    private const int Page = 10_000;

    public static async Task Of(NpgsqlConnection connection, ChainLink link, ChainWalk walk, CancellationToken ct)
    {
        if (link.Entry.Block is not { } block)
        {
            return;
        }

        var (no, hash, buffer) = (0, AuditBlock.Start, new byte[4096]);
        for (var count = Page; count == Page;)
        {
            var page = await connection.Query(
                $"select no, action, subject_kind, subject_id, client_id, before, after, hash from kernel.audit_part where block = $1 and no > $2 order by no limit {Page}",
                Read, [block.Id, no], ct);
            foreach (var (number, part, stored) in page)
            {
                if (number != no + 1)
                {
                    walk.Add(Fault(AuditFault.Removed, link.Seq, no + 1, number - 1));
                }
                else if (part is { Before: null, After: { } after } && after.AsSpan().SequenceEqual(Erased))
                {
                    walk.Erase(link.Seq, part.ClientId, $"change {number} of its block, ");
                }
                else if (!AuditBlock.HashOf(hash, block.Id, number, part, ref buffer).AsSpan().SequenceEqual(stored))
                {
                    walk.Add(Fault(AuditFault.Altered, link.Seq, number, number));
                }

                (no, hash) = (number, stored);
            }

            count = page.Count;
            walk.Count(count);
        }

        if (no < block.Rows)
        {
            walk.Add(Fault(AuditFault.Removed, link.Seq, no + 1, block.Rows));
        }
        else if (no > block.Rows)
        {
            walk.Add(Fault(AuditFault.Inserted, link.Seq, block.Rows + 1, no));
        }
        else if (!hash.AsSpan().SequenceEqual(block.Hash))
        {
            walk.Add(Fault(AuditFault.Altered, link.Seq, 1, no));
        }
    }

    /// <summary>Changes of a block that no entry stands for; one step of the index for each block.</summary>
    public static async Task Strays(NpgsqlConnection connection, ChainWalk walk, CancellationToken ct)
    {
        var strays = await connection.Query(
            """
            with recursive block(id) as (
              (select block from kernel.audit_part order by block limit 1)
              union all
              select (select p.block from kernel.audit_part p where p.block > b.id order by p.block limit 1) from block b where b.id is not null
            )
            select id from block where id is not null and not exists (select from kernel.audit_entry e where e.id = block.id and e.block_rows is not null)
            """,
            r => r.GetGuid(0), [], ct);
        strays.ForEach(s => walk.Add(new AuditFault(AuditFault.Inserted, 0, 0, $"Changes of a block {s} were inserted: no entry stands for them.")));
    }

    private static ReadOnlySpan<byte> Erased => "erased"u8;

    private static AuditFault Fault(string what, long seq, int from, int until) =>
        new(what, seq, seq, from == until ? $"Entry {seq}: change {from} of its block was {what}." : $"Entry {seq}: changes {from} to {until} of its block were {what}.");

    private static (int No, BlockPart Part, byte[] Hash) Read(NpgsqlDataReader r) => (
        r.GetInt32(0),
        new BlockPart(r.GetString(1), r.GetString(2), r.GetGuid(3), r.Maybe<Guid>(4), r.IsDBNull(5) ? null : Encoding.UTF8.GetBytes(r.GetString(5)), r.IsDBNull(6) ? null : Encoding.UTF8.GetBytes(r.GetString(6))),
        r.GetFieldValue<byte[]>(7));
}
