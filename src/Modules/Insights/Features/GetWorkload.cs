using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;
using FluentValidation;

namespace CrossSell.Insights.Features;

internal sealed class GetWorkloadValidator : AbstractValidator<GetWorkload>
{
    public GetWorkloadValidator() => RuleFor(w => w.Weeks).InclusiveBetween(1, 26).WithErrorCode("weeks").WithMessage("1 to 26 weeks.");
}

internal sealed class GetWorkloadHandler(Database database, IDispatcher dispatcher, CallContext call, BusinessClock clock) : IQueryHandler<GetWorkload, Workload>
{
    public async Task<Workload> Handle(GetWorkload request, CancellationToken ct)
    {
        var today = clock.Today;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var end = monday.AddDays(7 * request.Weeks);
        var advisors = await Advisors(ct);
        var planned = await Planned(today, end, ct);
        var expected = await Expected(today, end, ct);
        var capacity = (await dispatcher.Ask(new CapacityOfDays([.. advisors.Select(a => a.Id)], today, end.AddDays(-1)), ct))
            .GroupBy(d => (d.PersonId, Monday: d.Day.AddDays(-(((int)d.Day.DayOfWeek + 6) % 7)))).ToDictionary(g => g.Key, g => g.Sum(d => d.Calls));
        return new Workload([.. advisors.Select(a => new AdvisorWorkload(
            a.Id, a.Email, a.Name,
            [.. Enumerable.Range(0, request.Weeks).Select(w => monday.AddDays(7 * w)).Select(m => new WorkloadWeek(
                m, planned.GetValueOrDefault((a.Id, m)), expected.GetValueOrDefault((a.Id, m)), capacity.GetValueOrDefault((a.Id, m))))]))]);
    }

    private async Task<Dictionary<(Guid, DateOnly), int>> Planned(DateOnly today, DateOnly end, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await ByWeek(
            $"""
            select t.assignee_id, date_trunc('week', t.day)::date, count(distinct (t.client_id, t.day))::int
            from (select assignee_id, client_id, greatest(due_on, $1) as day from worklist.pub_task
                  where status = 'open' and kind = 'call' and due_on < $2 and assignee_id is not null and {scope.Sql("assignee_id", "$3")}) as t
            group by 1, 2
            """,
            [today, end, scope.Advisors],
            ct);
    }

    /// <summary>When each live contract next comes into its contact horizon; one that renews by itself counts on, as the scan does.</summary>
    private async Task<Dictionary<(Guid, DateOnly), int>> Expected(DateOnly today, DateOnly end, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await ByWeek(
            $"""
            with dated as (
              select k.client_id, k.product, k.expiry, c.advisor_id, p.season, p.cooldown_days, coalesce(k.notice_days, p.notice_days, 0) + p.lead_days as ahead,
                     case when p.renews then p.term_months end as term
              from portfolio.pub_contract k
              join catalog.pub_product p on p.code = k.product and p.active
              join clients.pub_client c on c.id = k.client_id
              where k.status = 'live' and k.expiry >= k.start and not c.do_not_contact and case when k.held_at = 'us' then c.may_service else c.may_market end
                and {scope.Sql("c.advisor_id", "$3")}
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
            [today, end, scope.Advisors],
            ct);
    }

    private async Task<Dictionary<(Guid, DateOnly), int>> ByWeek(string sql, object?[] values, CancellationToken ct) =>
        (await database.Query(sql, r => (Key: (r.GetGuid(0), r.GetFieldValue<DateOnly>(1)), Calls: r.GetInt32(2)), values, ct)).ToDictionary(r => r.Key, r => r.Calls);

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
