using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Messages that could not be delivered, and another try.</summary>
[Permit(Permission.Operate)]
internal sealed class OutboxModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public IReadOnlyList<DeadLetter> Letters { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Letters = await dispatcher.Ask(new ListDeadLetters(), ct);

    public async Task<RedirectResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        await dispatcher.Send(new RetryDeadLetter(id), ct);
        return Redirect("/Outbox?done=true");
    }
}
