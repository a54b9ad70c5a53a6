using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>What a client has of a line's products, and what not.</summary>
/// <param name="Others">Products of a large line that are neither held nor in hand: a number, no list.</param>
internal sealed record Shelf(CatalogProduct Line, IReadOnlyList<ShelfProduct> Products, int Others)
{
    private const int MostListed = 24;

    public static IReadOnlyList<Shelf> Of(ClientCard card, IEnumerable<CatalogProduct> catalog)
    {
        var held = card.Contracts.Where(c => c.Contract.Status == "live").ToLookup(c => c.Contract.Product);
        var open = card.OpenOffers.Select(o => o.Product).ToHashSet();
        var suggested = card.Suggestions.Select(s => s.Product).ToHashSet();
        var resting = card.Cooldowns.ToDictionary(c => c.Product, c => c.Until);
        ShelfProduct Place(CatalogProduct p) => new(
            p,
            held.Contains(p.Code) ? held[p.Code].Any(c => c.Contract.HeldAt == "us") ? "here" : "elsewhere"
            : open.Contains(p.Code) ? "open" : resting.ContainsKey(p.Code) ? "resting" : suggested.Contains(p.Code) ? "suggested" : "missing",
            resting.TryGetValue(p.Code, out var until) ? until : null);
        return [.. catalog.GroupBy(p => p.Line).Select(line => Row([.. line.Select(Place)]))];
    }

    private static Shelf Row(List<ShelfProduct> all)
    {
        var listed = all.Count <= MostListed ? all : all.FindAll(p => p.Standing != "missing");
        return new Shelf(all[0].Product, [.. listed.OrderBy(p => p.Rank)], all.Count - listed.Count);
    }
}

/// <param name="Standing"><c>here</c>, <c>elsewhere</c>, <c>open</c> (an open offer), <c>suggested</c>, <c>resting</c> (in cooldown), <c>missing</c>.</param>
internal sealed record ShelfProduct(CatalogProduct Product, string Standing, DateOnly? Until)
{
    public int Rank => Standing switch { "here" => 0, "elsewhere" => 1, "open" => 2, "suggested" => 3, "resting" => 4, _ => 5 };
}
