using CrossSell.Catalog.Messages;
using CrossSell.Offers.Data;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>The stated reason why a due contract gets no offer, or nothing when it must get one.</summary>
internal static class Excuses
{
    /// <summary>An import that nobody has released yet opens nothing (<see cref="OfItself"/> says why not even then).</summary>
    public static string? For(DueContract due, CatalogSnapshot catalog, DateOnly today) =>
        OfItself(due, catalog, today) ?? (due.HeldUntil > today ? "importHeld" : null);

    public static string? OfItself(DueContract due, CatalogSnapshot catalog, DateOnly today)
    {
        if (due.DoNotContact)
        {
            return "doNotContact";
        }

        if (ContactRules.PurposeOf("expiry", due.HeldAt) == ContactPurpose.Service ? !due.MayService : !due.MayMarket)
        {
            return "noConsent";
        }

        // Serving a contract held here is no sale: nobody is left without it for a measurement.
        if (due.HeldOut && ContactRules.PurposeOf("expiry", due.HeldAt) == ContactPurpose.Marketing)
        {
            return "heldOut";
        }

        if (due.ContactWrong)
        {
            return "wrongContact";
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

        return due.LineSaysNo || !Suggestions.IsEligible(product, due.BirthDate, due.Kind, today) ? "notEligible" : null;
    }
}
