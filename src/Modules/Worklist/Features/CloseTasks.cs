using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features;

internal static class CloseTasks
{
    /// <summary>What told a manager of the tasks in <c>closed</c> is taken back with them: nothing slips any more.</summary>
    public const string Escalations =
        """
        update worklist.task e set status = 'cancelled', note = 'doneOtherwise', closed_at = $3, changed_at = $3, revision = e.revision + 1
        where e.status = 'open' and e.about_task_id in (select id from closed)
        """;

    public static string Sql(string which) =>
        $"""
        with closed as (
          update worklist.task set status = 'done', note = $2, closed_at = $3, closed_by = $4, changed_at = $3, revision = revision + 1
          where status = 'open' and {which}
          returning id)
        {Escalations}
        """;
}

/// <summary>A task closes itself when what it was for is done another way; the audit of that other thing says so.</summary>
internal sealed class CloseTasksOfOffersHandler(IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<CloseTasksOfOffers, Done>
{
    private static readonly string Sql = CloseTasks.Sql("offer_id = any($1) and (purpose is not null or not $5)");

    public Task<Done> Handle(CloseTasksOfOffers request, CancellationToken ct)
    {
        unit.Write(Sql, request.OfferIds.ToArray(), request.How, clock.Now, call.Actor.UserId, request.ApproachesOnly);
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class CloseTasksOfClientsHandler(IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<CloseTasksOfClients, Done>
{
    private static readonly string Sql = CloseTasks.Sql("client_id = any($1) and kind = $5");

    public Task<Done> Handle(CloseTasksOfClients request, CancellationToken ct)
    {
        unit.Write(Sql, request.ClientIds.ToArray(), request.How, clock.Now, call.Actor.UserId, request.Kind.Word());
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class CloseTasksOfProcessHandler(IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<CloseTasksOfProcess, Done>
{
    private static readonly string Sql = CloseTasks.Sql("process_id = $1");

    public Task<Done> Handle(CloseTasksOfProcess request, CancellationToken ct)
    {
        unit.Write(Sql, request.ProcessId, request.How, clock.Now, call.Actor.UserId);
        return Task.FromResult(Done.Instance);
    }
}

/// <summary>The next approach is on another day: chosen by the policy or the client, so the planner leaves it there.</summary>
internal sealed class MoveApproachesHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<MoveApproaches, Done>
{
    public Task<Done> Handle(MoveApproaches request, CancellationToken ct)
    {
        unit.Write(
            $"""
            with closed as (
              update worklist.task t set due_on = m.due_on, due_at = m.due_at, snoozed_until = null, pinned = true, changed_at = $3, revision = t.revision + 1
              from unnest($1::uuid[], $2::date[], $4::timestamptz[]) as m(offer_id, due_on, due_at)
              where t.offer_id = m.offer_id and t.status = 'open' and t.purpose is not null
              returning t.id)
            {CloseTasks.Escalations}
            """,
            request.Moved.Select(m => m.OfferId).ToArray(), request.Moved.Select(m => m.DueOn).ToArray(), clock.Now, request.Moved.Select(m => m.DueAt).ToArray());
        return Task.FromResult(Done.Instance);
    }
}
