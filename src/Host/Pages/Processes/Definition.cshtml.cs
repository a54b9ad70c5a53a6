using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Processes;

/// <summary>One definition: its diagram, its versions, who runs on which.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class DefinitionModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public DefinitionView View { get; private set; } = null!;

    public int Newest => View.Versions[0].Version;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
    {
        await dispatcher.Send(new RetireDefinition(Key, Posted.Text("retired") == "true"), ct);
        return Redirect($"/Processes/Definitions/{Uri.EscapeDataString(Key)}");
    }

    public override async Task Load(CancellationToken ct) => View = await dispatcher.Ask(new GetDefinition(Key, Version), ct);
}
