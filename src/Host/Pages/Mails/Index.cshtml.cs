using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>What was mailed, how it stands, and what was answered.</summary>
[Permit(Permission.SeeClients)]
internal sealed class MailsModel(IDispatcher dispatcher) : PortalPage
{
    public static readonly string[] Statuses = ["all", "requested", "sent", "failed", "bounced"];
    private const int AtOnce = 50;

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public string Shown => Array.IndexOf(Statuses, Status) >= 0 ? Status! : Statuses[0];

    public Page<MailView> List { get; private set; } = new([], null);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => List = await Read(null, ct);

    public async Task<PartialViewResult> OnGetMoreAsync(string next, CancellationToken ct)
    {
        List = await Read(next, ct);
        return Fragment("_MailRows", this);
    }

    public async Task<RedirectResult> OnPostAgainAsync(Guid mailId, CancellationToken ct)
    {
        await dispatcher.Send(new SendMailAgain(mailId), ct);
        return Redirect($"/Mails?status={Shown}&done=mailAgain");
    }

    private Task<Page<MailView>> Read(string? next, CancellationToken ct) =>
        dispatcher.Ask(new ListMails(null, null, Api.EnumWords.Read<MailStatus>(Shown), next, AtOnce), ct);
}
