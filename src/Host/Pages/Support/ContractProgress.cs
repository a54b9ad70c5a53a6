using CrossSell.Documents.Messages;

namespace CrossSell.Host.Pages;

/// <summary>How far the contract of an accepted offer is.</summary>
/// <param name="Asked">How often the page has asked; it stops some time.</param>
internal sealed record ContractProgress(Guid OfferId, DocumentView? Document, int Asked)
{
    private const int Most = 300;

    public bool IsThere => Document?.Status is "generated" or "sent" or "signed";

    public bool Failed => Document?.Status == "failed";

    public bool Waits => !IsThere && !Failed && Asked < Most;
}
