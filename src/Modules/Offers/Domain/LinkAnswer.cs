using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>What a client answered by the link of a mail.</summary>
internal static class LinkAnswer
{
    /// <summary>By whom it was, where people read it: no name, which would outlive the client in the record; the same in both languages.</summary>
    public const string By = "E-mail";

    public static bool Is(ContactAttempt attempt) => attempt is { ById: null, By: By };
}
