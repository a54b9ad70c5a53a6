using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Segments.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

[Permit(Permission.SeeClients)]
internal sealed class CampaignsModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public IReadOnlyList<CampaignView> Campaigns { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Campaigns = await dispatcher.Ask(new ListCampaigns(), ct);
}
