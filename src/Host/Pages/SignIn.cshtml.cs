using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using SignInResult = CrossSell.Access.Messages.SignInResult;

namespace CrossSell.Host.Pages;

[OpenToAll("the way in")]
internal sealed class SignInModel(IDispatcher dispatcher, Entrance entrance, IConfiguration configuration) : PortalPage
{
    private static readonly HashSet<string> Failures = ["oidc", "oidcUnknown"];

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool PasswordSet { get; set; }

    public string? Email { get; private set; }

    public string? Failed { get; private set; }

    public PasskeyQuestion? Passkey { get; private set; }

    /// <summary>The identity provider's name, when there is one.</summary>
    public string? Provider => Oidc.IsOn(configuration) ? Oidc.Name(configuration) : null;

    public Task OnGetAsync(string? failed, CancellationToken ct)
    {
        Failed = failed is not null && Failures.Contains(failed) ? "signIn." + failed : null;
        return Load(ct);
    }

    public override async Task Load(CancellationToken ct) => Passkey = await dispatcher.Ask(new BeginPasskeySignIn(), ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Email = Posted.Text("email");
        var answer = await dispatcher.Send(new CheckPassword(Email, Request.Form["password"].ToString()), ct);
        if (answer.Result == SignInResult.CodeNeeded)
        {
            entrance.AskForCode(HttpContext, answer, ReturnUrl);
            return Redirect("/SignIn/Code");
        }

        return await Enter(answer, "password", ct);
    }

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct) =>
        await Enter(await dispatcher.Send(new CheckPasskey(Posted.Text("state"), Posted.Text("credential")), ct), "passkey", ct);

    public IActionResult OnPostProvider() => Provider is null
        ? NotFound()
        : Challenge(new AuthenticationProperties { RedirectUri = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/" }, Oidc.Scheme);

    private async Task<IActionResult> Enter(SignInAnswer answer, string how, CancellationToken ct)
    {
        if (answer.Result == SignInResult.SignedIn)
        {
            await entrance.LetIn(HttpContext, answer.UserId!.Value, how);
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
        }

        Failed = answer.Result == SignInResult.LockedOut ? "signIn.lockedOut" : how == "passkey" ? "signIn.passkeyWrong" : "signIn.wrong";
        await Load(ct);
        return Page();
    }
}
