using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>How long what is kept, and what would go now.</summary>
[Permit(Permission.HandlePersonalData)]
internal sealed class RetentionModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>How many rows and clients went just now.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Removed { get; set; }

    public IReadOnlyList<RetentionView> Rules { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Rules = await dispatcher.Ask(new GetRetention(), ct);

    public async Task<RedirectResult> OnPostAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("days");
        var (days, version) = (form.Number("days"), form.Number("version"));
        form.Demand();
        await dispatcher.Send(new SetRetention(form.Text("code"), (int)Math.Clamp(days!.Value, 0, int.MaxValue), form.Text("on") == "true", (int?)version), ct);
        return Redirect("/Retention?done=saved");
    }

    public async Task<RedirectResult> OnPostRunAsync(CancellationToken ct)
    {
        var applied = await Retaining.Apply(await dispatcher.Ask(new GetRetention(), ct), step => dispatcher.Send(step, ct));
        return Redirect($"/Retention?removed={applied.Sum(a => a.Removed)}");
    }
}
