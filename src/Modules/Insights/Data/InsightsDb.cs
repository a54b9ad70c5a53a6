using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Insights.Data;

internal sealed class InsightsDb(DbContextOptions<InsightsDb> options) : ModuleDbContext(options, "insights")
{
    /// <summary>Stands for everybody's clients together.</summary>
    public static readonly Guid Everybody = Guid.Empty;

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<FigureRow>(e => e.ToTable("figure").HasKey(f => new { f.Name, f.AdvisorId, f.Key, f.Sub }));
        model.Entity<RefreshRow>(e => e.ToTable("refresh").HasKey(r => r.Id));
    }
}

/// <summary>One bar of a figure for the clients of one advisor, or for everybody's: counted nightly, so that a page adds up a few rows instead of reading the book.</summary>
internal sealed class FigureRow
{
    public required string Name { get; init; }

    public Guid AdvisorId { get; init; }

    public required string Key { get; init; }

    public required string Sub { get; init; }

    /// <summary>What the figure counts, in the order of its columns.</summary>
    public required long[] Counts { get; init; }

    public decimal Amount { get; init; }
}

internal sealed class RefreshRow
{
    public int Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The business day that ages and months were counted from.</summary>
    public DateOnly AsOf { get; init; }

    public int Milliseconds { get; init; }
}

internal sealed class InsightsDbFactory : DesignTimeFactory<InsightsDb>;
