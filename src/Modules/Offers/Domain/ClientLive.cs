using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>The live cross-sell state of one client: what decisions are made from. Changed only after the commit.</summary>
internal sealed record ClientLive(CardClient Client, IReadOnlyList<ContractView> Contracts, IReadOnlyList<OfferView> Offers, int Version)
{
    public IEnumerable<OfferView> Open => Offers.Where(o => o.Status == OfferStatus.Open);

    public IEnumerable<ContractView> LiveContracts(CatalogSnapshot catalog, DateOnly today) =>
        Contracts.Where(c => Cycle.IsLive(c, catalog.Product(c.Product)?.Definition.Term, today));

    public bool Holds(string product, CatalogSnapshot catalog, DateOnly today) => LiveContracts(catalog, today).Any(c => c.Product == product);

    /// <summary>The day until which a refused product is not offered again, or nothing.</summary>
    public DateOnly? CooldownOf(CatalogProduct product, Func<DateTimeOffset, DateOnly> dateOf, DateOnly today)
    {
        var refused = Offers.Where(o => o.Product == product.Code && o is { Status: OfferStatus.Rejected, ClosedAt: not null }).Select(o => dateOf(o.ClosedAt!.Value)).DefaultIfEmpty().Max();
        var until = refused == default ? default : refused.AddDays(product.Definition.CooldownDays);
        return until > today ? until : null;
    }

    public ClientLive With(IEnumerable<OfferView> changed)
    {
        var offers = Offers.ToDictionary(o => o.Id);
        foreach (var offer in changed)
        {
            offers[offer.Id] = offer;
        }

        return this with { Offers = [.. offers.Values.OrderByDescending(o => o.CreatedAt)], Version = Version + 1 };
    }
}
