using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Pairs of clients that are likely one.</summary>
[Permit(Permission.EditClients)]
internal sealed class DuplicatesModel(IDispatcher dispatcher) : PortalPage
{
    private const int AtOnce = 50;

    public Page<DuplicatePair> Found { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken ct) => Found = await dispatcher.Ask(new ListDuplicates(null, AtOnce), ct);

    /// <summary>The cursor says what the last pair shared, so it is sent and not put into an address.</summary>
    public async Task<PartialViewResult> OnPostMoreAsync(CancellationToken ct)
    {
        Found = await dispatcher.Ask(new ListDuplicates(Posted.Optional("after"), AtOnce), ct);
        return Fragment("_DuplicateRows", this);
    }
}
