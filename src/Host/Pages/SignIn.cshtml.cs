using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using SignInResult = CrossSell.Access.Messages.SignInResult;

namespace CrossSell.Host.Pages;

[OpenToAll("the way in")]
internal sealed class SignInModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool PasswordSet { get; set; }

    public string? Email { get; private set; }

    public string? Failed { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Email = Posted.Text("email");
        var answer = await dispatcher.Send(new CheckPassword(Email, Request.Form["password"].ToString()), ct);
        if (answer.Result == SignInResult.SignedIn)
        {
            await HttpContext.SignInAsync(HouseSecurity.Session, HouseSecurity.Principal(answer.UserId!.Value, answer.Stamp!));
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
        }

        Failed = answer.Result == SignInResult.LockedOut ? "signIn.lockedOut" : "signIn.wrong";
        return Page();
    }
}
