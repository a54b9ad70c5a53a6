using CrossSell.Catalog.Messages;
using CrossSell.Offers.Data;

namespace CrossSell.Offers.Domain;

/// <summary>The stated reason why a due contract gets no offer, or nothing when it must get one.</summary>
internal static class Excuses
{
    public static string? For(DueContract due, CatalogSnapshot catalog, DateOnly today)
    {
        if (due.DoNotContact)
        {
            return "doNotContact";
        }

        // A contract held here is a service matter; one held elsewhere is marketing.
        if (due.HeldAt == "us" ? !due.MayService : !due.MayMarket)
        {
            return "noConsent";
        }

        var product = catalog.Product(due.Product);
        if (product is null)
        {
            return "productNotOffered";
        }

        if (due.RefusedOn is { } refused && refused.AddDays(product.Definition.CooldownDays) > today)
        {
            return "cooldown";
        }

        if (!Suggestions.InSeason(product, today))
        {
            return "outOfSeason";
        }

        return Suggestions.IsEligible(product, due.BirthDate, due.Kind, today) ? null : "notEligible";
    }
}
