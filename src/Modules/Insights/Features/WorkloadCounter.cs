using System.Globalization;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;

namespace CrossSell.Insights.Features;

/// <summary>A week of one advisor, in calls.</summary>
internal sealed record AdvisorWeek(Guid AdvisorId, DateOnly Monday, int Planned, int Expected, int Capacity);

/// <summary>Counts the weeks ahead of some advisors: as somebody asks, and nightly for everybody.</summary>
internal sealed class WorkloadCounter(Database database, IDispatcher dispatcher, BusinessClock clock)
{
    /// <summary>Under which the nightly count is kept among the figures, by advisor and Monday.</summary>
    public const string Name = "workload";

    public const int MostWeeks = 26;

    /// <summary>Of the present week.</summary>
    public DateOnly Monday => MondayOf(clock.Today);

    public static string Key(DateOnly monday) => monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<IReadOnlyList<AdvisorWeek>> Count(Guid[] advisors, int weeks, CancellationToken ct)
    {
        var (today, end) = (clock.Today, Monday.AddDays(7 * weeks));
        var planned = await Planned(advisors, today, end, ct);
        var expected = await Expected(advisors, today, end, ct);
        var capacity = (await dispatcher.Ask(new CapacityOfDays(advisors, today, end.AddDays(-1)), ct)).GroupBy(d => (d.PersonId, MondayOf(d.Day))).ToDictionary(g => g.Key, g => g.Sum(d => d.Calls));
        return [.. advisors.SelectMany(a => Enumerable.Range(0, weeks).Select(w => (Advisor: a, Monday: Monday.AddDays(7 * w))))
            .Select(w => new AdvisorWeek(w.Advisor, w.Monday, planned.GetValueOrDefault(w), expected.GetValueOrDefault(w), capacity.GetValueOrDefault(w)))];
    }

    private async Task<Dictionary<(Guid, DateOnly), int>> Planned(Guid[] advisors, DateOnly today, DateOnly end, CancellationToken ct)
    {
        return await ByWeek(
            """
            select t.assignee_id, date_trunc('week', t.day)::date, count(distinct (t.client_id, t.day))::int
            from (select assignee_id, client_id, greatest(due_on, $1) as day from worklist.pub_task
                  where status = 'open' and kind = 'call' and due_on < $2 and assignee_id is not null and assignee_id = any($3)) as t
            group by 1, 2
            """,
            [today, end, advisors],
            ct);
    }

    /// <summary>When each live contract next comes into its contact horizon; one that renews by itself counts on, as the scan does.</summary>
    private async Task<Dictionary<(Guid, DateOnly), int>> Expected(Guid[] advisors, DateOnly today, DateOnly end, CancellationToken ct)
    {
        return await ByWeek(
            """
            with dated as (
              select k.client_id, k.product, k.expiry, c.advisor_id, p.season, p.cooldown_days, coalesce(k.notice_days, p.notice_days, 0) + p.lead_days as ahead,
                     case when p.renews then p.term_months end as term
              from portfolio.pub_contract k
              join catalog.pub_product p on p.code = k.product and p.active
              join clients.pub_client c on c.id = k.client_id
              where k.status = 'live' and k.expiry >= k.start and not c.do_not_contact and case when k.held_at = 'us' then c.may_service else c.may_market end
                and c.advisor_id = any($3)
            ), counted as (
              select d.*, greatest(0, ((extract(year from $1 + ahead) - extract(year from expiry)) * 12 + extract(month from $1 + ahead) - extract(month from expiry))::int / term) as terms from dated d
            ), opening as (
              select o.*, case when term is null or expiry - ahead > $1 then expiry - ahead
                               when (expiry + make_interval(months => terms * term))::date - ahead > $1 then (expiry + make_interval(months => terms * term))::date - ahead
                               else (expiry + make_interval(months => (terms + 1) * term))::date - ahead end as day
              from counted o
            )
            select o.advisor_id, date_trunc('week', o.day)::date, count(distinct o.client_id)::int
            from opening o
            where o.day > $1 and o.day < $2 and (cardinality(o.season) = 0 or extract(month from o.day)::int = any(o.season))
              and not exists (select 1 from offers.pub_offer f where f.client_id = o.client_id and f.product = o.product
                              and (f.status = 'open' or (f.status = 'rejected' and f.closed_at::date + o.cooldown_days > o.day)))
            group by 1, 2
            """,
            [today, end, advisors],
            ct);
    }

    private async Task<Dictionary<(Guid, DateOnly), int>> ByWeek(string sql, object?[] values, CancellationToken ct) =>
        (await database.Query(sql, r => (Key: (r.GetGuid(0), r.GetFieldValue<DateOnly>(1)), Calls: r.GetInt32(2)), values, ct)).ToDictionary(r => r.Key, r => r.Calls);

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
