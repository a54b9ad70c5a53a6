namespace CrossSell.Host.Pages;

/// <summary>The buttons under an offer.</summary>
/// <param name="Product">Its product, <c>line/code</c>: the line may have reasons of its own.</param>
/// <param name="Action">Where they are sent, and <paramref name="Target"/> what the answer replaces.</param>
/// <param name="Channel">How the client was approached, when it was not by telephone.</param>
/// <param name="InCall">In call mode the note stands open beside the buttons.</param>
internal sealed record OfferForm(
    Guid OfferId, string? Product = null, string Action = "/Outcome", string Target = "closest [data-offer]", string? Channel = null, bool InCall = false)
{
    /// <summary>The channel that a kind of task uses.</summary>
    public static string? ChannelOf(string kind) => kind switch
    {
        "email" => "email",
        "letter" => "post",
        "meeting" => "meeting",
        _ => null,
    };
}

/// <summary>The button that takes a mistaken outcome back, while it can.</summary>
/// <param name="Until">When the ten minutes are over.</param>
/// <param name="Action">Where it is sent, and <paramref name="Target"/> what the answer replaces.</param>
internal sealed record UndoForm(Guid OfferId, Guid AttemptId, DateTimeOffset Until, TimeSpan Left, string Action = "/Outcome?handler=Undo", string Target = "closest [data-offer]")
{
    public static UndoForm? Of(Offers.Messages.OfferView offer, DateTimeOffset now)
    {
        var last = offer.Attempts.LastOrDefault();
        var left = last is null ? TimeSpan.Zero : last.RecordedAt + Offers.Messages.UndoWindow.Length - now;
        return left > TimeSpan.Zero ? new UndoForm(offer.Id, last!.Id, last.RecordedAt + Offers.Messages.UndoWindow.Length, left) : null;
    }
}
