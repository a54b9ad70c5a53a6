using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Worklist.Data;

internal sealed class WorklistDb(DbContextOptions<WorklistDb> options) : ModuleDbContext(options, "worklist")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new(
            "worklist.pub_task",
            $"""
            select t.id, t.kind, t.title_hu, t.title_en, t.client_id, t.offer_id, t.process_id, t.document_id, t.assignee_id, t.role, t.due_on, t.due_at, t.priority, t.status,
                   t.team_id, t.snoozed_until, t.delegated_by, t.window_from, t.window_until, t.pinned, t.reminded_on, t.about_task_id, t.cause, t.created_at, t.closed_at,
                   t.purpose, {ApproachSql.Block} as block, t.about
            from worklist.task t left join clients.pub_client c on c.id = t.client_id
            """),
        new("worklist.pub_paused", "select client_id, min(created_at) as since from worklist.task where kind = 'data' and offer_id is not null and status = 'open' group by client_id"),
        new("worklist.pub_complaint", "select id, client_id, written_at as at from worklist.note where complaint"),
        new("worklist.pub_capacity", "select user_id, calls from worklist.capacity"),
        new("worklist.pub_leave", "select id, user_id, first_on, last_on from worklist.leave"),
    ];

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<TaskRow>(e =>
        {
            e.ToTable("task").HasKey(t => t.Id);
            e.HasIndex(t => new { t.AssigneeId, t.DueOn }).HasFilter("status = 'open'");
            e.HasIndex(t => new { t.Role, t.DueOn }).HasFilter("status = 'open' and role is not null");
            e.HasIndex(t => new { t.TeamId, t.DueOn }).HasFilter("status = 'open' and team_id is not null and assignee_id is null");
            e.HasIndex(t => t.OfferId).HasFilter("status = 'open'");
            e.HasIndex(t => t.ProcessId).HasFilter("status = 'open'");
            e.HasIndex(t => t.ClientId);
            e.HasIndex(t => t.DueOn).HasFilter("status = 'open'");
            e.HasIndex(t => new { t.AboutTaskId, t.Cause }).IsUnique().HasFilter("about_task_id is not null and status <> 'cancelled'").HasDatabaseName("one_escalation_per_cause");
            e.Property(t => t.Revision).HasDefaultValue(1);
            e.Property(t => t.Pinned).HasDefaultValue(false);
        });
        model.Entity<CapacityRow>(e => e.ToTable("capacity").HasKey(c => c.UserId));
        model.Entity<LeaveRow>(e =>
        {
            e.ToTable("leave").HasKey(l => l.Id);
            e.HasIndex(l => new { l.UserId, l.FirstOn });
        });
        model.Entity<NoteRow>(e =>
        {
            e.ToTable("note").HasKey(n => n.Id);
            e.HasIndex(n => new { n.ClientId, n.Pinned, n.WrittenAt, n.Id });
            e.Property(n => n.Complaint).HasDefaultValue(false);
            e.HasIndex(n => n.ClientId).HasFilter("complaint").HasDatabaseName("complaints");
        });
        model.Entity<HandedTaskRow>(e => e.ToTable("handed_task").HasKey(t => new { t.HandoverId, t.TaskId }));
        model.Entity<SeenRow>(e => e.ToTable("seen").HasKey(s => s.UserId));
    }
}

internal sealed class TaskRow
{
    public Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string TitleHu { get; init; }

    public required string TitleEn { get; init; }

    /// <summary>None for a task of a process that is about no client.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>What it is about where there is no client.</summary>
    public string? About { get; init; }

    public Guid? OfferId { get; init; }

    public Guid? ProcessId { get; init; }

    public Guid? DocumentId { get; init; }

    public Guid? AssigneeId { get; init; }

    public string? Role { get; init; }

    /// <summary>The team in whose queue it stands while nobody is assigned.</summary>
    public Guid? TeamId { get; init; }

    public DateOnly DueOn { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Hidden from every list until then.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>First and last day on which it makes sense, such as an offer's window.</summary>
    public DateOnly? WindowFrom { get; init; }

    public DateOnly? WindowUntil { get; init; }

    /// <summary>Somebody chose its day: the planner leaves it where it is.</summary>
    public bool Pinned { get; init; }

    public Guid? DelegatedBy { get; init; }

    public DateTimeOffset? DelegatedAt { get; init; }

    public string? DelegateNote { get; init; }

    /// <summary>The day of the last reminder it was brought up for.</summary>
    public DateOnly? RemindedOn { get; init; }

    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>The slipping task that this one tells the manager of, and why it slips.</summary>
    public Guid? AboutTaskId { get; init; }

    public string? Cause { get; init; }

    public int Priority { get; init; }

    public string? Purpose { get; init; }

    public required string Status { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Grows with every change; the SEQUENCE of its calendar entry.</summary>
    public int Revision { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public Guid? ClosedBy { get; init; }
}

/// <summary>How many clients a person can call, Monday to Sunday.</summary>
internal sealed class CapacityRow
{
    public Guid UserId { get; init; }

    public required int[] Calls { get; init; }

    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Days a person is away, both included.</summary>
internal sealed class LeaveRow
{
    public Guid Id { get; init; }

    public Guid UserId { get; init; }

    public DateOnly FirstOn { get; init; }

    public DateOnly LastOn { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What somebody wrote down about a client.</summary>
internal sealed class NoteRow
{
    public Guid Id { get; init; }

    public Guid ClientId { get; init; }

    public required string Text { get; init; }

    public bool Pinned { get; init; }

    /// <summary>The client complained: counted where it is asked why clients don't come back.</summary>
    public bool Complaint { get; init; }

    public Guid? AuthorId { get; init; }

    public required string AuthorName { get; init; }

    public DateTimeOffset WrittenAt { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The task that its text made.</summary>
    public Guid? TaskId { get; init; }
}

/// <summary>Where a task was before a handover moved it, so that it can be put back.</summary>
internal sealed class HandedTaskRow
{
    public Guid HandoverId { get; init; }

    public Guid TaskId { get; init; }

    public Guid FromId { get; init; }

    /// <summary>None when it went to the managers' queue.</summary>
    public Guid? ToId { get; init; }

    public DateOnly DueOn { get; init; }

    /// <summary>The day the handover gave it: only who finds it there puts the old one back.</summary>
    public DateOnly NewDueOn { get; init; }
}

/// <summary>When a person last looked at their reminders.</summary>
internal sealed class SeenRow
{
    public Guid UserId { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class WorklistDbFactory : DesignTimeFactory<WorklistDb>;
