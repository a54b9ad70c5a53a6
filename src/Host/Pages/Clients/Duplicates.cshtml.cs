using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Pairs of clients that are likely one.</summary>
[Permit(Permission.EditClients)]
internal sealed class DuplicatesModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    private const int AtOnce = 50;
    private const int Lately = 20;

    public Page<DuplicatePair> Found { get; private set; } = new([], null);

    public IReadOnlyList<MergeView> Merged { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Found = await dispatcher.Ask(new ListDuplicates(null, AtOnce), ct);
        Merged = shell.May(Permission.MergeClients) ? (await dispatcher.Ask(new ListMerges(null, null, Lately), ct)).Items : [];
    }

    public async Task<RedirectResult> OnPostUndoAsync(Guid merge, CancellationToken ct)
    {
        await dispatcher.Send(new UndoMerge(merge), ct);
        return Redirect("/Clients/Duplicates?done=mergeUndone");
    }

    /// <summary>The cursor says what the last pair shared, so it is sent and not put into an address.</summary>
    public async Task<PartialViewResult> OnPostMoreAsync(CancellationToken ct)
    {
        Found = await dispatcher.Ask(new ListDuplicates(Posted.Optional("after"), AtOnce), ct);
        return Fragment("_DuplicateRows", this);
    }
}
