using CrossSell.Insights.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;

namespace CrossSell.Insights.Features.Reports;

/// <summary>The figures of a week, by who has the clients now.</summary>
internal sealed class WeekFigures(Database database, BusinessClock clock)
{
    public const int Days = 7;

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % Days));

    /// <param name="people">Whose; everybody's when none.</param>
    public async Task<WeekReport> Read(DateOnly monday, Guid[]? people, CancellationToken ct)
    {
        var (from, until) = (clock.At(monday, TimeOnly.MinValue), clock.At(monday.AddDays(Days), TimeOnly.MinValue));
        var rows = await database.Query(
            """
            with people as (
              select u.id, u.name from access.pub_user u
              where u.active and ($3::uuid[] is null or u.id = any($3)) and (u.role = 'Advisor' or exists (select 1 from clients.pub_client c where c.advisor_id = u.id))
            ), contacts as (
              select c.advisor_id, count(*)::int as n, count(*) filter (where a.outcome = 'accepted')::int as accepted, count(*) filter (where a.outcome = 'rejected')::int as rejected,
                     count(*) filter (where a.outcome = 'noAnswer')::int as unanswered
              from offers.pub_attempt a join clients.pub_client c on c.id = a.client_id where a.at >= $1 and a.at < $2 group by 1
            ), lapsed as (
              select c.advisor_id, count(*)::int as n from offers.pub_offer o join clients.pub_client c on c.id = o.client_id where o.status = 'lapsed' and o.closed_at >= $1 and o.closed_at < $2 group by 1
            ), done as (
              select t.assignee_id, count(*)::int as n from worklist.pub_task t where t.status = 'done' and t.closed_at >= $1 and t.closed_at < $2 group by 1
            ), overdue as (
              select t.assignee_id, count(*)::int as n from worklist.pub_task t where t.status = 'open' and t.due_on < $4 and t.block is null group by 1
            ), undelivered as (
              select c.advisor_id, count(*)::int as n from mail.pub_message m join clients.pub_client c on c.id = m.client_id
              where m.status in ('failed', 'bounced') and m.to_kind = 'client' and m.settled_at >= $1 and m.settled_at < $2 group by 1
            )
            select p.id, p.name, coalesce(k.n, 0), coalesce(k.accepted, 0), coalesce(k.rejected, 0), coalesce(k.unanswered, 0), coalesce(l.n, 0), coalesce(d.n, 0), coalesce(o.n, 0), coalesce(u.n, 0)
            from people p left join contacts k on k.advisor_id = p.id left join lapsed l on l.advisor_id = p.id left join done d on d.assignee_id = p.id
            left join overdue o on o.assignee_id = p.id left join undelivered u on u.advisor_id = p.id
            order by p.name, p.id
            """,
            r => new WeekOfPerson(r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7), r.GetInt32(8), r.GetInt32(9)),
            [from, until, people, clock.Today],
            ct);
        return new WeekReport(monday, monday.AddDays(Days - 1), rows);
    }
}
