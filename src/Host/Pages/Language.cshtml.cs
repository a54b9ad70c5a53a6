using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

[OpenToAll("anybody may choose a language")]
internal sealed class LanguageModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    public RedirectResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken ct)
    {
        var language = Posted.Text("language") == "en" ? "en" : "hu";
        if (shell.IsSignedIn)
        {
            await dispatcher.Send(new SetLanguage(language), ct);
        }

        Response.Cookies.Append("lang", language, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, MaxAge = TimeSpan.FromDays(365) });
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
