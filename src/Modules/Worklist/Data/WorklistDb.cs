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
                   t.purpose, t.created_at, {ApproachSql.Block} as block
            from worklist.task t join clients.pub_client c on c.id = t.client_id
            """),
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

    public string? Purpose { get; init; }

    public required string Status { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public Guid? ClosedBy { get; init; }
}

internal sealed class WorklistDbFactory : DesignTimeFactory<WorklistDb>;
