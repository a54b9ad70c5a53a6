using System.Diagnostics;
using CrossSell.Insights.Data;
using CrossSell.Insights.Domain;
using CrossSell.Insights.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Insights.Features;

internal sealed class RefreshFiguresHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<RefreshFigures, FiguresRefreshed>
{
    private const long OneAtATime = 7_215_090;

    public async Task<FiguresRefreshed> Handle(RefreshFigures request, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var connection = await unit.Connection(ct);
        await connection.Query("select pg_advisory_xact_lock($1)::text, set_config('work_mem', '128MB', true), set_config('jit', 'off', true)", r => r.GetString(1), [OneAtATime], ct);
        await connection.Execute(FigureBook.Facts, [], ct);
        await connection.Execute("analyze once_fact", [], ct);
        await connection.Execute("delete from insights.figure", [], ct);
        var rows = 0;
        foreach (var figure in FigureBook.All)
        {
            rows += await connection.Execute(
                $"insert into insights.figure(name, advisor_id, key, sub, counts, amount) select $3, coalesce(q.advisor_id, $4), q.key, q.sub, q.counts, q.amount from ({figure.Sql}) as q(advisor_id, key, sub, counts, amount), (select $1::date, $2::text) as given",
                [clock.Today, clock.Zone, figure.Name, InsightsDb.Everybody], ct);
        }

        await connection.Execute(
            "insert into insights.refresh(id, at, as_of, milliseconds) values (1, $1, $2, $3) on conflict (id) do update set at = excluded.at, as_of = excluded.as_of, milliseconds = excluded.milliseconds",
            [clock.Now, clock.Today, (int)watch.ElapsedMilliseconds], ct);
        unit.Audit(new AuditDraft("insights.refreshed", "figures", Ids.New(clock.Now), null, null, new { Rows = rows }));
        return new FiguresRefreshed(clock.Now, rows);
    }
}
