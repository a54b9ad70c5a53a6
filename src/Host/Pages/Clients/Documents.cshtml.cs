using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>The fragment that waits for an accepted offer's contract.</summary>
[Permit(Permission.SeeClients)]
internal sealed class ContractProgressModel(IDispatcher dispatcher) : PortalPage
{
    public ContractProgress Progress { get; private set; } = new(Guid.Empty, null, 0);

    public async Task OnGetAsync(Guid offer, int asked, CancellationToken ct)
    {
        await dispatcher.Ask(new GetOffer(offer), ct);
        var documents = await dispatcher.Ask(new ListDocuments(null, offer, null, null, 1), ct);
        Progress = new ContractProgress(offer, documents.Items.Count > 0 ? documents.Items[0] : null, asked);
    }
}
