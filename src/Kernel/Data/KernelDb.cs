using CrossSell.Kernel.Import;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Kernel.Data;

internal sealed class KernelDb(DbContextOptions<KernelDb> options) : ModuleDbContext(options, "kernel")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new PublishedView(
            "kernel.pub_audit",
            """
            select seq, 0 as no, id, at, actor_id, actor_name, cause, action, subject_kind, subject_id, client_id, before, after, hash, block_rows, block_hash from kernel.audit_entry
            union all
            select e.seq, p.no, e.id, e.at, e.actor_id, e.actor_name, e.cause, p.action, p.subject_kind, p.subject_id, p.client_id, p.before, p.after, p.hash, null, null
            from kernel.audit_part p join kernel.audit_entry e on e.id = p.block and e.block_rows is not null
            """),
    ];

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<OutboxRow>(e =>
        {
            e.ToTable("outbox").HasKey(o => o.Id);
            e.HasIndex(o => o.Key).IsUnique();
            e.HasIndex(o => o.DueAt).HasFilter("done_at is null and not dead");
            e.HasIndex(o => o.Dead).HasFilter("dead");
        });
        model.Entity<AuditRow>(e =>
        {
            e.ToTable("audit_entry").HasKey(a => a.Seq);
            e.Property(a => a.Seq).ValueGeneratedNever();
            e.HasIndex(a => new { a.ClientId, a.Seq });
            e.HasIndex(a => new { a.SubjectId, a.Seq });
            e.HasIndex(a => a.At);
            e.HasIndex(a => a.Id).IsUnique().HasFilter("block_rows is not null");
        });
        model.Entity<AuditPartRow>(e =>
        {
            e.ToTable("audit_part").HasKey(p => new { p.Block, p.No });
            e.HasIndex(p => p.SubjectId);
            e.HasIndex(p => p.ClientId);
        });
        model.Entity<AuditHeadRow>(e =>
        {
            e.ToTable("audit_head").HasKey(h => h.Id);
            e.HasData(new AuditHeadRow { Id = 1, Seq = 0, Hash = new byte[32], Version = 0 });
        });
        model.Entity<AuditCheckRow>(e =>
        {
            e.ToTable("audit_check").HasKey(c => c.Id);
            e.HasIndex(c => c.At);
            e.HasIndex(c => c.Seq);
        });
        model.Entity<ClientKeyRow>(e =>
        {
            e.ToTable("client_key").HasKey(k => k.ClientId);
            e.HasIndex(k => k.DestroyedAt).HasFilter("destroyed_at is not null");
        });
        model.Entity<IdempotencyRow>(e =>
        {
            e.ToTable("idempotency").HasKey(i => new { i.ActorId, i.Key });
            e.HasIndex(i => i.At);
        });
        model.Entity<RetentionRow>(e => e.ToTable("retention").HasKey(r => r.Code));
        model.Entity<ImportRunRow>(e =>
        {
            e.ToTable("import_run").HasKey(r => r.Id);
            e.Property(r => r.Mapping).HasColumnType("jsonb");
            e.Property(r => r.Actor).HasColumnType("jsonb");
            e.HasIndex(r => r.At);
            e.HasIndex(r => r.HeartbeatAt).HasFilter("status in ('queued', 'running')");
        });
        model.Entity<ImportFileRow>(e =>
        {
            e.ToTable("import_file").HasKey(f => f.Id);
            e.HasIndex(f => f.ExpiresAt);
        });
        model.Entity<ImportRowRow>(e =>
        {
            e.ToTable("import_row").HasKey(r => new { r.RunId, r.No });
            e.HasIndex(r => new { r.RunId, r.What, r.No });
        });
        model.Entity<ImportMappingRow>(e =>
        {
            e.ToTable("import_mapping").HasKey(m => new { m.Kind, m.Name });
            e.Property(m => m.Columns).HasColumnType("jsonb");
        });
    }
}

internal sealed class OutboxRow
{
    public Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Key { get; init; }

    public required string Payload { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public int Attempts { get; init; }

    public string? LastError { get; init; }

    public bool Dead { get; init; }

    public DateTimeOffset? DoneAt { get; init; }
}

internal sealed class AuditRow
{
    public long Seq { get; init; }

    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Cause { get; init; }

    public required string Action { get; init; }

    public required string SubjectKind { get; init; }

    public Guid SubjectId { get; init; }

    public Guid? ClientId { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public required byte[] Hash { get; init; }

    public int? BlockRows { get; init; }

    public byte[]? BlockHash { get; init; }
}

/// <summary>One change of a block, bound to the one before it; the block's last hash is in the chain.</summary>
internal sealed class AuditPartRow
{
    public Guid Block { get; init; }

    public int No { get; init; }

    public required string Action { get; init; }

    public required string SubjectKind { get; init; }

    public Guid SubjectId { get; init; }

    public Guid? ClientId { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public required byte[] Hash { get; init; }
}

internal sealed class AuditHeadRow
{
    public int Id { get; init; }

    public long Seq { get; init; }

    public required byte[] Hash { get; init; }

    public int Version { get; init; }
}

/// <summary>What a verification of the chain found, and how far it went.</summary>
internal sealed class AuditCheckRow
{
    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public long Entries { get; init; }

    public long Seq { get; init; }

    public required byte[] Hash { get; init; }

    public required string Faults { get; init; }

    public bool Whole { get; init; }
}

/// <summary>The key that what the audit says of one client is locked with; destroyed, the row stays, so that no other is made.</summary>
internal sealed class ClientKeyRow
{
    public Guid ClientId { get; init; }

    public byte[]? Key { get; init; }

    public DateTimeOffset? DestroyedAt { get; init; }
}

internal sealed class IdempotencyRow
{
    public Guid ActorId { get; init; }

    public required string Key { get; init; }

    public required byte[] RequestHash { get; init; }

    public required string Response { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>What the administrator said of a retention rule, and what it last did.</summary>
internal sealed class RetentionRow
{
    public required string Code { get; init; }

    public int Days { get; init; }

    public bool IsOn { get; init; }

    public int Version { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    public long? LastCount { get; init; }
}

internal sealed class KernelDbFactory : DesignTimeFactory<KernelDb>;
