using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Features.Handover;

internal sealed class GetHandoverHandler(Database database, Handovers handovers, CallContext call) : IQueryHandler<GetHandover, HandoverView>
{
    public async Task<HandoverView> Handle(GetHandover request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var scope = call.Actor.Scope;
        var found = await Handovers.Rows(connection, $"where h.id = $1 and {scope.Sql("h.from_id", "$2")}", [request.HandoverId, scope.Advisors], ct);
        return found.Count == 1 ? await handovers.View(found[0], ct) : throw new NotFoundException("handover", request.HandoverId);
    }
}

internal sealed class ListHandoversHandler(Database database, Handovers handovers, CallContext call) : IQueryHandler<ListHandovers, Page<HandoverView>>
{
    public async Task<Page<HandoverView>> Handle(ListHandovers request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var after = string.IsNullOrEmpty(request.After) ? (Guid?)null
            : Guid.TryParse(request.After, out var id) ? id
            : throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var rows = await Handovers.Rows(
            connection, $"where {scope.Sql("h.from_id", "$1")} and ($2::uuid is null or h.id < $2) order by h.id desc limit $3", [scope.Advisors, after, request.Limit + 1], ct);
        var views = new List<HandoverView>(rows.Count);
        foreach (var row in rows)
        {
            views.Add(await handovers.View(row, ct));
        }

        return Page<HandoverView>.Of(views, request.Limit, h => h.Id.ToString());
    }
}

internal sealed class ListHandedClientsHandler(Database database, CallContext call) : IQueryHandler<ListHandedClients, Page<HandedClient>>
{
    public async Task<Page<HandedClient>> Handle(ListHandedClients request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var after = string.IsNullOrEmpty(request.After) ? (Guid?)null
            : Guid.TryParse(request.After, out var id) ? id
            : throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
        var rows = await database.Query(
            $"""
            select c.id, c.name, c.city, t.name, n.name from clients.handover_client k join clients.handover h on h.id = k.handover_id join clients.client c on c.id = k.client_id
            join access.pub_user t on t.id = k.to_id join access.pub_user n on n.id = c.advisor_id
            where k.handover_id = $1 and {scope.Sql("h.from_id", "$2")} and {scope.Sql("c.advisor_id", "$2")}
              and ($3::uuid is null or (c.name, c.id) > (select a.name, a.id from clients.client a where a.id = $3)) order by c.name, c.id limit $4
            """,
            r => new HandedClient(r.GetGuid(0), r.GetString(1), r.MaybeText(2), r.GetString(3), r.GetString(4)),
            [request.HandoverId, scope.Keys, after, request.Limit + 1], ct);
        return Page<HandedClient>.Of(rows, request.Limit, c => c.ClientId.ToString());
    }
}
