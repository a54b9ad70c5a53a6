using System.Text.Json;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Data;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Features;

internal sealed class GetCardAsOfHandler(IDispatcher dispatcher, Database database, AuditTrail trail) : IQueryHandler<GetCardAsOf, CardAsOf>
{
    public async Task<CardAsOf> Handle(GetCardAsOf request, CancellationToken ct)
    {
        var client = await dispatcher.Ask(new GetClientAsOf(request.ClientId, request.At), ct);
        var contracts = await dispatcher.Ask(new ListContractsAsOf(request.ClientId, request.At), ct);
        var tasks = await dispatcher.Ask(new ListTasksAsOf(request.ClientId, request.At), ct);
        var offers = await Offers(request, ct);
        return new CardAsOf(request.At, client, contracts, offers, [.. tasks.Select(t => Planned(t, offers))]);
    }

    /// <summary>The call about an offer moves with the offer, and only the offer's entries say so.</summary>
    private static TaskView Planned(TaskView task, IReadOnlyList<OfferAsOf> offers) =>
        task.Purpose is not null && offers.FirstOrDefault(o => o.Id == task.OfferId) is { } offer ? task with { DueOn = offer.PlannedOn, DueAt = offer.PlannedAt } : task;

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
        return [.. open.Select(o => Then(o, since[o.Id], o.Process is { } p ? states.GetValueOrDefault(p.Id) : null, request.At)).OrderBy(o => o.PlannedOn).ThenBy(o => o.Id)];
    }

    private static OfferAsOf Then(OfferView now, IEnumerable<AuditItem> since, string? state, DateTimeOffset at)
    {
        var (on, minute) = (now.PlannedOn, now.PlannedAt);
        foreach (var before in since.Select(i => AuditTrail.Fields(i.Entry.Before)).Where(b => b.ContainsKey("plannedOn")))
        {
            on = before["plannedOn"].Deserialize<DateOnly>(JsonText.Options);
            minute = before["plannedAt"].Deserialize<DateTimeOffset?>(JsonText.Options);
        }

        return new OfferAsOf(
            now.Id, now.Product, now.Variant, now.Reason, now.Rule, now.ContractId, now.ContactFrom, now.ContactUntil, on, minute, now.Purpose, state,
            [.. now.Attempts.Where(a => Ids.TimeOf(a.Id) <= at)]);
    }
}
