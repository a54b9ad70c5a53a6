using System.Text.Json.Nodes;
using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Clients.Features.Merge;

internal sealed class UndoMergeHandler(IUnitOfWork unit, ClientRows rows, IDispatcher dispatcher, CallContext call, BusinessClock clock) : ICommandHandler<UndoMerge, MergeView>
{
    private const string Source = "mergeUndone";

    public async Task<MergeView> Handle(UndoMerge request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var merge = (await connection.Query($"select {MergeTable.List} from clients.merge m where m.id = $1 for update", MergeTable.Read, [request.MergeId], ct)).FirstOrDefault()
            ?? throw new NotFoundException("merge", request.MergeId);
        var other = ClientFacts.With(new Client { Id = merge.OtherId, CreatedAt = merge.Clients.OtherSince, Version = merge.Clients.OtherVersion + 1 }, merge.Clients.Other);
        var record = new ClientRecord(unit);
        var now = await Survivor(connection, record, merge, other, ct);
        Demand(merge);

        var back = SetBack(now, merge.Clients);
        await connection.Execute(ClientTable.Update, ClientTable.Values(back), ct);
        await record.Insert(other, [], ct);
        await rows.Move(connection, now.Id, other.Id, merge.Moved, ct);
        await connection.Execute(MergeTable.LinkAgain, [Json.Of(merge.Clients.Links)], ct);
        back = await Consents(connection, record, back, merge.Clients, ct);
        unit.Write("update clients.merge set undone_at = $2 where id = $1", merge.Id, clock.Now);
        var difference = Difference.Between(now.Facts(), back.Facts());
        unit.Audit([
            new AuditDraft("clients.mergeUndone", "client", now.Id, now.Id, difference.Before, new Dictionary<string, object?>(difference.After) { ["merged"] = other.Name, ["merge"] = merge.Id }),
            new AuditDraft("clients.mergedBack", "client", other.Id, other.Id, null, new { From = back.Name, FromId = now.Id }),
        ]);
        unit.Touch(now.Id, other.Id);
        unit.Send(new ConsentsChanged(now.Id).Draft(back.Version));
        await dispatcher.Tell(new ClientRowsMoved([now.Id, other.Id]), ct);
        return MergeViews.Of(merge with { UndoneAt = clock.Now }, back.Name);
    }

    /// <summary>Both clients have to be the actor's, as for the merge.</summary>
    private async Task<Client> Survivor(NpgsqlConnection connection, ClientRecord record, Data.Merge merge, Client other, CancellationToken ct)
    {
        if (!call.Actor.Scope.Allows(other.AdvisorId))
        {
            throw new NotFoundException("merge", merge.Id);
        }

        var onward = await connection.Query(MergeTable.Survivors, r => r.GetGuid(2), [new[] { merge.ClientId }], ct);
        if (onward.Count > 0)
        {
            throw call.Actor.Scope.Allows(onward[0])
                ? new RuleBrokenException("error.mergedOn", "The client that stayed was itself merged into another since; take that back first.")
                : new NotFoundException("merge", merge.Id);
        }

        var (now, _) = await record.Load(merge.ClientId, null, ct);
        return call.Actor.Scope.Allows(now.AdvisorId) ? now : throw new NotFoundException("merge", merge.Id);
    }

    private void Demand(Data.Merge merge)
    {
        if (merge.UndoneAt is { } at)
        {
            throw new ConflictException("error.mergeUndone", "This merge was taken back already.", ("at", at));
        }

        if (clock.Now > merge.At + MergeViews.Undoable)
        {
            throw new RuleBrokenException("error.mergeTooOld", "A merge can be taken back for 30 days.", ("at", merge.At));
        }
    }

    /// <summary>Every field that nobody changed since the merge is what it was before.</summary>
    private static Client SetBack(Client now, MergedClients clients)
    {
        var facts = ClientFacts.Of(now);
        foreach (var (name, after) in clients.After)
        {
            if (name != "consents" && JsonNode.DeepEquals(facts[name], after))
            {
                facts[name] = clients.Kept[name]?.DeepClone();
            }
        }

        return ClientFacts.With(now, facts) with { Version = now.Version + 1 };
    }

    /// <summary>The history of consents is never cut: what the merge withdrew, and nobody spoke of since, is granted again.</summary>
    private async Task<Client> Consents(NpgsqlConnection connection, ClientRecord record, Client client, MergedClients clients, CancellationToken ct)
    {
        var history = new ConsentHistory(await connection.Query(ConsentTable.Latest, ConsentTable.Read, [new[] { client.Id }], ct));
        var granted = clients.Kept["consents"]!.AsArray().Select(c => (string)c!).ToHashSet();
        foreach (var said in history.Latest.Where(c => c is { Source: Merging.Source, Granted: false } && granted.Contains(c.Key) && !client.DoNotContact).ToList())
        {
            history.Say(client.Id, new ConsentData(said.Channel, said.Purpose, true), clock.Now, Source);
        }

        client = client with { Granted = history.Granted };
        await record.Update(client, history.Added, ct);
        return client;
    }
}
