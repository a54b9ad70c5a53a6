using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Processes.Data;

internal sealed class ProcessesDb(DbContextOptions<ProcessesDb> options) : ModuleDbContext(options, "processes")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new("processes.pub_instance", "select id, key, definition_version as version, state, category, version as row, client_id, offer_id, title, starter_id, deadline_on, started_at, changed_at from processes.instance"),
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
            e.Property(i => i.Roles).HasDefaultValueSql("'{}'");
            e.Property(i => i.Round).HasDefaultValue(1);
            e.HasIndex(i => new { i.Key, i.State, i.ChangedAt, i.Id }).IsDescending(false, false, true, true);
            e.HasIndex(i => new { i.Key, i.ChangedAt, i.Id }).IsDescending(false, true, true);
            e.HasIndex(i => new { i.ChangedAt, i.Id }).IsDescending(true, true);
            e.HasIndex(i => i.StarterId).HasFilter("starter_id is not null");
            e.HasIndex(i => i.DeadlineOn).HasFilter("deadline_on is not null");
        });
        model.Entity<TimerRow>(e =>
        {
            e.ToTable("timer").HasKey(t => new { t.InstanceId, t.Place });
            e.HasIndex(t => t.DueOn);
        });
        model.Entity<PlannedTaskRow>(e =>
        {
            e.ToTable("planned_task").HasKey(t => new { t.InstanceId, t.Round, t.Key });
            e.HasIndex(t => t.TaskId);
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

    /// <summary>Who published it in the portal; none for a product line's.</summary>
    public string? PublishedBy { get; init; }

    public string? Note { get; init; }

    /// <summary>Since when no person starts it any more.</summary>
    public DateTimeOffset? RetiredAt { get; init; }
}

internal sealed class InstanceRow
{
    public Guid Id { get; init; }

    public required string Key { get; init; }

    public int DefinitionVersion { get; init; }

    public required string State { get; init; }

    public required string Category { get; init; }

    public Guid? ClientId { get; init; }

    public string? Title { get; init; }

    /// <summary>The person who started it, when one did.</summary>
    public Guid? StarterId { get; init; }

    /// <summary>The roles of the house that its definition names, for who may see it.</summary>
    public string[] Roles { get; init; } = [];

    public Guid? OfferId { get; init; }

    public required string Subject { get; init; }

    public DateOnly? DeadlineOn { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public int Version { get; init; }

    /// <summary>The version at which it entered the state it is in. Other changes of the row raise the version and leave this: the plan of the state's tasks hangs on it.</summary>
    public int Round { get; init; }
}

/// <summary>A trigger that the clock fires on a day.</summary>
internal sealed class TimerRow
{
    public Guid InstanceId { get; init; }

    /// <summary>Which of the state's timers.</summary>
    public int Place { get; init; }

    public required string Trigger { get; init; }

    public DateOnly DueOn { get; init; }
}

/// <summary>A task of a state with the tasks it waits for.</summary>
internal sealed class PlannedTaskRow
{
    public Guid InstanceId { get; init; }

    /// <summary>The instance's <see cref="InstanceRow.Round"/> when it entered the state: a state may be entered twice.</summary>
    public int Round { get; init; }

    public required string Key { get; init; }

    public DateOnly PlannedFrom { get; init; }

    public DateOnly PlannedUntil { get; init; }

    /// <summary>The task in the worklist; none until those before it are done.</summary>
    public Guid? TaskId { get; init; }

    public DateOnly? DoneOn { get; init; }

    public string? DoneBy { get; init; }
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
