using CrossSell.Access.Messages;
using CrossSell.Host.Api;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>The secret address of one's calendar: make it, renew it, take it back. It is shown once.</summary>
[Permit(Permission.OwnAccount)]
internal sealed class CalendarModel(IDispatcher dispatcher) : PortalPage
{
    public DateTimeOffset? Since { get; private set; }

    public string? Address { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Since = await dispatcher.Ask(new CalendarAddressSince(), ct);

    /// <summary>Without an idempotency key: what it would keep is the secret.</summary>
    public async Task OnPostMakeAsync(CancellationToken ct)
    {
        Address = CalendarFeed.Address(Request, await dispatcher.Send(new MakeCalendarAddress(), ct));
        Response.Headers.CacheControl = "no-store";
        await Load(ct);
    }

    public async Task<RedirectResult> OnPostRevokeAsync(CancellationToken ct)
    {
        await dispatcher.Send(new RevokeCalendarAddress(), ct);
        return Redirect("/Calendar");
    }
}
