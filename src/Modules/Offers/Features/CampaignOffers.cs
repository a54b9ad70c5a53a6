using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using Npgsql;

namespace CrossSell.Offers.Features;

internal sealed class WhoMayBeOfferedHandler(Database database, IDispatcher dispatcher, CallContext call, BusinessClock clock) : IQueryHandler<WhoMayBeOffered, IReadOnlyList<OfferableClient>>
{
    private const int AtOnce = 2000;

    public async Task<IReadOnlyList<OfferableClient>> Handle(WhoMayBeOffered request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var product = catalog.Demand(request.Product);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = new List<OfferableClient>(request.Clients.Count);
        foreach (var piece in request.Clients.Chunk(AtOnce))
        {
            found.AddRange((await ClientLoader.LoadMany(connection, piece, ct)).Where(call.Sees).Select(c => Of(c, product, catalog)));
        }

        return found;
    }

    private OfferableClient Of(ClientLive client, CatalogProduct product, CatalogSnapshot catalog)
    {
        var week = clock.Today.AddDays(-7);
        return new OfferableClient(
            client.Client.Id, client.Client.AdvisorId, client.Client.Name, Offerable.WhyNot(product, client, catalog, clock.Today, clock.DateOf),
            [.. client.ApproachDays(clock.DateOf).Where(d => d > week)], [.. client.Open.Select(o => o.PlannedOn).Distinct()]);
    }
}

internal sealed class OpenPlannedOffersHandler(IUnitOfWork unit, IDispatcher dispatcher, OfferOpener opener, CallContext call, BusinessClock clock) : ICommandHandler<OpenPlannedOffers, PlannedOffersOpened>
{
    private const int Priority = 60;

    public async Task<PlannedOffersOpened> Handle(OpenPlannedOffers request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var product = catalog.Demand(request.Product);
        var connection = await unit.Connection(ct);
        var planned = request.Offers.ToDictionary(o => o.ClientId);
        var clients = (await ClientLoader.LoadMany(connection, [.. planned.Keys], ct)).FindAll(call.Sees);
        var refused = clients.Select(c => (c.Client.Id, Why: Offerable.WhyNot(product, c, catalog, clock.Today, clock.DateOf))).Where(c => c.Why is not null).ToDictionary(c => c.Id, c => c.Why!);
        var offers = clients.Where(c => !refused.ContainsKey(c.Client.Id)).Select(c => (Client: c, Offer: Of(c, product, request, planned[c.Client.Id]))).ToList();
        var inserted = await OfferOpener.Insert(connection, [.. offers.Select(o => o.Offer)], ct);
        var opened = offers.Where(o => inserted.Contains(o.Offer.Id)).ToList();
        await opener.Follow([.. opened.Select(o => new OpenedOffer(o.Offer, o.Client.Client.Language, null, request.Cause))], catalog, ct);
        foreach (var taken in offers.Where(o => !inserted.Contains(o.Offer.Id)))
        {
            refused[taken.Client.Client.Id] = "open";
        }

        return new PlannedOffersOpened(opened.ToDictionary(o => o.Client.Client.Id, o => o.Offer.Id), refused);
    }

    private OfferView Of(ClientLive client, CatalogProduct product, OpenPlannedOffers request, PlannedOffer planned) => new(
        Ids.New(clock.Now), client.Client.Id, client.Client.AdvisorId, product.Code, request.Variant ?? product.Definition.Variants.FirstOrDefault()?.Code, request.Reason, null, null,
        planned.On, planned.Until, planned.On, null, OfferStatus.Open, [], null, null, null, clock.Now, null, Priority, 1, client.Client.Name, ContactPurpose.Marketing)
    {
        Channel = client.ChannelOfApproach(ContactPurpose.Marketing),
    };
}

internal sealed class HoldOutHandler(IUnitOfWork unit) : ICommandHandler<HoldOut, Done>
{
    public Task<Done> Handle(HoldOut request, CancellationToken ct)
    {
        var clients = request.Clients.Distinct().ToArray();
        unit.Write(
            "insert into offers.held_out(cause_id, client_id, product, until) select $1, c, $2, $3 from unnest($4::uuid[]) as c on conflict (cause_id, client_id) do update set until = excluded.until",
            request.Cause, request.Product, request.Until, clients);
        unit.MoveClients(clients);
        unit.Touch(clients);
        unit.Audit(new AuditDraft("offers.heldOut", "campaign", request.Cause, null, null, new { request.Product, Clients = clients.Length, request.Until }));
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class ReleaseHeldOutHandler(IUnitOfWork unit) : ICommandHandler<ReleaseHeldOut, Done>
{
    public async Task<Done> Handle(ReleaseHeldOut request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var clients = await connection.Query("delete from offers.held_out where cause_id = $1 returning client_id", r => r.GetGuid(0), [request.Cause], ct);
        if (clients.Count > 0)
        {
            unit.MoveClients(clients);
            unit.Touch(clients);
            unit.Audit(new AuditDraft("offers.heldOutReleased", "campaign", request.Cause, null, new { Clients = clients.Count }, null));
        }

        return Done.Instance;
    }
}

internal static class OfferedProducts
{
    public static bool Sees(this CallContext call, ClientLive client) => call.Actor.Scope.Allows(client.Client.AdvisorId, client.Client.Id);

    public static CatalogProduct Demand(this CatalogSnapshot catalog, string product) =>
        catalog.Product(product) ?? throw new InvalidInputException("product", "unknownProduct", $"There is no product {product}.");
}
