using System.Globalization;
using System.Text;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Who changed what, and whether the record is whole.</summary>
[Permit(Permission.SeeAudit)]
internal sealed class AuditModel(IDispatcher dispatcher, HistorySentences sentences) : PortalPage
{
    private const int AtOnce = 100;

    [BindProperty(SupportsGet = true)]
    public Guid? Subject { get; set; }

    public AuditPage Entries { get; private set; } = new([], null);

    /// <summary>The last verification of the chain, by the nightly job or by a person.</summary>
    public AuditCheck? Check { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Entries = await Read(null, ct);
        Check = (await dispatcher.Ask(new ListAuditChecks(), ct)).FirstOrDefault();
    }

    public async Task<PartialViewResult> OnGetMoreAsync(long after, CancellationToken ct)
    {
        Entries = await Read(after, ct);
        return Fragment("_AuditRows", this);
    }

    public async Task<RedirectResult> OnPostAsync(CancellationToken ct)
    {
        await dispatcher.Send(new CheckAudit(), ct);
        return Redirect(Subject is null ? "/Audit" : $"/Audit?subject={Subject}");
    }

    /// <summary>The head of the chain as a file, to be kept outside.</summary>
    public async Task<FileContentResult> OnPostHeadAsync(CancellationToken ct)
    {
        var head = await dispatcher.Ask(new GetAuditHead(), ct);
        return File(Encoding.UTF8.GetBytes(JsonText.Write(head) + "\n"), "application/json", string.Create(CultureInfo.InvariantCulture, $"audit-head-{head.Seq}.json"));
    }

    private async Task<AuditPage> Read(long? after, CancellationToken ct)
    {
        var page = await dispatcher.Ask(new ReadAudit(Subject, null, null, after, AtOnce), ct);
        await sentences.Load(page.Items, ct);
        return page;
    }
}
