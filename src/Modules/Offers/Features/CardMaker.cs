using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Offers.Features;

internal sealed class CardMaker(BusinessClock clock)
{
    public ClientCard Make(ClientLive live, CatalogSnapshot catalog, List<TimelineItem> timeline, List<OnTheLine> others, Learned learned)
    {
        var today = clock.Today;
        var open = live.Open.OrderBy(o => o.PlannedOn).ThenByDescending(o => o.Priority).ToList();
        return new ClientCard(
            live.Client,
            [.. live.Contracts.Select(c => Contract(c, live, catalog, open, today)).OrderBy(c => c.Expiry ?? DateOnly.MaxValue)],
            open,
            Suggestions.For(live, catalog, today, clock.DateOf, learned: learned),
            [.. Cooldowns(live, catalog, today)],
            [.. live.Offers.Where(o => o.Status != OfferStatus.Open)],
            timeline,
            open.Count == 0 ? null : open[0].PlannedOn,
            others,
            ContactRules.Standing(live, clock.DateOf, today))
        {
            Resting = Suggestions.Resting(live, catalog, today, clock.DateOf),
            ByRulesAlone = [.. catalog.Products.Values.Select(p => p.Line).Distinct().Where(line => !learned.Lines.ContainsKey(line)).Order(StringComparer.Ordinal)],
            IsControl = learned.Shares.IsControl(live.Client.Id),
        };
    }

    private CardContract Contract(ContractView contract, ClientLive live, CatalogSnapshot catalog, IReadOnlyList<OfferView> open, DateOnly today)
    {
        var product = catalog.Known(contract.Product);
        var term = product?.Definition.Term;
        var expiry = contract.Status == "live" ? Cycle.Expiry(contract.Expiry, term, today) : contract.Expiry;
        var notice = expiry?.AddDays(-(contract.NoticeDays ?? term?.NoticeDays ?? 0));
        return new CardContract(contract, expiry, notice, open.FirstOrDefault(o => o.ContractId == contract.Id || o.Product == contract.Product)?.Id)
        {
            CooldownUntil = product is null ? null : live.CooldownOf(product, clock.DateOf, today),
        };
    }

    private IEnumerable<Cooldown> Cooldowns(ClientLive live, CatalogSnapshot catalog, DateOnly today) =>
        from product in catalog.Products.Values
        let until = live.CooldownOf(product, clock.DateOf, today)
        where until is not null
        orderby until
        select new Cooldown(product.Code, until.Value);
}

/// <summary>What happened to a client, from the audit.</summary>
internal sealed class Timeline(AuditTrail trail)
{
    private const int Most = 60;

    public async Task<List<TimelineItem>> Of(Guid clientId, CancellationToken ct) =>
        [.. (await trail.Newest(clientId, Most, ct)).Select(i => new TimelineItem(i.Entry.At, i.Entry.ActorName, i.Entry.SubjectKind, i.Entry.Action, i.Entry.SubjectId, i.Entry.After ?? i.Entry.Before))];
}
