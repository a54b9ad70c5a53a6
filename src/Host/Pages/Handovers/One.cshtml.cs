using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>The report of one handover, and the way back.</summary>
[Permit(Permission.HandOver)]
internal sealed class HandoverModel(IDispatcher dispatcher, BusinessClock clock) : PortalPage
{
    private const int AtOnce = 200;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public HandoverView Handover { get; private set; } = null!;

    public Page<HandedClient> Clients { get; private set; } = new([], null);

    public bool MayUndo => Handover.Status == HandoverStatus.Planned || Handover.UndoUntil >= clock.Now;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Handover = await dispatcher.Ask(new GetHandover(Id), ct);
        Clients = await dispatcher.Ask(new ListHandedClients(Id, After, AtOnce), ct);
    }

    public async Task<RedirectResult> OnPostUndoAsync(CancellationToken ct)
    {
        await dispatcher.Send(new UndoHandover(Id), ct);
        return Redirect($"/Handovers/{Id}");
    }
}
