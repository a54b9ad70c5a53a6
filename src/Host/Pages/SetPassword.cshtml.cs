using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

[OpenToAll("whoever holds the one-time code")]
internal sealed class SetPasswordModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var password = Request.Form["password"].ToString();
        if (password != Request.Form["again"].ToString())
        {
            throw new InvalidInputException("again", "passwordsDiffer", "The two passwords differ.");
        }

        await dispatcher.Send(new SetPassword(Code ?? string.Empty, password), ct);
        return Redirect("/SignIn?passwordSet=true");
    }
}
