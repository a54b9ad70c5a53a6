using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using QRCoder;

namespace CrossSell.Host.Pages;

/// <summary>One's own account: where one is signed in, password, second factor, passkeys, API tokens. What is secret is shown once.</summary>
[Permit(Permission.OwnAccount)]
internal sealed class AccountModel(IDispatcher dispatcher, CallContext call) : PortalPage
{
    private const int DotsAModule = 5;

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public IReadOnlyList<SessionItem> Sessions { get; private set; } = [];

    public AccountSecurity Security { get; private set; } = new(false, false, 0, []);

    public IReadOnlyList<TokenItem> Tokens { get; private set; } = [];

    /// <summary>Which of the house's mails one gets.</summary>
    public IReadOnlyList<MailWish> Wishes { get; private set; } = [];

    public PasskeyQuestion? Passkey { get; private set; }

    /// <summary>The key of a second factor that is being set up.</summary>
    public SecondFactorKey? Key { get; private set; }

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public string? Token { get; private set; }

    /// <summary>The form whose code or password was wrong.</summary>
    public string? Wrong { get; private set; }

    public string? OpenForm { get; private set; }

    private Guid? Session => HouseSecurity.SessionOf(User);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        OpenForm = HttpMethods.IsPost(Request.Method) ? Request.Query["handler"].ToString() : null;
        Sessions = await dispatcher.Ask(new ListSessions(Session), ct);
        Security = await dispatcher.Ask(new GetSecurity(), ct);
        Tokens = await dispatcher.Ask(new ListTokens(), ct);
        Passkey = await dispatcher.Ask(new BeginPasskey(), ct);
        Wishes = await dispatcher.Ask(new GetMailWishes(), ct);
    }

    public async Task<RedirectResult> OnPostMailsAsync(CancellationToken ct)
    {
        var wanted = Posted.All("mail");
        await dispatcher.Send(new SetMailWishes([.. (await dispatcher.Ask(new GetMailWishes(), ct)).Select(w => w with { Wanted = wanted.Contains(w.Kind) })]), ct);
        return Redirect("/Account?done=mailWishes");
    }

    public async Task<RedirectResult> OnPostEndAsync(Guid session, CancellationToken ct)
    {
        await dispatcher.Send(new EndSession(session), ct);
        return Redirect("/Account?done=ended");
    }

    public async Task<RedirectResult> OnPostEndOthersAsync(CancellationToken ct)
    {
        await dispatcher.Send(new EndOtherSessions(Session), ct);
        return Redirect("/Account?done=ended");
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken ct)
    {
        var password = Request.Form["password"].ToString();
        if (password != Request.Form["again"].ToString())
        {
            throw new InvalidInputException("again", "passwordsDiffer", "The two passwords differ.");
        }

        if (await dispatcher.Send(new ChangePassword(Request.Form["old"].ToString(), password, Session), ct) is not { } session)
        {
            return await Refused("Password", ct);
        }

        await HttpContext.SignInAsync(HouseSecurity.Session, HouseSecurity.Principal(session));
        return Redirect("/Account?done=password");
    }

    /// <summary>The secrets below are shown and not kept, so these forms carry no idempotency key.</summary>
    public async Task OnPostBeginAsync(CancellationToken ct)
    {
        Once();
        Key = await dispatcher.Send(new BeginSecondFactor(), ct);
        await Load(ct);
    }

    public async Task OnPostConfirmAsync(CancellationToken ct)
    {
        Once();
        RecoveryCodes = await dispatcher.Send(new ConfirmSecondFactor(Posted.Text("code")), ct);
        await Load(ct);
    }

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken ct)
    {
        Once();
        RecoveryCodes = await dispatcher.Send(new RenewRecoveryCodes(Posted.Text("code")), ct);
        if (RecoveryCodes.Count == 0)
        {
            return await Refused("Codes", ct);
        }

        await Load(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) =>
        await dispatcher.Send(new RemoveSecondFactor(Posted.Text("code")), ct) ? Redirect("/Account?done=secondFactorOff") : await Refused("Remove", ct);

    public async Task<RedirectResult> OnPostPasskeyAsync(CancellationToken ct)
    {
        var form = Posted;
        await dispatcher.Send(new AddPasskey(form.Text("name"), form.Text("state"), form.Text("credential")), ct);
        return Redirect("/Account?done=passkey");
    }

    public async Task<RedirectResult> OnPostForgetPasskeyAsync(string passkey, CancellationToken ct)
    {
        await dispatcher.Send(new RemovePasskey(passkey), ct);
        return Redirect("/Account?done=passkeyGone");
    }

    public async Task OnPostTokenAsync(CancellationToken ct)
    {
        var form = Posted;
        var days = form.Number("days") ?? 0;
        form.Demand();
        Once();
        Token = await dispatcher.Send(new CreateOwnToken(form.Text("name"), (int)Math.Clamp(days, 0, 100_000), form.All("scopes")), ct);
        await Load(ct);
    }

    public async Task<RedirectResult> OnPostRevokeAsync(Guid token, CancellationToken ct)
    {
        await dispatcher.Send(new RevokeToken(token), ct);
        return Redirect("/Account?done=revoked");
    }

    public static string Picture(SecondFactorKey key)
    {
        using var data = QRCodeGenerator.GenerateQrCode(key.Address, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(code.GetGraphic(DotsAModule));
    }

    private void Once()
    {
        call.IdempotencyKey = null;
        Response.Headers.CacheControl = "no-store";
    }

    private async Task<IActionResult> Refused(string form, CancellationToken ct)
    {
        await Load(ct);
        Wrong = form;
        var page = Page();
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }
}
