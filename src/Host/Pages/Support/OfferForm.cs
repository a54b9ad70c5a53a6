namespace CrossSell.Host.Pages;

/// <summary>The buttons under an offer.</summary>
/// <param name="Action">Where they are sent, and <paramref name="Target"/> what the answer replaces.</param>
/// <param name="Channel">How the client was approached, when it was not by telephone.</param>
/// <param name="InCall">In call mode the note stands open beside the buttons.</param>
internal sealed record OfferForm(Guid OfferId, string Action = "/Outcome", string Target = "closest [data-offer]", string? Channel = null, bool InCall = false)
{
    public static readonly string[] Refusals = ["price", "hasElsewhere", "notNeeded", "badExperience", "other"];

    /// <summary>The channel that a kind of task uses.</summary>
    public static string? ChannelOf(string kind) => kind switch
    {
        "email" => "email",
        "letter" => "post",
        "meeting" => "meeting",
        _ => null,
    };
}
