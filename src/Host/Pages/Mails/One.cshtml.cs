using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>One mail as it went out, and how it stands.</summary>
[Permit(Permission.SeeClients)]
internal sealed class MailModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public MailDetails Details { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Details = await dispatcher.Ask(new GetMail(Id), ct);

    public async Task<RedirectResult> OnPostAgainAsync(CancellationToken ct)
    {
        await dispatcher.Send(new SendMailAgain(Id), ct);
        return Redirect($"/Mails/{Id}");
    }
}
