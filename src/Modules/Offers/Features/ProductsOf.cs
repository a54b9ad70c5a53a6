using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Features;

internal sealed class ProductsOfHandler(Database database, CallContext call) : IQueryHandler<ProductsOf, IReadOnlyDictionary<Guid, string>>
{
    public async Task<IReadOnlyDictionary<Guid, string>> Handle(ProductsOf request, CancellationToken ct) => (await database.Query(
        $"""
        select k.id, k.product from portfolio.pub_contract k join clients.pub_client c on c.id = k.client_id where k.id = any($1) and {call.Actor.Scope.Sql("c.advisor_id", "$2")}
        union all select o.id, o.product from offers.offer o join clients.pub_client c on c.id = o.client_id where o.id = any($1) and {call.Actor.Scope.Sql("c.advisor_id", "$2")}
        """,
        r => (Id: r.GetGuid(0), Product: r.GetString(1)),
        [request.Ids.ToArray(), call.Actor.Scope.Keys],
        ct)).ToDictionary(s => s.Id, s => s.Product);
}
