using CrossSell.Catalog.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>All cross-sell rules, said as sentences.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class RulesModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public IReadOnlyList<RuleView> Rules { get; private set; } = [];

    public bool MayEdit => shell.Actor.May(Permission.ManageCatalog);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Rules = await dispatcher.Ask(new ListRules(), ct);

    public async Task<RedirectResult> OnPostSwitchAsync(CancellationToken ct)
    {
        var on = Posted.Text("on") == "true";
        await dispatcher.Send(new SwitchRule(Posted.Text("code"), on, null, null), ct);
        return Redirect($"/Rules?done={(on ? "ruleOn" : "ruleOff")}");
    }
}
