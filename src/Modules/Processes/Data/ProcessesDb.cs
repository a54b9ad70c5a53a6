using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Processes.Data;

internal sealed class ProcessesDb(DbContextOptions<ProcessesDb> options) : ModuleDbContext(options, "processes")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new("processes.pub_instance", "select id, key, definition_version as version, state, category, version as row, client_id, offer_id from processes.instance"),
        new("processes.pub_step", "select id, instance_id, at, from_state, to_state, trigger, actor_name, note from processes.step"),
    ];

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<DefinitionRow>(e =>
        {
            e.ToTable("definition").HasKey(d => new { d.Key, d.Version });
            e.Property(d => d.Body).HasColumnType("jsonb");
        });
        model.Entity<InstanceRow>(e =>
        {
            e.ToTable("instance").HasKey(i => i.Id);
            e.Property(i => i.Subject).HasColumnType("jsonb");
            e.HasIndex(i => i.ClientId);
            e.HasIndex(i => i.OfferId);
            e.HasIndex(i => new { i.Key, i.State });
            e.HasIndex(i => i.DeadlineOn).HasFilter("deadline_on is not null");
        });
        model.Entity<StepRow>(e =>
        {
            e.ToTable("step").HasKey(s => s.Id);
            e.HasIndex(s => new { s.InstanceId, s.At });
        });
    }
}

internal sealed class DefinitionRow
{
    public required string Key { get; init; }

    public int Version { get; init; }

    public required string Body { get; init; }

    public DateTimeOffset InstalledAt { get; init; }
}

internal sealed class InstanceRow
{
    public Guid Id { get; init; }

    public required string Key { get; init; }

    public int DefinitionVersion { get; init; }

    public required string State { get; init; }

    public required string Category { get; init; }

    public Guid ClientId { get; init; }

    public Guid? OfferId { get; init; }

    public required string Subject { get; init; }

    public DateOnly? DeadlineOn { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public int Version { get; init; }
}

internal sealed class StepRow
{
    public Guid Id { get; init; }

    public Guid InstanceId { get; init; }

    public DateTimeOffset At { get; init; }

    public string? FromState { get; init; }

    public required string ToState { get; init; }

    public required string Trigger { get; init; }

    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    public string? Note { get; init; }
}

internal sealed class ProcessesDbFactory : DesignTimeFactory<ProcessesDb>;
