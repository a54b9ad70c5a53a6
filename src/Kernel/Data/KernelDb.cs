using Microsoft.EntityFrameworkCore;

namespace CrossSell.Kernel.Data;

internal sealed class KernelDb(DbContextOptions<KernelDb> options) : ModuleDbContext(options, "kernel")
{
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

internal sealed class KernelDbFactory : DesignTimeFactory<KernelDb>;
