using System.Globalization;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Kernel.Audit;

/// <summary>Walks the chain and names every entry that does not fit. What earlier checks found is compared too.</summary>
/// <param name="From">The first day to walk (UTC); what is before it is taken as it is.</param>
/// <param name="Head">A head kept outside: the chain has to hold it.</param>
[Needs(Permission.VerifyAudit)]
public sealed record VerifyAudit(DateOnly? From, AuditHead? Head = null) : IQuery<AuditVerdict>;

/// <summary>Verifies the whole chain and remembers what was found.</summary>
[Needs(Permission.VerifyAudit)]
public sealed record CheckAudit : ICommand<AuditCheck>;

/// <summary>The latest checks of the chain, newest first, at most 30.</summary>
[Needs(Permission.SeeAudit)]
public sealed record ListAuditChecks : IQuery<IReadOnlyList<AuditCheck>>;

/// <summary>The last entry's number and hash, to be kept where nobody who can write to the database can write.</summary>
[Needs(Permission.VerifyAudit)]
public sealed record GetAuditHead : IQuery<AuditHead>;

/// <param name="Hash">64 hexadecimal digits.</param>
/// <param name="By">Who took it.</param>
public sealed record AuditHead(long Seq, string Hash, DateTimeOffset At, string By);

/// <param name="Entries">How many entries were walked.</param>
/// <param name="Seq">The number of the last one, and <paramref name="Hash"/> its hash.</param>
/// <param name="Faults">What is wrong; empty when the chain is whole.</param>
public sealed record AuditVerdict(long Entries, long Seq, string Hash, IReadOnlyList<AuditFault> Faults);

public sealed record AuditCheck(DateTimeOffset At, string By, AuditVerdict Verdict);

/// <summary>Something wrong with the chain.</summary>
/// <param name="What"><c>altered</c>, <c>removed</c>, <c>inserted</c>, <c>rewritten</c> (another hash than a check or a kept head has), <c>head</c>.</param>
/// <param name="From">The number of the first entry concerned; <paramref name="Until"/> of the last.</param>
/// <param name="Message">In a sentence.</param>
public sealed record AuditFault(string What, long From, long Until, string Message)
{
    public const string Altered = "altered";
    public const string Removed = "removed";
    public const string Inserted = "inserted";
    public const string Rewritten = "rewritten";
    public const string Head = "head";

    public override string ToString() => Message;

    internal static AuditFault Of(string what, long from, long until, string detail) => new(what, from, until, what switch
    {
        Head => "The head of the chain was altered, or the last entry was written anew.",
        Rewritten => $"Entry {from} is not the one it was{detail}.",
        _ => from == until ? $"Entry {from} was {what}{detail}." : $"Entries {from} to {until} were {what}{detail}.",
    });
}

internal sealed class ChainVerifier(Database database)
{
    private const int Page = 5000;

    public async Task<AuditVerdict> Verify(DateOnly? from, IReadOnlyList<ChainAnchor> outside, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        return await On(connection, from, outside, ct);
    }

    public static async Task<AuditVerdict> On(NpgsqlConnection connection, DateOnly? from, IReadOnlyList<ChainAnchor> outside, CancellationToken ct)
    {
        var heads = await connection.Query("select seq, hash from kernel.audit_head where id = 1", r => new ChainHead(r.GetInt64(0), r.GetFieldValue<byte[]>(1)), [], ct);
        var (seq, hash) = await Start(connection, from, ct);
        var walk = new ChainWalk(seq, hash, [.. await Checks(connection, ct), .. outside]);
        for (List<ChainLink> page = [null!]; page.Count > 0;)
        {
            page = await connection.Query(
                $"select {AuditSql.Columns} from kernel.audit_entry where seq > $1 order by seq limit {Page}", r => Link(AuditSql.Read(r)), [walk.Seq], ct);
            foreach (var link in page)
            {
                walk.Step(link);
                await BlockWalk.Of(connection, link, walk, ct);
            }
        }

        await BlockWalk.Strays(connection, walk, ct);
        var faults = heads.Count == 0
            ? [.. walk.End(new ChainHead(walk.Seq, walk.Hash)), AuditFault.Of(AuditFault.Head, walk.Seq, walk.Seq, string.Empty)]
            : walk.End(heads[0]);
        return new AuditVerdict(walk.Walked, walk.Seq, Convert.ToHexStringLower(walk.Hash), faults);
    }

    private static ChainLink Link((long Seq, AuditEntry Entry, byte[] Hash) row) => new(row.Seq, row.Entry, row.Hash);

    private static async Task<List<ChainAnchor>> Checks(NpgsqlConnection connection, CancellationToken ct) => await connection.Query(
        "select seq, hash, at from kernel.audit_check where whole and seq > 0 order by at desc limit 1000",
        r => new ChainAnchor(r.GetInt64(0), r.GetFieldValue<byte[]>(1), string.Create(CultureInfo.InvariantCulture, $"the check of {r.GetFieldValue<DateTimeOffset>(2):u}")),
        [],
        ct);

    private static async Task<(long Seq, byte[] Hash)> Start(NpgsqlConnection connection, DateOnly? from, CancellationToken ct)
    {
        if (from is null)
        {
            return (0, new byte[32]);
        }

        var before = await connection.Query(
            "select seq, hash from kernel.audit_entry where at < $1 order by seq desc limit 1",
            r => (r.GetInt64(0), r.GetFieldValue<byte[]>(1)),
            [new DateTimeOffset(from.Value.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)],
            ct);
        return before.Count == 0 ? (0, new byte[32]) : before[0];
    }
}

internal sealed class VerifyAuditHandler(ChainVerifier verifier) : IQueryHandler<VerifyAudit, AuditVerdict>
{
    public Task<AuditVerdict> Handle(VerifyAudit request, CancellationToken ct) => verifier.Verify(request.From, request.Head is { } head ? [ChainAnchor.Of(head)] : [], ct);
}

internal sealed class CheckAuditHandler(ChainVerifier verifier, IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<CheckAudit, AuditCheck>
{
    public async Task<AuditCheck> Handle(CheckAudit request, CancellationToken ct)
    {
        var verdict = await verifier.Verify(null, [], ct);
        unit.Write(
            "insert into kernel.audit_check(id, at, by, entries, seq, hash, faults, whole) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            Ids.New(clock.Now), clock.Now, call.Actor.Name, verdict.Entries, verdict.Seq, Convert.FromHexString(verdict.Hash), JsonText.Write(verdict.Faults), verdict.Faults.Count == 0);
        return new AuditCheck(clock.Now, call.Actor.Name, verdict);
    }
}

internal sealed class ListAuditChecksHandler(Database database) : IQueryHandler<ListAuditChecks, IReadOnlyList<AuditCheck>>
{
    public async Task<IReadOnlyList<AuditCheck>> Handle(ListAuditChecks request, CancellationToken ct) => await database.Query(
        "select at, by, entries, seq, hash, faults from kernel.audit_check order by at desc limit 30",
        r => new AuditCheck(
            r.GetFieldValue<DateTimeOffset>(0), r.GetString(1),
            new AuditVerdict(r.GetInt64(2), r.GetInt64(3), Convert.ToHexStringLower(r.GetFieldValue<byte[]>(4)), JsonText.Read<List<AuditFault>>(r.GetString(5)))),
        [],
        ct);
}

internal sealed class GetAuditHeadHandler(Database database, CallContext call, BusinessClock clock) : IQueryHandler<GetAuditHead, AuditHead>
{
    public async Task<AuditHead> Handle(GetAuditHead request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var head = await AuditChain.ReadHead(connection, ct);
        return new AuditHead(head.Seq, Convert.ToHexStringLower(head.Hash), clock.Now, call.Actor.Name);
    }
}
