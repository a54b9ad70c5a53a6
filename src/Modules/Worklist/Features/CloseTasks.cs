using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features;

/// <summary>A task closes itself when what it was for is done another way; the audit of that other thing says so.</summary>
internal sealed class CloseTasksOfOffersHandler(IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<CloseTasksOfOffers, Done>
{
    public Task<Done> Handle(CloseTasksOfOffers request, CancellationToken ct)
    {
        unit.Write(
            "update worklist.task set status = 'done', note = $2, closed_at = $3, closed_by = $4 where offer_id = any($1) and status = 'open' and (purpose is not null or not $5)",
            request.OfferIds.ToArray(), request.How, clock.Now, call.Actor.UserId, request.ApproachesOnly);
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class CloseTasksOfProcessHandler(IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<CloseTasksOfProcess, Done>
{
    public Task<Done> Handle(CloseTasksOfProcess request, CancellationToken ct)
    {
        unit.Write(
            "update worklist.task set status = 'done', note = $2, closed_at = $3, closed_by = $4 where process_id = $1 and status = 'open'",
            request.ProcessId, request.How, clock.Now, call.Actor.UserId);
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class ApproachOtherwiseHandler(IUnitOfWork unit) : ICommandHandler<ApproachOtherwise, Done>
{
    public Task<Done> Handle(ApproachOtherwise request, CancellationToken ct)
    {
        unit.Write(
            "update worklist.task set kind = $3 where offer_id = $1 and status = 'open' and purpose is not null and kind = any($2)",
            request.OfferId, request.Forbidden.Select(k => k.Word()).ToArray(), request.Kind.Word());
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class MoveApproachesHandler(IUnitOfWork unit) : ICommandHandler<MoveApproaches, Done>
{
    public Task<Done> Handle(MoveApproaches request, CancellationToken ct)
    {
        unit.Write(
            """
            update worklist.task t set due_on = m.due_on, due_at = m.due_at from unnest($1::uuid[], $2::date[], $3::timestamptz[]) as m(offer_id, due_on, due_at)
            where t.offer_id = m.offer_id and t.status = 'open' and t.purpose is not null
            """,
            request.Moved.Select(m => m.OfferId).ToArray(), request.Moved.Select(m => m.DueOn).ToArray(), request.Moved.Select(m => m.DueAt).ToArray());
        return Task.FromResult(Done.Instance);
    }
}
