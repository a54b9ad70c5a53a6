using CrossSell.Catalog.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>Whether a product may be offered to a client on a day to sell it, and if not, why.</summary>
internal static class Offerable
{
    public static string? WhyNot(CatalogProduct product, ClientLive client, CatalogSnapshot catalog, DateOnly day, Func<DateTimeOffset, DateOnly> dateOf) =>
        client.Client.DoNotContact ? "doNotContact"
        : !client.Client.MayMarket ? "noMarketing"
        : client.PausedSince is not null ? "wrongContact"
        : client.Holds(product.Code, catalog, day) ? "held"
        : client.Open.Any(o => o.Product == product.Code) ? "open"
        : client.HeldOutOf(product.Code, day) is not null ? "heldOut"
        : !Suggestions.InSeason(product, day) ? "outOfSeason"
        : !Suggestions.IsEligible(product, client.Client.BirthDate, client.Client.Kind, day) ? "notEligible"
        : client.CooldownOf(product, dateOf, day) is not null ? "cooldown"
        : Suggestions.WhyNotByCode(product, client, catalog, day) is not null ? "lineSaysNo"
        : null;
}
