using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.Configuration;

namespace CrossSell.Offers.Features;

internal sealed class WatchSlippingHandler(Database database, IDispatcher dispatcher, BusinessClock clock, WorkingDays workingDays, IConfiguration configuration) : ICommandHandler<WatchSlipping, Watched>
{
    public async Task<Watched> Handle(WatchSlipping request, CancellationToken ct)
    {
        var broughtUp = await dispatcher.Send(new BringUpTasks(await Unanswered(ct)), ct);
        var escalated = await dispatcher.Send(new EscalateTasks([.. await Overdue(ct), .. await WindowEnding(ct)]), ct);
        return new Watched(broughtUp, escalated);
    }

    private async Task<List<TaskToBringUp>> Unanswered(CancellationToken ct)
    {
        var reminders = (await dispatcher.Ask(new GetCatalog(), ct)).Products.Values.SelectMany(p => p.Definition.Contact.Remind.Select(days => (p.Code, Days: days))).ToList();
        return await database.Query(
            """
            select t.id, max(o.contact_until - r.days)
            from offers.offer o
            join unnest($1::text[], $2::int[]) as r(product, days) on r.product = o.product
            join worklist.pub_task t on t.offer_id = o.id and t.purpose is not null and t.block is null and t.status = 'open'
            where o.status = 'open' and o.contact_until >= $3 and o.contact_until - r.days <= $3 and o.contact_until - r.days > (o.created_at at time zone $4)::date
              and (t.reminded_on is null or t.reminded_on < o.contact_until - r.days)
            group by t.id
            """,
            r => new TaskToBringUp(r.GetGuid(0), r.GetFieldValue<DateOnly>(1)),
            [reminders.Select(r => r.Code).ToArray(), reminders.Select(r => r.Days).ToArray(), clock.Today, clock.Zone],
            ct);
    }

    private Task<List<SlippingTask>> Overdue(CancellationToken ct) => database.Query(
        "select t.id from worklist.pub_task t where t.status = 'open' and t.block is null and t.about_task_id is null and t.due_on < $1 and (t.snoozed_until is null or t.snoozed_until <= $2)",
        r => new SlippingTask(r.GetGuid(0), "overdue"),
        [LastDayInTime(), clock.Now],
        ct);

    private Task<List<SlippingTask>> WindowEnding(CancellationToken ct) => database.Query(
        """
        select t.id from offers.offer o join worklist.pub_task t on t.offer_id = o.id and t.purpose is not null and t.block is null and t.status = 'open'
        where o.status = 'open' and o.contact_until between $1 and $2 and not exists (select 1 from offers.attempt a where a.offer_id = o.id)
        """,
        r => new SlippingTask(r.GetGuid(0), "windowEnding"),
        [clock.Today, clock.Today.AddDays(configuration.GetValue("Escalation:WindowDays", 5))],
        ct);

    /// <summary>The earliest due day that is not yet more than the allowed working days ago.</summary>
    private DateOnly LastDayInTime()
    {
        var day = clock.Today;
        for (var left = configuration.GetValue("Escalation:OverdueWorkingDays", 3); left > 0; day = day.AddDays(-1))
        {
            left -= workingDays.IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }
}
