using System.Text.Json;
using CrossSell.Catalog.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Features;

internal sealed class GetCardAsOfHandler(IDispatcher dispatcher, Database database, AuditTrail trail, CallContext call) : IQueryHandler<GetCardAsOf, CardAsOf>
{
    public async Task<CardAsOf> Handle(GetCardAsOf request, CancellationToken ct)
    {
        var client = await dispatcher.Ask(new GetClientAsOf(request.ClientId, request.At), ct);
        var contracts = await dispatcher.Ask(new ListContractsAsOf(request.ClientId, request.At), ct);
        var tasks = await dispatcher.Ask(new ListTasksAsOf(request.ClientId, request.At), ct);
        var offers = await Offers(request, ct);
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        return new CardAsOf(
            request.At, client, contracts, offers, [.. tasks.Select(t => Planned(t, offers, catalog, call.Actor.Language == "en", client.AdvisorId)).OfType<TaskView>()]);
    }

    /// <summary>The approach about an offer follows from the offer, and only the offer's entries say how it was; there is none about an offer that was closed.</summary>
    private static TaskView? Planned(TaskView task, IReadOnlyList<OfferAsOf> offers, CatalogSnapshot catalog, bool english, Guid advisor)
    {
        if (task.Purpose is null)
        {
            return task;
        }

        if (offers.FirstOrDefault(o => o.Id == task.OfferId) is not { } offer)
        {
            return null;
        }

        var name = catalog.Known(offer.Product)?.Definition.Name ?? new Text(offer.Product, offer.Product);
        var (hu, en) = OfferTask.Title(offer.Channel, name);
        var role = OfferTask.RoleOf(offer.Owner);
        return task with
        {
            DueOn = offer.PlannedOn,
            DueAt = offer.PlannedAt,
            Kind = OfferTask.KindOf(offer.Channel),
            Title = english ? en : hu,
            Role = role,
            AssigneeId = role == task.Role ? task.AssigneeId : OfferTask.AssigneeOf(offer.Owner, advisor),
        };
    }

    private async Task<IReadOnlyList<OfferAsOf>> Offers(GetCardAsOf request, CancellationToken ct)
    {
        var open = await database.Query(
            $"{OfferSql.Select} where o.client_id = $1 and o.created_at <= $2 and (o.closed_at is null or o.closed_at > $2)", OfferSql.Read, [request.ClientId, request.At], ct);
        var states = (await database.Query(
            """
            select distinct on (s.instance_id) s.instance_id, s.to_state from processes.pub_step s
            where s.instance_id = any($1) and s.at <= $2 order by s.instance_id, s.at desc, s.id desc
            """,
            r => (r.GetGuid(0), r.GetString(1)),
            [open.Where(o => o.Process is not null).Select(o => o.Process!.Id).ToArray(), request.At],
            ct)).ToDictionary();
        var since = (await trail.Since(request.ClientId, request.At, ct)).ToLookup(i => i.Entry.SubjectId);
        return [.. open.Where(o => WasOpen(o, since[o.Id])).Select(o => Then(o, since[o.Id], o.Process is { } p ? states.GetValueOrDefault(p.Id) : null, request.At)).OrderBy(o => o.PlannedOn).ThenBy(o => o.Id)];
    }

    /// <summary>What is open now, or was closed later, may have been closed in between and taken back.</summary>
    private static bool WasOpen(OfferView now, IEnumerable<AuditItem> since) =>
        since.Select(i => AuditTrail.Fields(i.Entry.Before)["status"]).LastOrDefault(s => s is not null) is not { } status ? now.Status == OfferStatus.Open : (string?)status == "open";

    private static OfferAsOf Then(OfferView now, IEnumerable<AuditItem> since, string? state, DateTimeOffset at)
    {
        var (on, minute, channel, owner) = (now.PlannedOn, now.PlannedAt, now.Channel, now.Owner);
        foreach (var before in since.Select(i => AuditTrail.Fields(i.Entry.Before)).Where(b => b.ContainsKey("plannedOn")))
        {
            if (before.ContainsKey("status"))
            {
                channel = before["channel"].Deserialize<ContactChannel?>(JsonText.Options) ?? ContactChannel.Phone;
                owner = before["owner"].Deserialize<StepOwner?>(JsonText.Options) ?? StepOwner.Advisor;
            }

            on = before["plannedOn"].Deserialize<DateOnly>(JsonText.Options);
            minute = before["plannedAt"].Deserialize<DateTimeOffset?>(JsonText.Options);
        }

        return new OfferAsOf(
            now.Id, now.Product, now.Variant, now.Reason, now.Rule, now.ContractId, now.ContactFrom, now.ContactUntil, on, minute, now.Purpose, state, channel, owner,
            [.. now.Attempts.Concat(now.Undone.Where(a => a.UndoneAt > at)).Where(a => Ids.TimeOf(a.Id) <= at)]);
    }
}
