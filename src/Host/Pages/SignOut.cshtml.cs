using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

[OpenToAll("the way out")]
internal sealed class SignOutModel(IDispatcher dispatcher, CallContext call) : PortalPage
{
    public RedirectResult OnGet() => Redirect("/");

    public async Task<RedirectResult> OnPostAsync(CancellationToken ct)
    {
        if (call.Actor.UserId is not null && HouseSecurity.SessionOf(User) is { } session)
        {
            await dispatcher.Send(new EndSession(session), ct);
        }

        await HttpContext.SignOutAsync(HouseSecurity.Session);
        return Redirect("/SignIn");
    }
}
