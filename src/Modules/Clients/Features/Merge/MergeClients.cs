using System.Text.Json.Nodes;
using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features.Merge;

internal sealed class MergeClientsHandler(IUnitOfWork unit, ClientRows rows, IDispatcher dispatcher, CallContext call, BusinessClock clock) : ICommandHandler<MergeClients, MergeView>
{
    public async Task<MergeView> Handle(MergeClients request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var pair = await MergePair.Load(connection, request.ClientId, request.OtherId, call.Actor.Scope, true, ct);
        if (request.IfVersion is { } version && version != pair.Kept.Version)
        {
            throw new StaleException();
        }

        var (kept, other, consents) = (pair.Kept, pair.Other, pair.Consents(clock.Now));
        var merged = pair.Merged(request.Take) with { Granted = consents.Granted, Version = kept.Version + 1 };
        await dispatcher.Tell(new ClientsMerging(kept.Id, other.Id), ct);
        await unit.Flush(ct);
        var moved = await rows.Move(connection, other.Id, kept.Id, ct);

        var links = (await connection.Query(MergeTable.Links, r => JsonNode.Parse(r.GetString(0))!.AsArray(), [other.Id], ct))[0];

        // Its external id may be the survivor's from now on.
        await connection.Execute("delete from clients.client where id = $1", [other.Id], ct);
        await new ClientRecord(unit).Update(merged, consents.Added, ct);
        var clients = new MergedClients(ClientFacts.Of(kept), ClientFacts.Of(other), ClientFacts.Of(merged), other.CreatedAt, other.Version, links);
        var merge = new Data.Merge(Ids.New(clock.Now), kept.Id, other.Id, clock.Now, call.Actor.Name, clients, moved, null);
        unit.Write(MergeTable.Insert, merge.Id, kept.Id, other.Id, merge.At, call.Actor.UserId, merge.By, Json.Of(clients), Json.Of(moved));
        Record(kept, other, merged, merge);
        await Tell(kept, merged, other, ct);
        return MergeViews.Of(merge, merged.Name);
    }

    private void Record(Client kept, Client other, Client merged, Data.Merge merge)
    {
        var difference = Difference.Between(kept.Facts(), merged.Facts());
        unit.Audit([
            new AuditDraft("clients.merged", "client", kept.Id, kept.Id, difference.Before, new Dictionary<string, object?>(difference.After) { ["merged"] = other.Name, ["merge"] = merge.Id }),
            new AuditDraft("clients.mergedAway", "client", other.Id, other.Id, ClientRecord.Known(other), new { Into = merged.Name, IntoId = kept.Id }),
        ]);
    }

    private async Task Tell(Client kept, Client merged, Client other, CancellationToken ct)
    {
        unit.Touch(kept.Id, other.Id);
        unit.Send(new ConsentsChanged(kept.Id).Draft(merged.Version));
        await dispatcher.Tell(new ClientRowsMoved([kept.Id, other.Id]), ct);
        if (Difference.Between(kept.Facts(), merged.Facts()).After.Keys.Intersect(ContactDataChanged.Fields).Any())
        {
            await dispatcher.Tell(new ContactDataChanged([kept.Id]), ct);
        }
    }
}
