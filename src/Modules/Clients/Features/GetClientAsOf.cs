using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Features;

/// <summary>The present row with every later change undone, newest first; the consents are dated by themselves.</summary>
internal sealed class GetClientAsOfHandler(Database database, AuditTrail trail) : IQueryHandler<GetClientAsOf, ClientView>
{
    public async Task<ClientView> Handle(GetClientAsOf request, CancellationToken ct)
    {
        var now = await database.Single($"select {ClientTable.List} from clients.client where id = $1", ClientTable.Read, [request.ClientId], ct)
            ?? throw new NotFoundException("client", request.ClientId);
        if (now.CreatedAt > request.At)
        {
            throw new RuleBrokenException("error.notThereYet", $"The client is here since {now.CreatedAt:u}.", ("since", now.CreatedAt));
        }

        var since = (await trail.Since(now.Id, request.At, ct)).Where(i => i.Entry.SubjectId == now.Id).ToList();
        var then = ClientFacts.With(now, AuditTrail.Rewound(ClientFacts.Of(now), since)) with { Version = now.Version - since.Count(i => i.Entry.Before is not null) };
        var consents = await database.Query(
            $"select seq, {ConsentTable.List} from clients.consent where client_id = $1 and recorded_at <= $2 order by seq", ConsentTable.Read, [now.Id, request.At], ct);
        var advisor = await database.Single("select email from access.pub_user where id = $1", r => r.GetString(0), [then.AdvisorId], ct);
        return then.View(advisor ?? string.Empty, new ConsentHistory(consents));
    }
}
