using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>What a client has of each line's products, and what not.</summary>
internal static class Shelf
{
    private const int MostListed = 24;

    /// <summary>What was learned ranks everything: the best few of it are suggestions, the rest is missing.</summary>
    private const int MostSuggested = 3;

    public static IReadOnlyList<ShelfLine> Of(ClientCard card, CatalogSnapshot catalog)
    {
        var held = card.Contracts.Where(c => c.Contract.Status == "live").ToLookup(c => c.Contract.Product, c => c.Contract.HeldAt);
        var open = card.OpenOffers.Select(o => o.Product).ToHashSet();
        var suggested = card.Suggestions.Where((s, place) => place < MostSuggested || s.Evidence?.Rule is not null).Select(s => s.Product).ToHashSet();
        var resting = card.Cooldowns.ToDictionary(c => c.Product, c => c.Until);
        ShelfProduct Place(string product) => new(
            product,
            held.Contains(product) ? held[product].Contains("us") ? ShelfStanding.Here : ShelfStanding.Elsewhere
            : open.Contains(product) ? ShelfStanding.Open
            : resting.ContainsKey(product) ? ShelfStanding.Resting
            : suggested.Contains(product) ? ShelfStanding.Suggested : ShelfStanding.Missing,
            resting.TryGetValue(product, out var until) ? until : null);
        return [.. catalog.Products.Values.GroupBy(p => p.Line).OrderBy(l => l.Key, StringComparer.Ordinal).Select(line => Line(line.Key, [.. line.Select(p => Place(p.Code))]))];
    }

    private static ShelfLine Line(string line, List<ShelfProduct> all)
    {
        var listed = all.Count <= MostListed ? all : all.FindAll(p => p.Standing != ShelfStanding.Missing);
        return new ShelfLine(line, [.. listed.OrderBy(p => p.Standing)], all.Count - listed.Count);
    }
}
