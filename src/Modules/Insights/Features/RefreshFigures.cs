using System.Diagnostics;
using CrossSell.Insights.Data;
using CrossSell.Insights.Domain;
using CrossSell.Insights.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Insights.Features;

internal sealed class RefreshFiguresHandler(IUnitOfWork unit, WorkloadCounter workload, WorthCounter worth, CallContext call, BusinessClock clock) : ICommandHandler<RefreshFigures, FiguresRefreshed>
{
    private const long OneAtATime = 7_215_090;

    /// <summary>A house of more clients is asked at night what is worth doing in all of it.</summary>
    private const int ManyClients = 50_000;

    public async Task<FiguresRefreshed> Handle(RefreshFigures request, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var connection = await unit.Connection(ct);
        await connection.Query("select pg_advisory_xact_lock($1)::text, set_config('work_mem', '128MB', true), set_config('jit', 'off', true)", r => r.GetString(1), [OneAtATime], ct);
        await connection.Execute(FigureBook.Facts, [], ct);
        await connection.Execute("analyze once_fact", [], ct);
        // What is worth doing is asked as somebody who sees everybody; who sees less leaves the night's answer as it is.
        await connection.Execute("delete from insights.figure where name <> $1 or $2", [WorthCounter.Name, call.Actor.Scope.All], ct);
        var rows = 0;
        foreach (var figure in FigureBook.All)
        {
            rows += await connection.Execute(
                $"insert into insights.figure(name, advisor_id, key, sub, counts, amount) select $3, coalesce(q.advisor_id, $4), q.key, q.sub, q.counts, q.amount from ({figure.Sql}) as q(advisor_id, key, sub, counts, amount), (select $1::date, $2::text) as given",
                [clock.Today, clock.Zone, figure.Name, InsightsDb.Everybody], ct);
        }

        rows += await Workload(connection, ct);
        if (call.Actor.Scope.All)
        {
            rows += await Worth(connection, ct);
        }

        await connection.Execute(
            "insert into insights.refresh(id, at, as_of, milliseconds) values (1, $1, $2, $3) on conflict (id) do update set at = excluded.at, as_of = excluded.as_of, milliseconds = excluded.milliseconds",
            [clock.Now, clock.Today, (int)watch.ElapsedMilliseconds], ct);
        unit.Audit(new AuditDraft("insights.refreshed", "figures", Ids.New(clock.Now), null, null, new { Rows = rows }));
        return new FiguresRefreshed(clock.Now, rows);
    }

    private async Task<int> Workload(NpgsqlConnection connection, CancellationToken ct)
    {
        var advisors = await connection.Query("select id from access.pub_user u where u.active and (u.role = 'Advisor' or exists (select 1 from clients.pub_client c where c.advisor_id = u.id)) order by id", r => r.GetGuid(0), [], ct);
        var weeks = await workload.Count([.. advisors], WorkloadCounter.MostWeeks, ct);
        return await connection.Execute(
            """
            insert into insights.figure(name, advisor_id, key, sub, counts, amount)
            select $1, coalesce(t.advisor, $2), t.key, '', array[sum(t.planned), sum(t.expected), sum(t.capacity)], 0
            from unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[]) as t(advisor, key, planned, expected, capacity) group by grouping sets ((t.advisor, t.key), (t.key))
            """,
            [
                WorkloadCounter.Name, InsightsDb.Everybody, weeks.Select(w => w.AdvisorId).ToArray(), weeks.Select(w => WorkloadCounter.Key(w.Monday)).ToArray(),
                weeks.Select(w => w.Planned).ToArray(), weeks.Select(w => w.Expected).ToArray(), weeks.Select(w => w.Capacity).ToArray(),
            ], ct);
    }

    private async Task<int> Worth(NpgsqlConnection connection, CancellationToken ct)
    {
        var many = await connection.Query("select 1 from clients.pub_client offset $1 limit 1", r => 1, [ManyClients], ct);
        return many.Count == 0 ? 0 : await connection.Execute(
            "insert into insights.figure(name, advisor_id, key, sub, counts, amount) values ($1, $2, '', $3, '{}', 0)", [WorthCounter.Name, InsightsDb.Everybody, JsonText.Write(await worth.Count(ct))], ct);
    }
}
