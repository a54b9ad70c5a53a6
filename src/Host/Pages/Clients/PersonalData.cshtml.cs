using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>A client's rights: everything about them handed out, or erased.</summary>
[Permit(Permission.HandlePersonalData)]
internal sealed class PersonalDataModel(IDispatcher dispatcher, ClientExport export) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ClientView Client { get; private set; } = null!;

    public ErasureView Erasure { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Client = await dispatcher.Ask(new GetClient(Id), ct);
        Erasure = await dispatcher.Ask(new GetErasure(Id), ct);
    }

    public async Task<IActionResult> OnPostExportAsync(CancellationToken ct) => Streamed(await export.Make(Id, ct));

    public async Task<RedirectResult> OnPostEraseAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("reason");
        form.Require("understood");
        form.Demand();
        await dispatcher.Send(new EraseClient(Id, form.Text("reason")), ct);
        return Redirect($"/Audit?subject={Id}");
    }
}
