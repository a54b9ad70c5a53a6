using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Data;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Features;

internal sealed class TakeCaseHandler(IUnitOfWork unit, CallContext call) : ICommandHandler<TakeCase, IReadOnlyList<OfferView>>
{
    public async Task<IReadOnlyList<OfferView>> Handle(TakeCase request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var connection = await unit.Connection(ct);
        var offers = await connection.Query(
            $"""
            with recursive led(id, parent_id) as (
              select id, parent_id from offers.offer where id = $1
              union
              select p.id, p.parent_id from led join offers.offer p on p.id = led.parent_id)
            {OfferSql.Select} where o.id in (select id from led) and {scope.Sql("c.advisor_id", "$2")} order by o.created_at, o.id
            """,
            OfferSql.Read,
            [request.OfferId, scope.Keys],
            ct);
        var offer = offers.FirstOrDefault(o => o.Id == request.OfferId) ?? throw new NotFoundException("offer", request.OfferId);
        unit.Audit(new AuditDraft("offers.caseTaken", "offer", offer.Id, offer.ClientId, null, new { offer.Product, offer.Variant, Offers = offers.Count }));
        return offers;
    }
}
