using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Pages;

[OpenToAll("whoever can't get in")]
internal sealed class ForgotPasswordModel(IDispatcher dispatcher, IConfiguration configuration) : PortalPage
{
    public bool Sent { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostAsync(CancellationToken ct)
    {
        // The address in the letter is the configured one, where there is one: what a request calls the house can be forged.
        await dispatcher.Send(new ForgetPassword(Posted.Text("email"), configuration["Site"]?.TrimEnd('/') ?? $"{Request.Scheme}://{Request.Host}"), ct);
        Sent = true;
    }
}
