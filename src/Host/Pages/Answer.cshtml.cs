using System.Globalization;
using CrossSell.Host.Security;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>
/// Where an answer link leads: shows what is answered and asks for one confirming click. Reading it answers nothing, so that what reads mail before people do can't accept for anybody.
/// The link is the whole right: there is no session that another site could ride on, so the form needs no key against forgery, and works where cookies are refused.
/// </summary>
[OpenToAll("whoever holds a signed link")]
[IgnoreAntiforgeryToken]
internal sealed class AnswerModel(IDispatcher dispatcher, CallContext call, BusinessClock clock, IConfiguration configuration) : PortalPage
{
    private const int DaysAhead = 14;

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public string? Choice { get; set; }

    public AnswerPage Asked { get; private set; } = null!;

    /// <summary>Just answered by this form.</summary>
    public LinkAnswered? Answered { get; private set; }

    public string? Note => HttpMethods.IsPost(Request.Method) ? Posted.Optional("note") : null;

    public string? CallBackAt => HttpMethods.IsPost(Request.Method) ? Posted.Optional("callBackAt") : null;

    public string Company => configuration["Company:name"] ?? "CrossSell";

    public DateTimeOffset Earliest => clock.Now;

    public DateTimeOffset Latest => clock.Now.AddDays(DaysAhead);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await Load(ct);
        Response.StatusCode = StatusOf(Asked.State);
    }

    public override async Task Load(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex";
        Asked = await AsVisitor(() => dispatcher.Ask(new GetAnswerPage(Token), ct));
        call.Actor = call.Actor with { Language = Asked.Language };
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures.Of(Asked.Language);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        call.IdempotencyKey = null;
        var form = Posted;
        try
        {
            var at = form.Minute("callBackAt");
            form.Demand();
            Answered = await AsVisitor(() => dispatcher.Send(
                new AnswerByLink(Token, form.Text("choice"), form.Optional("reason"), form.Optional("note"), at is { } minute ? clock.At(DateOnly.FromDateTime(minute), TimeOnly.FromDateTime(minute)) : null), ct));
            await Load(ct);
        }
        catch (HouseException)
        {
            // What became of the link says the page itself.
            await Load(ct);
            if (Asked.State == "open")
            {
                throw;
            }

            Response.StatusCode = Asked.State == "used" ? StatusCodes.Status409Conflict : StatusOf(Asked.State);
        }

        return Page();
    }

    private static int StatusOf(string state) => state switch
    {
        "forged" => StatusCodes.Status404NotFound,
        "expired" or "closed" => StatusCodes.Status410Gone,
        _ => StatusCodes.Status200OK,
    };

    /// <summary>The messages act for who the link is for; the page stays a visitor's.</summary>
    private async Task<T> AsVisitor<T>(Func<Task<T>> act)
    {
        var visitor = new Actor(null, "anonymous", Role.System, Permission.None, new ClientScope(false, []), call.Actor.Language, "link");
        call.Actor = visitor;
        try
        {
            return await act();
        }
        finally
        {
            call.Actor = visitor;
        }
    }
}
