using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Worklist.Data;

internal sealed class WorklistDb(DbContextOptions<WorklistDb> options) : ModuleDbContext(options, "worklist")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new("worklist.pub_task", "select id, kind, title_hu, title_en, client_id, offer_id, process_id, document_id, assignee_id, role, due_on, due_at, priority, status from worklist.task"),
    ];

    protected override void Describe(ModelBuilder model) => model.Entity<TaskRow>(e =>
    {
        e.ToTable("task").HasKey(t => t.Id);
        e.HasIndex(t => new { t.AssigneeId, t.DueOn }).HasFilter("status = 'open'");
        e.HasIndex(t => new { t.Role, t.DueOn }).HasFilter("status = 'open' and role is not null");
        e.HasIndex(t => t.OfferId).HasFilter("status = 'open'");
        e.HasIndex(t => t.ProcessId).HasFilter("status = 'open'");
        e.HasIndex(t => t.ClientId);
    });
}

internal sealed class TaskRow
{
    public Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string TitleHu { get; init; }

    public required string TitleEn { get; init; }

    public Guid ClientId { get; init; }

    public Guid? OfferId { get; init; }

    public Guid? ProcessId { get; init; }

    public Guid? DocumentId { get; init; }

    public Guid? AssigneeId { get; init; }

    public string? Role { get; init; }

    public DateOnly DueOn { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public int Priority { get; init; }

    public required string Status { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public Guid? ClosedBy { get; init; }
}

internal sealed class WorklistDbFactory : DesignTimeFactory<WorklistDb>;
