using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrossSell.Portfolio.Data;

internal sealed class PortfolioDb(DbContextOptions<PortfolioDb> options) : ModuleDbContext(options, "portfolio")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new PublishedView(
            "portfolio.pub_contract",
            """
            select id, external_id, client_id, product, variant, held_at, provider, number, start, expiry, notice_days,
                   price, currency, period, fields, status, version, expiry_inferred, held_by, held_until, line_version
            from portfolio.contract
            """),
    ];

    protected override void Describe(ModelBuilder model) => model.Entity<Contract>(e =>
    {
        e.ToTable("contract").HasKey(c => c.Id);
        e.Property(c => c.Id).ValueGeneratedNever();
        e.Property(c => c.Price).HasPrecision(18, 2);
        e.Property(c => c.Fields).HasColumnType("jsonb").HasConversion(
            f => JsonText.Write(f),
            t => JsonText.Read<Dictionary<string, string>>(t),
            new ValueComparer<IReadOnlyDictionary<string, string>>((a, b) => ReferenceEquals(a, b), f => f.Count));
        e.Ignore(c => c.NaturalKey);
        e.HasIndex(c => c.ExternalId).IsUnique();
        e.HasIndex(c => new { c.ClientId, c.Id });
        e.HasIndex(c => c.Expiry).IncludeProperties(c => new { c.Id, c.ClientId }).HasFilter("status = 'live'");
        e.HasIndex(c => new { c.Product, c.Id });
        e.HasIndex(c => c.HeldBy).HasFilter("held_by is not null");
    });
}

internal sealed class PortfolioDbFactory : DesignTimeFactory<PortfolioDb>;
