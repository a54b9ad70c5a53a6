using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Offers.Data;

internal sealed class OffersDb(DbContextOptions<OffersDb> options) : ModuleDbContext(options, "offers")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new("offers.pub_offer", "select id, client_id, product, status, contract_id, contact_from, contact_until, planned_on, created_at, closed_at, variant, rule, reason_code, purpose, close_reason, cooldown_until, parent_id, rule_version from offers.offer"),
        new("offers.pub_attempt", "select a.id, a.offer_id, a.client_id, o.product, a.at, a.by_id, a.channel, a.outcome, a.reason from offers.attempt a join offers.offer o on o.id = a.offer_id"),
        new("offers.pub_held_out", "select cause_id, client_id, product, until from offers.held_out"),
    ];

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<OfferRow>(e =>
        {
            e.ToTable("offer", t => t.HasCheckConstraint("closed_for_a_reason", "(status = 'open') = (close_reason is null) and (status = 'open') = (closed_at is null)")).HasKey(o => o.Id);
            e.Property(o => o.Channel).HasDefaultValue("phone");
            e.Property(o => o.Owner).HasDefaultValue("advisor");
            e.Property(o => o.Terms).HasColumnType("jsonb");
            e.Property(o => o.Evidence).HasColumnType("jsonb");
            e.HasIndex(o => new { o.ClientId, o.Product }).IsUnique().HasFilter("status = 'open'").HasDatabaseName("one_open_offer");
            e.HasIndex(o => new { o.ContractId, o.Rule }).IsUnique().HasFilter("rule is not null and contract_id is not null").HasDatabaseName("one_offer_per_rule_and_purchase");
            e.HasIndex(o => o.ClientId);
            e.HasIndex(o => o.PlannedOn).HasFilter("status = 'open'");
        });
        model.Entity<AttemptRow>(e =>
        {
            e.ToTable("attempt").HasKey(a => a.Id);
            e.HasIndex(a => a.OfferId);
            e.HasIndex(a => new { a.ClientId, a.At });
            e.HasIndex(a => a.At);
            e.HasIndex(a => a.RecordedAt);
            e.Property(a => a.Aftermath).HasColumnType("jsonb");
        });
        model.Entity<UndoneAttemptRow>(e =>
        {
            e.ToTable("undone_attempt").HasKey(a => a.Id);
            e.HasIndex(a => a.OfferId);
        });
        model.Entity<CoverRow>(e =>
        {
            e.ToTable("cover").HasKey(c => new { c.ContractId, c.Cycle });
            e.HasIndex(c => c.OfferId);
        });
        model.Entity<HeldOutRow>(e =>
        {
            e.ToTable("held_out").HasKey(h => new { h.CauseId, h.ClientId });
            e.HasIndex(h => new { h.ClientId, h.Product });
        });
        model.Entity<ClientStateRow>(e => e.ToTable("client_state").HasKey(c => c.ClientId));
        model.Entity<ScanRow>(e => e.ToTable("scan").HasKey(s => s.Id));
        model.Entity<ModelRow>(e =>
        {
            e.ToTable("model").HasKey(m => new { m.Line, m.Version });
            e.Property(m => m.Tried).HasColumnType("jsonb");
            e.Property(m => m.Calibration).HasColumnType("jsonb");
            e.HasIndex(m => m.LearnedAt);
        });
        model.Entity<ContactPolicyRow>(e => e.ToTable("contact_policy").HasKey(p => p.Id));
    }
}

internal sealed class OfferRow
{
    public Guid Id { get; init; }

    public Guid ClientId { get; init; }

    public required string Product { get; init; }

    public string? Variant { get; init; }

    public required string ReasonCode { get; init; }

    public required string ReasonHu { get; init; }

    public required string ReasonEn { get; init; }

    public string? Rule { get; init; }

    /// <summary>The version of the rule that made it.</summary>
    public string? RuleVersion { get; init; }

    public Guid? ContractId { get; init; }

    public DateOnly ContactFrom { get; init; }

    public DateOnly ContactUntil { get; init; }

    public DateOnly PlannedOn { get; init; }

    public DateTimeOffset? PlannedAt { get; init; }

    public required string Status { get; init; }

    public Guid? ParentId { get; init; }

    public string? CloseReason { get; init; }

    public int Priority { get; init; }

    public required string Purpose { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public required string Channel { get; init; }

    public required string Owner { get; init; }

    public DateOnly? CooldownUntil { get; init; }

    /// <summary>Demands and needs with their price: <see cref="Messages.OfferTerms"/>.</summary>
    public string? Terms { get; init; }

    /// <summary>What stood behind the suggestion: <see cref="Messages.SuggestionEvidence"/>.</summary>
    public string? Evidence { get; init; }

    public int Version { get; init; }
}

/// <summary>Every contact that counts.</summary>
internal sealed class AttemptRow : Attempt
{
    /// <summary>What it changed, so that it can be taken back: <see cref="Domain.Aftermath"/>.</summary>
    public string? Aftermath { get; init; }
}

/// <summary>A contact that was recorded by mistake: kept as a trace, counted nowhere.</summary>
internal sealed class UndoneAttemptRow : Attempt
{
    public DateTimeOffset UndoneAt { get; init; }

    public Guid? UndoneById { get; init; }

    public required string UndoneBy { get; init; }
}

internal abstract class Attempt
{
    public Guid Id { get; init; }

    public Guid OfferId { get; init; }

    public Guid ClientId { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? ById { get; init; }

    public required string By { get; init; }

    public required string Channel { get; init; }

    public required string Outcome { get; init; }

    public string? Reason { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? CallBackAt { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>The version and the row, from 1, of the follow-up table that decided what followed.</summary>
    public int? TableVersion { get; init; }

    public int? TableRow { get; init; }

    public string? Correction { get; init; }
}

/// <summary>The offer that answers for one contract in one cycle of it.</summary>
internal sealed class CoverRow
{
    public Guid ContractId { get; init; }

    public DateOnly Cycle { get; init; }

    public Guid OfferId { get; init; }
}

/// <summary>A client who is not approached about a product for a while, so that somebody can see what would have happened without: the control group of a campaign.</summary>
internal sealed class HeldOutRow
{
    public Guid CauseId { get; init; }

    public Guid ClientId { get; init; }

    public required string Product { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly Until { get; init; }
}

/// <summary>Guards against two writers of one client.</summary>
internal sealed class ClientStateRow
{
    public Guid ClientId { get; init; }

    public int Version { get; init; }
}

internal sealed class ScanRow
{
    public Guid Id { get; init; }

    public DateOnly AsOf { get; init; }

    public DateTimeOffset At { get; init; }

    public int Opened { get; init; }

    public int AlreadyCovered { get; init; }

    public int NotAllowed { get; init; }

    public int Missing { get; init; }

    public int OpenedByRule { get; init; }
}

/// <summary>What was learned of a line at one time; never changed.</summary>
internal sealed class ModelRow
{
    public required string Line { get; init; }

    public int Version { get; init; }

    public required string Kind { get; init; }

    public DateTimeOffset LearnedAt { get; init; }

    public required string LineVersion { get; init; }

    /// <summary>What it was learned from, in short: as long as that is the same, so is the model.</summary>
    public required string Stamp { get; init; }

    public int Contracts { get; init; }

    public int Clients { get; init; }

    public int Lessons { get; init; }

    public DateOnly? FromDay { get; init; }

    public DateOnly? UntilDay { get; init; }

    public bool ByTime { get; init; }

    /// <summary>What the replay tried: a list of <see cref="Messages.TriedWay"/>.</summary>
    public required string Tried { get; init; }

    /// <summary>The model: <see cref="Domain.Learning.ModelFile"/>; empty while rules alone speak.</summary>
    public required byte[] Body { get; init; }

    /// <summary>How chances became answers: <see cref="Domain.Learning.Calibration"/>; none while too few offers were answered.</summary>
    public string? Calibration { get; init; }
}

/// <summary>The house's contact policy: one row, or none while it is the default.</summary>
internal sealed class ContactPolicyRow
{
    public int Id { get; init; }

    public int ApproachesPerWeek { get; init; }

    public TimeOnly QuietFrom { get; init; }

    public TimeOnly QuietUntil { get; init; }

    public bool QuietOnRestDays { get; init; }

    public int Version { get; init; }
}

internal sealed class OffersDbFactory : DesignTimeFactory<OffersDb>;
