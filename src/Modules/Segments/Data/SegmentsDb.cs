using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Segments.Data;

internal sealed class SegmentsDb(DbContextOptions<SegmentsDb> options) : ModuleDbContext(options, "segments")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new("segments.pub_campaign", "select id, name, product, status, from_on, until_on from segments.campaign"),
        new("segments.pub_campaign_client", "select campaign_id, client_id, advisor_id, control, state, planned_on, offer_id from segments.campaign_client"),
    ];

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<SegmentRow>(e =>
        {
            e.ToTable("segment").HasKey(s => s.Id);
            e.HasIndex(s => new { s.OwnerId, s.Name }).IsUnique();
            e.HasIndex(s => s.TeamId).HasFilter("team_id is not null");
            e.HasIndex(s => s.Uses).HasMethod("gin");
        });
        model.Entity<CampaignRow>(e =>
        {
            e.ToTable("campaign").HasKey(c => c.Id);
            e.HasIndex(c => new { c.OwnerId, c.Id });
            e.HasIndex(c => c.Status).HasFilter("status in ('running', 'paused')");
        });
        model.Entity<CampaignClientRow>(e =>
        {
            e.ToTable("campaign_client").HasKey(c => new { c.CampaignId, c.ClientId });
            e.HasOne<CampaignRow>().WithMany().HasForeignKey(c => c.CampaignId).OnDelete(DeleteBehavior.Cascade);
            e.HasIndex(c => c.ClientId);
            e.HasIndex(c => new { c.CampaignId, c.PlannedOn }).HasFilter("state = 'waiting'");
        });
    }
}

/// <summary>A filter that somebody keeps.</summary>
internal sealed class SegmentRow
{
    public Guid Id { get; init; }

    public Guid OwnerId { get; init; }

    /// <summary>The team it is shared with; none while it is the owner's alone.</summary>
    public Guid? TeamId { get; init; }

    public required string Name { get; init; }

    /// <summary>In the language; segments stand in it by their id.</summary>
    public required string Filter { get; init; }

    /// <summary>The segments it stands on.</summary>
    public required Guid[] Uses { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public int Version { get; init; }
}

/// <summary>A product offered to whom a segment meant on the day it began.</summary>
internal sealed class CampaignRow
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public Guid OwnerId { get; init; }

    public Guid? SegmentId { get; init; }

    /// <summary>What the segment meant when the campaign was made, as it is kept in a segment.</summary>
    public required string Filter { get; init; }

    public required string Product { get; init; }

    public string? Variant { get; init; }

    public int PerAdvisorPerDay { get; init; }

    public int ControlPercent { get; init; }

    public required string BecauseHu { get; init; }

    public required string BecauseEn { get; init; }

    public DateOnly FromOn { get; init; }

    /// <summary>Last day of it, by which it is measured.</summary>
    public DateOnly UntilOn { get; init; }

    public required string Status { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public int Version { get; init; }
}

/// <summary>A client in a campaign: offered, to be offered, or in the control group.</summary>
internal sealed class CampaignClientRow
{
    public Guid CampaignId { get; init; }

    public Guid ClientId { get; init; }

    public Guid AdvisorId { get; init; }

    public bool Control { get; init; }

    /// <summary><c>waiting</c>, <c>offered</c>, <c>dropped</c>, <c>control</c>.</summary>
    public required string State { get; init; }

    public DateOnly? PlannedOn { get; init; }

    public Guid? OfferId { get; init; }

    /// <summary>Why it was dropped.</summary>
    public string? Why { get; init; }
}

internal sealed class SegmentsDbFactory : DesignTimeFactory<SegmentsDb>;
