using CrossSell.Host.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

[OpenToAll("the way out")]
internal sealed class SignOutModel : PortalPage
{
    public RedirectResult OnGet() => Redirect("/");

    public async Task<RedirectResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(HouseSecurity.Session);
        return Redirect("/SignIn");
    }
}
