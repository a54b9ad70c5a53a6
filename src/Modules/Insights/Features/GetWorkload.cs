using CrossSell.Insights.Data;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using FluentValidation;

namespace CrossSell.Insights.Features;

internal sealed class GetWorkloadValidator : AbstractValidator<GetWorkload>
{
    public GetWorkloadValidator() => RuleFor(w => w.Weeks).InclusiveBetween(1, 26).WithErrorCode("weeks").WithMessage("1 to 26 weeks.");
}

internal sealed class GetWorkloadHandler(Database database, WorkloadCounter counter, CallContext call) : IQueryHandler<GetWorkload, Workload>
{
    /// <summary>Up to so many advisors are counted as somebody asks.</summary>
    private const int CountedAtOnce = 100;

    private const int Most = 200;

    public async Task<Workload> Handle(GetWorkload request, CancellationToken ct)
    {
        var advisors = (await Advisors(ct)).FindAll(a => request.Advisor is null || a.Email == request.Advisor);
        return advisors.Count > CountedAtOnce && await CountedAt(ct) is { } at
            ? await Kept(advisors, at, request.Weeks, ct)
            : Of(advisors, await counter.Count([.. advisors.Select(a => a.Id)], request.Weeks, ct), request.Weeks);
    }

    private Workload Of(List<(Guid Id, string Email, string Name)> advisors, IReadOnlyList<AdvisorWeek> weeks, int count)
    {
        var byAdvisor = weeks.ToLookup(w => w.AdvisorId);
        List<AdvisorWorkload> all = [.. advisors.Select(a => new AdvisorWorkload(a.Id, a.Email, a.Name, Weeks(byAdvisor[a.Id], count)))];
        var shown = all.Count <= Most ? all : all.OrderByDescending(a => a.Weeks.Sum(w => w.Over)).ThenByDescending(a => a.Weeks.Sum(w => w.Planned + w.Expected)).Take(Most).OrderBy(a => a.Name, StringComparer.CurrentCulture).ToList();
        return new Workload(shown, all.Count == 0 ? [] : Weeks(weeks, count), all.Count - shown.Count, null);
    }

    private async Task<Workload> Kept(List<(Guid Id, string Email, string Name)> advisors, DateTimeOffset at, int count, CancellationToken ct)
    {
        var (first, last) = (WorkloadCounter.Key(counter.Monday), WorkloadCounter.Key(counter.Monday.AddDays(7 * (count - 1))));
        var busiest = await database.Query(
            """
            select advisor_id from insights.figure where name = $1 and advisor_id = any($2) and key between $3 and $4
            group by advisor_id order by sum(greatest(0, counts[1] + counts[2] - counts[3])) desc, sum(counts[1] + counts[2]) desc, advisor_id limit $5
            """,
            r => r.GetGuid(0), [WorkloadCounter.Name, advisors.Select(a => a.Id).ToArray(), first, last, Most], ct);
        var weeks = await database.Query(
            """
            select advisor_id, key::date, counts[1], counts[2], counts[3] from insights.figure where name = $1 and advisor_id = any($2) and key between $3 and $4
            union all
            select $5, key::date, sum(counts[1])::bigint, sum(counts[2])::bigint, sum(counts[3])::bigint from insights.figure where name = $1 and advisor_id = any($6) and key between $3 and $4 group by key
            """,
            r => (Advisor: r.GetGuid(0), Week: new AdvisorWeek(r.GetGuid(0), r.GetFieldValue<DateOnly>(1), (int)r.GetInt64(2), (int)r.GetInt64(3), (int)r.GetInt64(4))),
            [WorkloadCounter.Name, busiest.ToArray(), first, last, InsightsDb.Everybody, call.Actor.Scope.All ? (Guid[])[InsightsDb.Everybody] : advisors.Select(a => a.Id).ToArray()], ct);
        var known = weeks.ToLookup(w => w.Advisor, w => w.Week);
        var shown = busiest.ToHashSet();
        return new Workload(
            [.. advisors.Where(a => shown.Contains(a.Id)).Select(a => new AdvisorWorkload(a.Id, a.Email, a.Name, Weeks(known[a.Id], count)))], Weeks(known[InsightsDb.Everybody], count), advisors.Count - shown.Count, at);
    }

    /// <summary>Every week once, those of several advisors added up.</summary>
    private IReadOnlyList<WorkloadWeek> Weeks(IEnumerable<AdvisorWeek> weeks, int count)
    {
        var byMonday = weeks.ToLookup(w => w.Monday);
        return [.. Enumerable.Range(0, count).Select(w => counter.Monday.AddDays(7 * w)).Select(m => new WorkloadWeek(m, byMonday[m].Sum(w => w.Planned), byMonday[m].Sum(w => w.Expected), byMonday[m].Sum(w => w.Capacity)))];
    }

    private async Task<DateTimeOffset?> CountedAt(CancellationToken ct) =>
        (await database.Query("select at from insights.refresh where as_of >= $1", r => r.GetFieldValue<DateTimeOffset>(0), [counter.Monday], ct)).Select(at => (DateTimeOffset?)at).FirstOrDefault();

    private async Task<List<(Guid Id, string Email, string Name)>> Advisors(CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await database.Query(
            $"""
            select u.id, u.email, u.name from access.pub_user u
            where u.active and {scope.Sql("u.id", "$1")} and (u.role = 'Advisor' or exists (select 1 from clients.pub_client c where c.advisor_id = u.id)) order by u.name, u.id
            """,
            r => (r.GetGuid(0), r.GetString(1), r.GetString(2)),
            [scope.Advisors],
            ct);
    }
}
