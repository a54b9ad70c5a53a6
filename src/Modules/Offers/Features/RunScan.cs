using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Offers.Features;

/// <summary>Finds with one statement what is due and not covered, and opens the offers with their processes, tasks and audit in the same transaction. Run twice, it opens nothing new.</summary>
internal sealed class RunScanHandler(IUnitOfWork unit, IDispatcher dispatcher, OfferOpener opener, BusinessClock clock)
    : ICommandHandler<RunScan, ScanResult>
{
    private const long OneAtATime = 7_215_002;

    public async Task<ScanResult> Handle(RunScan request, CancellationToken ct)
    {
        var asOf = request.AsOf ?? clock.Today;
        var connection = await unit.Connection(ct);
        await connection.Execute("select pg_advisory_xact_lock($1)", [OneAtATime], ct);
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var due = await DueByCode.Ask(connection, await DueContracts.Find(connection, asOf, ClientScope.Everyone, ct), catalog, asOf, ct);

        var uncovered = due.Where(d => !d.Covered).ToList();
        var excused = uncovered.Count(d => d.OpenOfferId is null && Excuses.For(d, catalog, asOf) is not null);
        var allowed = uncovered.Where(d => d.OpenOfferId is not null || Excuses.For(d, catalog, asOf) is null).ToList();
        var openNow = allowed.Where(d => d.OpenOfferId is not null).ToList();
        var fresh = allowed.Where(d => d.OpenOfferId is null).GroupBy(d => (d.ClientId, d.Product)).Select(g => (Offer: OfferFor(g.First(), asOf), Contracts: g.ToList())).ToList();
        var days = await Plan([.. fresh.Select(f => f.Offer)], [], asOf, ct);
        fresh = [.. fresh.Select(f => (f.Offer with { PlannedOn = days[f.Offer.Id].Day }, f.Contracts))];

        var inserted = await OfferOpener.Insert(connection, [.. fresh.Select(f => f.Offer)], ct);
        fresh = [.. fresh.Where(f => inserted.Contains(f.Offer.Id))];
        var covers = openNow.Select(d => (Contract: d.ContractId, d.Expiry, Offer: d.OpenOfferId!.Value))
            .Concat(fresh.SelectMany(f => f.Contracts.Select(c => (Contract: c.ContractId, c.Expiry, Offer: f.Offer.Id)))).ToList();
        unit.Write(
            "insert into offers.cover(contract_id, cycle, offer_id) select * from unnest($1::uuid[], $2::date[], $3::uuid[]) on conflict do nothing",
            covers.Select(c => c.Contract).ToArray(), covers.Select(c => c.Expiry).ToArray(), covers.Select(c => c.Offer).ToArray());
        await opener.Follow(fresh.Select(f => new OpenedOffer(f.Offer, f.Contracts[0].Language, new ContractSold(f.Contracts[0].ContractId, f.Contracts[0].Expiry))).ToList(), catalog, ct);

        var byRule = await OpenByRules(connection, catalog, [.. fresh.Select(f => f.Offer)], asOf, ct);
        var opened = fresh.Count;
        var result = new ScanResult(
            opened, due.Count(d => d.Covered) + openNow.Count + fresh.Sum(f => f.Contracts.Count - 1), excused,
            due.Count - due.Count(d => d.Covered) - covers.Count - excused, byRule);
        var scan = Ids.New(clock.Now);
        unit.Audit(new AuditDraft("offers.scanned", "scan", scan, null, null, new { asOf, result.Opened, result.AlreadyCovered, result.NotAllowed, result.Missing, result.OpenedByRule }));
        unit.Write(
            "insert into offers.scan(id, as_of, at, opened, already_covered, not_allowed, missing, opened_by_rule) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            scan, asOf, clock.Now, result.Opened, result.AlreadyCovered, result.NotAllowed, result.Missing, result.OpenedByRule);
        return result;
    }

    /// <summary>Each within its window by its advisor's capacity; what does not fit shows on the planning page with the reason.</summary>
    private Task<IReadOnlyDictionary<Guid, PlannedCall>> Plan(IReadOnlyList<OfferView> offers, IReadOnlyList<OfferView> beside, DateOnly asOf, CancellationToken ct) => dispatcher.Ask(
        new PlanCalls(
            [.. offers.Select(o => new CallToPlan(o.Id, o.AdvisorId, o.ClientId, o.ContactFrom, o.ContactUntil))],
            asOf,
            [.. beside.Select(o => new TakenDay(o.AdvisorId, o.ClientId, o.PlannedOn))]),
        ct);

    private OfferView OfferFor(DueContract due, DateOnly asOf)
    {
        var until = due.NoticeBy >= asOf ? due.NoticeBy : due.Expiry;
        var purpose = ContactRules.PurposeOf("expiry", due.HeldAt);
        return new OfferView(
            Ids.New(clock.Now), due.ClientId, due.AdvisorId, due.Product, due.Variant,
            Reasons.Expiring(due.HeldAt, due.Provider, due.Number, due.Expiry, due.NoticeBy, asOf), null, due.ContractId,
            asOf, until, asOf, null, OfferStatus.Open, [], null, null, null, clock.Now, null, 100, 1, due.ClientName, purpose)
        {
            Channel = ContactRules.ChannelOf(due.Granted, purpose, due.HasPhone, due.HasEmail),
        };
    }

    private async Task<int> OpenByRules(NpgsqlConnection connection, CatalogSnapshot catalog, IReadOnlyList<OfferView> beside, DateOnly asOf, CancellationToken ct)
    {
        var found = await RuleEvents.Find(connection, catalog, asOf, clock.DateOf, ct);
        var offers = found.Select(f => OfferFor(f, catalog, asOf)).ToList();
        var days = await Plan(offers, beside, asOf, ct);
        offers = [.. offers.Select(o => o with { PlannedOn = days[o.Id].Day })];
        var inserted = await OfferOpener.Insert(connection, offers, ct);
        var opened = offers.Zip(found, (o, f) => new OpenedOffer(o, f.Client.Client.Language, null)).Where(o => inserted.Contains(o.Offer.Id)).ToList();
        await opener.Follow(opened, catalog, ct);
        return opened.Count;
    }

    private OfferView OfferFor(RuleEvent found, CatalogSnapshot catalog, DateOnly asOf)
    {
        var (rule, code) = (found.Rule.Definition, $"{found.Rule.Line}/{found.Rule.Code}");
        var until = asOf.AddDays(30);
        return new OfferView(
            Ids.New(clock.Now), found.Client.Client.Id, found.Client.Client.AdvisorId, rule.Offer, found.Variant, Reasons.ByRule(rule), code,
            found.ContractId, asOf, until, asOf, null, OfferStatus.Open, [], null, null, null, clock.Now, null, rule.Priority, 1,
            found.Client.Client.Name, ContactPurpose.Marketing)
        {
            Channel = found.Client.ChannelOfApproach(ContactPurpose.Marketing),
            RuleVersion = catalog.VersionOfRule(code),
        };
    }
}
