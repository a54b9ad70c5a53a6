using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Who changed what, and whether the record is whole.</summary>
[Permit(Permission.SeeAudit)]
internal sealed class AuditModel(IDispatcher dispatcher) : PortalPage
{
    private const int AtOnce = 100;

    [BindProperty(SupportsGet = true)]
    public Guid? Subject { get; set; }

    public AuditPage Entries { get; private set; } = new([], null);

    public AuditVerdict? Verdict { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Entries = await Read(null, ct);

    public async Task<PartialViewResult> OnGetMoreAsync(long after, CancellationToken ct)
    {
        Entries = await Read(after, ct);
        return Fragment("_AuditRows", this);
    }

    public async Task OnPostAsync(CancellationToken ct)
    {
        Verdict = await dispatcher.Ask(new VerifyAudit(null), ct);
        await Load(ct);
    }

    private Task<AuditPage> Read(long? after, CancellationToken ct) => dispatcher.Ask(new ReadAudit(Subject, null, null, after, AtOnce), ct);
}
