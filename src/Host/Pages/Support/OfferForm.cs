namespace CrossSell.Host.Pages;

/// <summary>The buttons under an offer.</summary>
internal sealed record OfferForm(Guid OfferId)
{
    public static readonly string[] Refusals = ["price", "hasElsewhere", "notNeeded", "badExperience", "other"];
}
