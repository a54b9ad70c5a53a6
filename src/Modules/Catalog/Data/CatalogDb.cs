using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Catalog.Data;

internal sealed class CatalogDb(DbContextOptions<CatalogDb> options) : ModuleDbContext(options, "catalog")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new("catalog.pub_product", "select code, line, notice_days, term_months, renews, lead_days, cooldown_days, season, active, line_version from catalog.product"),
    ];

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<LineRow>(e =>
        {
            e.ToTable("line").HasKey(l => l.Code);
            e.Property(l => l.Body).HasColumnType("jsonb");
            e.Property(l => l.Processes).HasColumnType("jsonb");
            e.Property(l => l.Problems).HasColumnType("jsonb");
        });
        model.Entity<ProductRow>(e =>
        {
            e.ToTable("product").HasKey(p => p.Code);
            e.HasIndex(p => p.Line);
        });
        model.Entity<LineVersionRow>(e =>
        {
            e.ToTable("line_version").HasKey(v => new { v.Line, v.Revision });
            e.Property(v => v.Body).HasColumnType("jsonb");
        });
        model.Entity<RuleRow>(e =>
        {
            e.ToTable("rule").HasKey(r => new { r.Line, r.Code, r.Version });
            e.Property(r => r.Body).HasColumnType("jsonb");
            e.Property(r => r.LineBody).HasColumnType("jsonb");
        });
        model.Entity<FollowUpTableRow>(e =>
        {
            e.ToTable("follow_up_table").HasKey(t => new { t.Line, t.Version });
            e.Property(t => t.Rows).HasColumnType("jsonb");
            e.Property(t => t.LineRows).HasColumnType("jsonb");
        });
    }
}

/// <summary>One version of a line's follow-up table; the newest is in force, and none is ever changed.</summary>
internal sealed class FollowUpTableRow
{
    public required string Line { get; init; }

    public int Version { get; init; }

    /// <summary><c>line</c> or <c>administrator</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The line's version when this one was made.</summary>
    public required string LineVersion { get; init; }

    /// <summary>All rows, read top down; whole by itself.</summary>
    public required string Rows { get; init; }

    /// <summary>The line's own rows when this version was made: shows whether the line has brought others since.</summary>
    public required string LineRows { get; init; }

    public Guid? ById { get; init; }

    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Note { get; init; }
}

/// <summary>What a line said at one time; none is ever changed, so that what was made with it stays readable.</summary>
internal sealed class LineVersionRow
{
    public required string Line { get; init; }

    /// <summary>Counted from 1: the content may change without its version.</summary>
    public int Revision { get; init; }

    public required string Version { get; init; }

    public required string Body { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>One version of a rule as administrators have it; none is ever changed. The newest that is no draft is in force.</summary>
internal sealed class RuleRow
{
    public required string Line { get; init; }

    public required string Code { get; init; }

    public int Version { get; init; }

    /// <summary><c>draft</c>, <c>on</c>, <c>off</c>, or <c>own</c>: as the line says it.</summary>
    public required string State { get; init; }

    /// <summary>The rule, whole; none for <c>own</c>.</summary>
    public string? Body { get; init; }

    /// <summary>What the line said then; none for a rule of the house.</summary>
    public string? LineBody { get; init; }

    public Guid? ById { get; init; }

    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Note { get; init; }
}

/// <summary>A line as it was last found. One with faults keeps what it said before; it is active when that is in force.</summary>
internal sealed class LineRow
{
    public required string Code { get; init; }

    public string? Version { get; init; }

    public string? Body { get; init; }

    public required string Processes { get; init; }

    public required string Problems { get; init; }

    public bool Active { get; init; }

    public DateTimeOffset InstalledAt { get; init; }

    /// <summary>The name of its folder; none when the folder is gone.</summary>
    public string? Folder { get; init; }

    /// <summary>An administrator has switched it off.</summary>
    public bool SwitchedOff { get; init; }

    public string? SwitchedBy { get; init; }

    public DateTimeOffset? SwitchedAt { get; init; }
}

internal sealed class ProductRow
{
    public required string Code { get; init; }

    public required string Line { get; init; }

    public int? NoticeDays { get; init; }

    public int? TermMonths { get; init; }

    public bool Renews { get; init; }

    public int LeadDays { get; init; }

    public int CooldownDays { get; init; }

    public required int[] Season { get; init; }

    public bool Active { get; init; }

    /// <summary>The version of the line that says so.</summary>
    public string? LineVersion { get; init; }
}

internal sealed class CatalogDbFactory : DesignTimeFactory<CatalogDb>;
