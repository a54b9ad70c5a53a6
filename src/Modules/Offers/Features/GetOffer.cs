using System.Globalization;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Data;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Features;

internal sealed class GetOfferHandler(Database database, CallContext call) : IQueryHandler<GetOffer, OfferView>
{
    public async Task<OfferView> Handle(GetOffer request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await database.Single($"{OfferSql.Select} where o.id = $1 and {scope.Sql("c.advisor_id", "$2")}", OfferSql.Read, [request.OfferId, scope.Keys], ct)
            ?? throw new NotFoundException("offer", request.OfferId);
    }
}

internal sealed class ListOffersHandler(Database database, CallContext call, IPeople people) : IQueryHandler<ListOffers, Page<OfferView>>
{
    public async Task<Page<OfferView>> Handle(ListOffers request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var advisor = request.Advisor is null ? (Guid?)null : await people.Advisor(request.Advisor, ct);
        var after = request.After is null ? (Guid?)null
            : Guid.TryParse(request.After, CultureInfo.InvariantCulture, out var id) ? id
            : throw new InvalidInputException("after", "badCursor", "This is not a cursor of this list.");
        var rows = await database.Query(
            $"""
            {OfferSql.Select}
            where ($1::uuid is null or o.client_id = $1) and ($2::text is null or o.status = $2) and ($3::uuid is null or c.advisor_id = $3)
              and ($4::date is null or o.planned_on < $4) and {scope.Sql("c.advisor_id", "$5")} and ($6::uuid is null or o.id > $6)
            order by o.id limit $7
            """,
            OfferSql.Read,
            [request.Client, request.Status is { } status ? OfferSql.Word(status) : null, advisor, request.DueBefore, scope.Keys, after, request.Limit + 1],
            ct);
        return Page<OfferView>.Of(rows, request.Limit, o => o.Id.ToString());
    }
}
