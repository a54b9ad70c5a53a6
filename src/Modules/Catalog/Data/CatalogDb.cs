using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Catalog.Data;

internal sealed class CatalogDb(DbContextOptions<CatalogDb> options) : ModuleDbContext(options, "catalog")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new("catalog.pub_product", "select code, line, notice_days, term_months, renews, lead_days, cooldown_days, season, active from catalog.product"),
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
    }
}

/// <summary>A line as it was last found. One with faults keeps no body and is not active.</summary>
internal sealed class LineRow
{
    public required string Code { get; init; }

    public string? Version { get; init; }

    public string? Body { get; init; }

    public required string Processes { get; init; }

    public required string Problems { get; init; }

    public bool Active { get; init; }

    public DateTimeOffset InstalledAt { get; init; }
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
}

internal sealed class CatalogDbFactory : DesignTimeFactory<CatalogDb>;
