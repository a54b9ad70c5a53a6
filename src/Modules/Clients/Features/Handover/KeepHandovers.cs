using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features.Handover;

internal sealed class DueHandoversHandler(Database database, BusinessClock clock) : IQueryHandler<DueHandovers, IReadOnlyList<Guid>>
{
    public async Task<IReadOnlyList<Guid>> Handle(DueHandovers request, CancellationToken ct) => await database.Query(
        "select id from clients.handover where (status = 'planned' and on_day <= $1) or (status = 'done' and until_day < $1) order by id",
        r => r.GetGuid(0), [clock.Today], ct);
}

internal sealed class KeepHandoverHandler(Handovers handovers, BusinessClock clock) : ICommandHandler<KeepHandover, HandoverView>
{
    public async Task<HandoverView> Handle(KeepHandover request, CancellationToken ct)
    {
        var handover = await handovers.Lock(request.HandoverId, ct);
        return Handovers.Status(handover) switch
        {
            HandoverStatus.Planned when handover.OnDay <= clock.Today => await handovers.Apply(handover, ct),
            HandoverStatus.Done when handover.UntilDay < clock.Today => await handovers.TakeBack(handover, HandoverStatus.Returned, ct),
            _ => await handovers.View(handover, ct),
        };
    }
}

internal sealed class UndoHandoverHandler(IUnitOfWork unit, Handovers handovers, BusinessClock clock) : ICommandHandler<UndoHandover, HandoverView>
{
    public async Task<HandoverView> Handle(UndoHandover request, CancellationToken ct)
    {
        var handover = await handovers.Lock(request.HandoverId, ct);
        switch (Handovers.Status(handover))
        {
            case HandoverStatus.Planned:
                return await CallOff(handover, ct);
            case HandoverStatus.Done when Handovers.UndoUntil(handover) >= clock.Now:
                return await handovers.TakeBack(handover, HandoverStatus.Undone, ct);
            case HandoverStatus.Done:
                throw new RuleBrokenException("error.handoverTooOld", $"A handover can be taken back for {UndoHandover.Days} days.", ("days", UndoHandover.Days));
            case HandoverStatus.Returned:
                throw new RuleBrokenException("error.handoverReturned", "This handover went back by itself already.");
            default:
                return await handovers.View(handover, ct);
        }
    }

    private async Task<HandoverView> CallOff(HandoverRow handover, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await connection.Execute("update clients.handover set status = 'cancelled', ended_at = $2 where id = $1", [handover.Id, clock.Now], ct);
        unit.Audit(new AuditDraft("clients.handoverCancelled", "handover", handover.Id, null, new { Status = HandoverStatus.Planned }, new { Status = HandoverStatus.Cancelled }));
        return await handovers.View((await Handovers.Rows(connection, "where h.id = $1", [handover.Id], ct))[0], ct);
    }
}
