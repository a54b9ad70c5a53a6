using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Insights.Messages;

/// <summary>The load of the weeks to come for each advisor in scope: what is planned, and what the scan will open.</summary>
/// <param name="Weeks">1 to 26, from this week's Monday.</param>
/// <param name="Advisor">Only this one, by e-mail; everybody in scope when not given.</param>
[Needs(Permission.WorkOffers)]
public sealed record GetWorkload(int Weeks, string? Advisor = null) : IQuery<Workload>;

/// <param name="Advisors">By name; of more than 200 those with most calls too many, then with most calls.</param>
/// <param name="Sum">All of the scope added up, also who is not shown.</param>
/// <param name="Left">How many there are beside those shown.</param>
/// <param name="CountedAt">When it was counted; none where it is counted as it is asked: more than a hundred advisors are counted nightly.</param>
public sealed record Workload(IReadOnlyList<AdvisorWorkload> Advisors, IReadOnlyList<WorkloadWeek> Sum, int Left, DateTimeOffset? CountedAt);

public sealed record AdvisorWorkload(Guid Id, string Advisor, string Name, IReadOnlyList<WorkloadWeek> Weeks);

/// <summary>One week, counted in calls: several offers for one client on one day are one call.</summary>
/// <param name="Monday">First day of the week.</param>
/// <param name="Planned">Open calls that have their day; those overdue count in the present week.</param>
/// <param name="Expected">Clients with a contract whose contact horizon comes in this week, less those who may not be contacted, refused the product lately or have an offer for it open.</param>
/// <param name="Capacity">How many calls the advisor has room for, less holidays and leave; in the present week from today on.</param>
public sealed record WorkloadWeek(DateOnly Monday, int Planned, int Expected, int Capacity)
{
    /// <summary>How many calls too many.</summary>
    public int Over => Math.Max(0, Planned + Expected - Capacity);
}
