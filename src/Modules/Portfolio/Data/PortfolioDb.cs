using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

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
        // What became of a contract held here when its term ended: the same product began again here, or elsewhere, from 60 days before to 90 days after.
        new PublishedView(
            "portfolio.pub_ended",
            """
            select k.id, k.client_id, k.product, k.expiry, k.status,
                   exists (select 1 from portfolio.contract n where n.client_id = k.client_id and n.product = k.product and n.held_at = 'us' and n.id <> k.id and n.start between k.expiry - 60 and k.expiry + 90) as renewed,
                   (select coalesce(n.provider, '') from portfolio.contract n where n.client_id = k.client_id and n.product = k.product and n.held_at <> 'us' and n.start between k.expiry - 60 and k.expiry + 90
                    order by n.start, coalesce(n.provider, '') collate "C" limit 1) as taker
            from portfolio.contract k where k.held_at = 'us' and k.expiry >= k.start
            """),
        new PublishedView(
            "portfolio.pub_number",
            $"select id as contract_id, client_id, product, 'number' as field, number as value, {NumberKey} as key from portfolio.contract where number is not null"),
        new PublishedView(
            "portfolio.pub_identifier",
            "select c.id as contract_id, c.client_id, c.product, i.field, c.fields ->> i.field as value, i.key from portfolio.identifier i join portfolio.contract c on c.id = i.contract_id"),
    ];

    /// <summary>A contract's number as search types it; an index stands on it, so every use says it in the same words.</summary>
    public const string NumberKey = """lower(translate(number, ' -–/\._:,;#()', '')) collate "C" """;

    /// <summary>Contracts that were there before there was such a table.</summary>
    public override Task Tune(NpgsqlConnection connection, CancellationToken ct) => IdentifierTable.FillMissing(connection, ct);

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<Contract>(Describe);
        model.Entity<Identifier>(e =>
        {
            e.ToTable("identifier").HasKey(i => new { i.ContractId, i.Field });
            e.Property(i => i.Key).UseCollation("C");
            e.HasIndex(i => new { i.Key, i.ContractId });
            e.HasOne<Contract>().WithMany().HasForeignKey(i => i.ContractId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Describe(EntityTypeBuilder<Contract> e)
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
    }
}

internal sealed class PortfolioDbFactory : DesignTimeFactory<PortfolioDb>;
