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
            "update worklist.task set status = 'done', note = $2, closed_at = $3, closed_by = $4 where offer_id = any($1) and status = 'open' and ($5::text is null or kind = $5)",
            request.OfferIds.ToArray(), request.How, clock.Now, call.Actor.UserId, request.Kind?.Word());
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

internal sealed class MoveTaskOfOfferHandler(IUnitOfWork unit) : ICommandHandler<MoveTaskOfOffer, Done>
{
    public Task<Done> Handle(MoveTaskOfOffer request, CancellationToken ct)
    {
        unit.Write(
            "update worklist.task set due_on = $2, due_at = $3 where offer_id = $1 and status = 'open' and kind = 'call'",
            request.OfferId, request.DueOn, request.DueAt);
        return Task.FromResult(Done.Instance);
    }
}
