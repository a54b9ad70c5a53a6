using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;
using SignInResult = CrossSell.Access.Messages.SignInResult;

namespace CrossSell.Host.Pages;

[OpenToAll("the second step of the way in")]
internal sealed class SignInCodeModel(IDispatcher dispatcher, Entrance entrance) : PortalPage
{
    public string? Failed { get; private set; }

    public IActionResult OnGet() => entrance.WhoWaits(HttpContext) is null ? Redirect("/SignIn") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (entrance.WhoWaits(HttpContext) is not { } waiting)
        {
            return Redirect("/SignIn");
        }

        var answer = await dispatcher.Send(new CheckSecondFactor(waiting.UserId, waiting.Stamp, Posted.Text("code")), ct);
        if (answer.Result == SignInResult.SignedIn)
        {
            await entrance.LetIn(HttpContext, waiting.UserId, answer.How);
            return LocalRedirect(Url.IsLocalUrl(waiting.ReturnUrl) ? waiting.ReturnUrl : "/");
        }

        Failed = answer.Result == SignInResult.LockedOut ? "signIn.lockedOut" : "signIn.codeWrong";
        return Page();
    }
}
