using CrossSell.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Access.Data;

internal sealed class AccessDb(DbContextOptions<AccessDb> options) : ModuleDbContext(options, "access")
{
    public DbSet<User> Users => Set<User>();

    public DbSet<Team> Teams => Set<Team>();

    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new("access.pub_user", "select id, email, name, phone_number as phone, role, team_id, active, language from access.user"),
        new("access.pub_team", "select id, name, shares_clients from access.team"),
    ];

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<User>(e =>
        {
            e.ToTable("user").HasKey(u => u.Id);
            e.Ignore(u => u.UserName).Ignore(u => u.NormalizedUserName).Ignore(u => u.ConcurrencyStamp).Ignore(u => u.TwoFactorEnabled).Ignore(u => u.PhoneNumberConfirmed).Ignore(u => u.EmailConfirmed).Ignore(u => u.LockoutEnabled);
            e.HasIndex(u => u.NormalizedEmail).IsUnique();
            e.Property(u => u.Name).UseCollation("hu-x-icu");
            e.HasIndex(u => u.Name);

            // Lists of clients say whose each is: read from the index alone, however many people the house has.
            e.HasIndex(u => u.Id).IncludeProperties(u => u.Email);
            e.Property(u => u.Role).HasConversion<string>();
            e.HasOne<Team>().WithMany().HasForeignKey(u => u.TeamId);
            e.Property(u => u.Version).IsConcurrencyToken();
        });
        model.Entity<Team>(e =>
        {
            e.ToTable("team").HasKey(t => t.Id);
            e.HasIndex(t => t.Name).IsUnique();
            e.Property(t => t.SharesClients).HasDefaultValue(false);
        });
        model.Entity<CalendarAddress>(e =>
        {
            e.ToTable("calendar_address").HasKey(a => a.UserId);
            e.HasIndex(a => a.Hash).IsUnique();
            e.HasOne<User>().WithOne().HasForeignKey<CalendarAddress>(a => a.UserId);
        });
        model.Entity<ApiToken>(e =>
        {
            e.ToTable("api_token").HasKey(t => t.Hash);
            e.HasIndex(t => t.Id);
            e.Property(t => t.Id).HasDefaultValueSql("gen_random_uuid()");
            e.Property(t => t.Scopes).HasDefaultValueSql("'{}'");
            e.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
        });
        model.Entity<PasswordCode>(e =>
        {
            e.ToTable("password_code").HasKey(c => c.Hash);
            e.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
        });
        model.Entity<SessionRow>(e =>
        {
            e.ToTable("session").HasKey(s => s.Id);
            e.HasIndex(s => s.UserId).HasFilter("ended_at is null");
            e.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
        });
        model.Entity<TotpRow>(e =>
        {
            e.ToTable("totp").HasKey(t => t.UserId);
            e.HasOne<User>().WithOne().HasForeignKey<TotpRow>(t => t.UserId);
        });
        model.Entity<RecoveryCodeRow>(e =>
        {
            e.ToTable("recovery_code").HasKey(c => c.Hash);
            e.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
        });
        model.Entity<PasskeyRow>(e =>
        {
            e.ToTable("passkey").HasKey(p => p.CredentialId);
            e.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
        });
        model.Entity<UsedChallengeRow>(e => e.ToTable("used_challenge").HasKey(c => c.Hash));
        model.Entity<DataKey>(e => e.ToTable("data_key").HasKey(k => k.Name));
    }
}

/// <summary>A person of the house; Identity's user with a role, a team and a language.</summary>
internal sealed class User : IdentityUser<Guid>
{
    public required string Name { get; set; }

    public Kernel.Access.Role Role { get; set; }

    public Guid? TeamId { get; set; }

    public string? Language { get; set; }

    public bool Active { get; set; } = true;

    public int Version { get; set; } = 1;
}

internal sealed class Team
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Whether its advisors see each other's clients.</summary>
    public bool SharesClients { get; set; }
}

/// <summary>The secret address of a person's calendar, of which only the hash is kept.</summary>
internal sealed class CalendarAddress
{
    public Guid UserId { get; init; }

    public required byte[] Hash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>An API token, of which only the hash is kept.</summary>
internal sealed class ApiToken
{
    public Guid Id { get; init; }

    public string? Name { get; init; }

    /// <summary>What it is limited to; empty means everything its user may.</summary>
    public string[] Scopes { get; init; } = [];

    public DateTimeOffset? UsedAt { get; init; }

    public required byte[] Hash { get; init; }

    public Guid UserId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A one-time code to set a password, of which only the hash is kept.</summary>
internal sealed class PasswordCode
{
    public required byte[] Hash { get; init; }

    public Guid UserId { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A key of data protection, shared by the hosts of one database.</summary>
internal sealed class DataKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}

internal sealed class AccessDbFactory : DesignTimeFactory<AccessDb>;
