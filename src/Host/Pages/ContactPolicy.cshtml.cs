using System.Globalization;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>How often and when clients may be approached: everybody may read it, the administrator changes it.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class ContactPolicyModel(IDispatcher dispatcher) : PortalPage
{
    public ContactPolicy Policy { get; private set; } = ContactPolicy.Default;

    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Policy = await dispatcher.Ask(new GetContactPolicy(), ct);

    public async Task<RedirectResult> OnPostAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("approachesPerWeek");
        var (number, from, until) = (form.Number("approachesPerWeek"), form.TimeOfDay("quietFrom"), form.TimeOfDay("quietUntil"));
        form.Demand();
        await dispatcher.Send(
            new SetContactPolicy(
                (int)Math.Clamp(number ?? 0, int.MinValue, int.MaxValue), from!.Value, until!.Value, form.Text("quietOnRestDays") == "true",
                int.TryParse(form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null),
            ct);
        return Redirect("/ContactPolicy?done=true");
    }
}
