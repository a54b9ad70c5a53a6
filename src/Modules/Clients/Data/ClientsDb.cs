using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Npgsql;

namespace CrossSell.Clients.Data;

internal sealed class ClientsDb(DbContextOptions<ClientsDb> options) : ModuleDbContext(options, "clients")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new PublishedView(
            "clients.pub_client",
            """
            select id, external_id, kind, name, phone, email, city, language, birth_date, tags, advisor_id, do_not_contact, granted, postal_code,
                   not do_not_contact and cardinality(granted) > 0 as may_service,
                   not do_not_contact and granted && array['phone:marketing', 'email:marketing', 'post:marketing'] as may_market, attributes
            from clients.client
            """),
        new PublishedView(
            "clients.pub_readable",
            """
            select h.from_id as user_id, k.client_id, h.read_only_until as until
            from clients.handover h join clients.handover_client k on k.handover_id = h.id
            where h.status = 'done' and h.read_only_until is not null
            """),
    ];

    /// <summary>What no beginning of a word finds is looked for inside words; where the server has trigrams they make that fast too.</summary>
    public override async Task Tune(NpgsqlConnection connection, CancellationToken ct)
    {
        var offered = await connection.Query(
            """
            select 1 where exists (select from pg_extension where extname = 'pg_trgm')
               or (exists (select from pg_available_extension_versions where name = 'pg_trgm' and trusted) and has_database_privilege(current_database(), 'create'))
            """,
            r => r.GetInt32(0),
            [],
            ct);
        if (offered.Count > 0)
        {
            await connection.Execute("create extension if not exists pg_trgm", [], ct);
            await connection.Execute("create index if not exists ix_client_search on clients.client using gin (search gin_trgm_ops)", [], ct);
        }

        await SearchEntryTable.FillMissing(connection, ct);
    }

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<Client>(e =>
        {
            e.ToTable("client").HasKey(c => c.Id);
            e.Property(c => c.Id).ValueGeneratedNever();
            e.Property(c => c.Name).UseCollation("hu-x-icu");
            e.Property(c => c.Attributes).HasColumnType("jsonb").HasConversion(
                a => JsonText.Write(a),
                t => JsonText.Read<Dictionary<string, string>>(t),
                new ValueComparer<IReadOnlyDictionary<string, string>>((a, b) => ReferenceEquals(a, b), a => a.Count));
            e.HasIndex(c => c.ExternalId).IsUnique();
            e.HasIndex(c => new { c.Id, c.AdvisorId }).IsUnique();
            e.HasIndex(c => new { c.Name, c.Id });
            e.HasIndex(c => new { c.AdvisorId, c.Name, c.Id });
            e.HasIndex(c => new { c.AdvisorId, c.Id });
            e.HasIndex(c => new { c.City, c.Name, c.Id });
            e.HasIndex(c => c.Tags).HasMethod("gin");
        });
        model.Entity<SearchEntryRow>(e =>
        {
            e.ToTable("search_entry").HasKey(s => new { s.ClientId, s.Kind, s.Text, s.Lead }); // Lead, so that the entries of a client are read from the index alone.
            e.Property(s => s.Kind).UseCollation("C");
            e.Property(s => s.Text).UseCollation("C");
            e.HasIndex(s => new { s.Kind, s.Text, s.ClientId }).IncludeProperties(s => s.Lead);
            e.HasIndex(s => new { s.AdvisorId, s.Kind, s.Text, s.ClientId }).IncludeProperties(s => s.Lead);
        });
        model.Entity<SavedViewRow>(e =>
        {
            e.ToTable("saved_view").HasKey(v => v.Id);
            e.Property(v => v.Filter).HasColumnType("jsonb");
            e.HasIndex(v => new { v.OwnerId, v.Name }).IsUnique();
            e.HasIndex(v => v.TeamId).HasFilter("team_id is not null");
        });
        model.Entity<DefaultViewRow>(e =>
        {
            e.ToTable("default_view").HasKey(v => v.UserId);
            e.HasOne<SavedViewRow>().WithMany().HasForeignKey(v => v.ViewId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<MergeRow>(e =>
        {
            e.ToTable("merge").HasKey(m => m.Id);
            e.Property(m => m.Clients).HasColumnType("jsonb");
            e.Property(m => m.Moved).HasColumnType("jsonb");
            e.HasIndex(m => m.MergedId).IsUnique().HasFilter("undone_at is null");
            e.HasIndex(m => new { m.SurvivorId, m.At });
        });
        model.Entity<HandoverRow>(e =>
        {
            e.ToTable("handover").HasKey(h => h.Id);
            e.Property(h => h.Counts).HasColumnType("jsonb");
            e.HasIndex(h => h.FromId);
            e.HasIndex(h => h.OnDay).HasFilter("status = 'planned'");
            e.HasIndex(h => h.UntilDay).HasFilter("status = 'done' and until_day is not null");
        });
        model.Entity<HandoverClientRow>(e =>
        {
            e.ToTable("handover_client").HasKey(k => new { k.HandoverId, k.ClientId });
            e.HasOne<HandoverRow>().WithMany().HasForeignKey(k => k.HandoverId);
            e.HasIndex(k => k.ClientId);
        });
        model.Entity<Consent>(e =>
        {
            e.ToTable("consent").HasKey(c => c.Seq);
            e.Property(c => c.Seq).UseIdentityAlwaysColumn();
            e.HasIndex(c => c.ClientId);
            e.HasOne<Client>().WithMany().HasForeignKey(c => c.ClientId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<LinkRow>(e =>
        {
            e.ToTable("link").HasKey(l => l.Id);
            e.HasIndex(l => new { l.ClientId, l.OtherId, l.Kind }).IsUnique();
            e.HasIndex(l => l.OtherId);
            e.HasOne<Client>().WithMany().HasForeignKey(l => l.ClientId).OnDelete(DeleteBehavior.Cascade);
            e.HasOne<Client>().WithMany().HasForeignKey(l => l.OtherId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

/// <summary>Two clients who belong together, stored once: <see cref="Link.Of"/>.</summary>
internal sealed class LinkRow
{
    public Guid Id { get; init; }

    public Guid ClientId { get; init; }

    public Guid OtherId { get; init; }

    /// <summary>What the other is to the client.</summary>
    public required string Kind { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset Since { get; init; }
}

internal sealed class ClientsDbFactory : DesignTimeFactory<ClientsDb>;
