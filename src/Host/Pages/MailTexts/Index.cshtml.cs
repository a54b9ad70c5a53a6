using CrossSell.Catalog.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>The texts of mails, of the house and of each product line; a new one begins as a copy.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class MailTextsModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    public IReadOnlyList<IReadOnlyList<MailTextView>> All { get; private set; } = [];

    public IReadOnlyList<string> Lines { get; private set; } = [];

    public bool MayEdit => shell.Actor.May(Permission.ManageCatalog);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        All = [.. (await dispatcher.Ask(new ListMailTexts(), ct)).GroupBy(t => (t.Line, t.Key, t.Language)).Select(g => g.ToList())];
        Lines = [.. (await dispatcher.Ask(new GetCatalog(), ct)).Products.Values.Select(p => p.Line).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>A line's own text, begun from the house's.</summary>
    public async Task<RedirectResult> OnPostCopyAsync(Guid mailText, CancellationToken ct)
    {
        var from = (await dispatcher.Ask(new GetMailText(mailText), ct)).Text;
        var saved = await dispatcher.Send(new SaveMailText(Posted.Optional("line"), from.Key, from.Language, from.Subject, from.Text, from.Html), ct);
        return Redirect($"/MailTexts/{saved.Text?.Id ?? mailText}?done=mailTextSaved");
    }
}
