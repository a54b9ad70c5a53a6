using CrossSell.Catalog.Messages;
using CrossSell.Host.Composition;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

[Permit(Permission.SeeCatalog)]
internal sealed class ProductLinesModel(IDispatcher dispatcher, CallContext call) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public IReadOnlyList<LineStatus> Lines { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Lines = await dispatcher.Ask(new ListLines(), ct);

    public async Task<RedirectResult> OnPostSwitchAsync(CancellationToken ct)
    {
        var on = Posted.Text("on") == "true";
        await dispatcher.Send(new SwitchLine(Posted.Text("line"), on), ct);
        return Redirect($"/ProductLines?done={(on ? "lineSwitchedOn" : "lineSwitchedOff")}");
    }

    public async Task<RedirectResult> OnPostReloadAsync(CancellationToken ct)
    {
        await HouseSetup.Install(new ReloadLines(), dispatcher, call, ct);
        return Redirect("/ProductLines?done=linesReloaded");
    }
}
