using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features;

/// <summary>The next approach is on another day or made otherwise: chosen by the follow-up table or the client, so the planner leaves it there.</summary>
internal sealed class MoveContactHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<MoveContact, Done>
{
    private static readonly string Sql =
        $"""
        with closed as (
          update worklist.task set kind = $4, title_hu = $5, title_en = $6, due_on = $7, due_at = $8, role = $9, snoozed_until = null, pinned = true, changed_at = $3, revision = revision + 1,
            assignee_id = case when $9::text is not null then null when role is not null or assignee_id is null then $2::uuid else assignee_id end
          where offer_id = $1 and status = 'open' and purpose is not null
          returning id)
        {CloseTasks.Escalations}
        """;

    public Task<Done> Handle(MoveContact request, CancellationToken ct)
    {
        var contact = request.Contact;
        unit.Write(Sql, contact.OfferId, contact.AdvisorId, clock.Now, contact.Kind.Word(), contact.TitleHu, contact.TitleEn, contact.DueOn, contact.DueAt, contact.Role);
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class TakeBackTasksHandler(IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<TakeBackTasks, Done>
{
    private const string MadeSince = "(id = any($1) or (process_id = any($2) and created_at >= $3))";

    public async Task<Done> Handle(TakeBackTasks request, CancellationToken ct)
    {
        if (!request.Late)
        {
            await DemandNoneDone(request, ct);
        }

        unit.Write(
            $"update worklist.task set status = 'cancelled', note = 'undone', closed_at = $5, closed_by = $6, changed_at = $5, revision = revision + 1 where status = 'open' and ({MadeSince} or (offer_id = any($4) and process_id is null))",
            request.Made.ToArray(), request.Processes.ToArray(), request.Since, request.Withdrawn.ToArray(), clock.Now, call.Actor.UserId);
        unit.Write(
            """
            update worklist.task set status = 'open', note = null, closed_at = null, closed_by = null, changed_at = $4, revision = revision + 1
            where status = 'done' and closed_at >= $3 and created_at < $3
              and (process_id = any($2) or (offer_id = any($1) and process_id is null and purpose is not null))
            """,
            request.Reopened.ToArray(), request.Processes.ToArray(), request.Since, clock.Now);
        return Done.Instance;
    }

    private async Task DemandNoneDone(TakeBackTasks request, CancellationToken ct)
    {
        var done = await (await unit.Connection(ct)).Query(
            $"select title_hu, title_en, closed_at from worklist.task where status = 'done' and coalesce(note, '') not like 'document:%' and {MadeSince} order by closed_at limit 1",
            r => (Hu: r.GetString(0), En: r.GetString(1), At: r.GetFieldValue<DateTimeOffset>(2)),
            [request.Made.ToArray(), request.Processes.ToArray(), request.Since],
            ct);
        if (done is [var task])
        {
            var title = call.Actor.Language == "en" ? task.En : task.Hu;
            throw new RuleBrokenException("error.undoTaskDone", $"\"{title}\" was done at {task.At:u}.", ("title", title), ("at", task.At));
        }
    }
}
