using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>How far one batch is, what failed, and its files.</summary>
[Permit(Permission.WorkDocuments)]
internal sealed class BatchModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public BatchView Batch { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Batch = await dispatcher.Ask(new GetBatch(Id), ct);

    public async Task<PartialViewResult> OnGetProgressAsync(CancellationToken ct)
    {
        await Load(ct);
        return Fragment("_BatchProgress", Batch);
    }

    public async Task<IActionResult> OnGetFilesAsync(CancellationToken ct) => Streamed(await dispatcher.Ask(new GetBatchContent(Id), ct));

    public async Task<RedirectResult> OnPostResumeAsync(CancellationToken ct)
    {
        await dispatcher.Send(new ResumeBatch(Id), ct);
        return Redirect($"/Documents/Batches/{Id}");
    }

    public async Task<RedirectResult> OnPostCancelAsync(CancellationToken ct)
    {
        await dispatcher.Send(new CancelBatch(Id), ct);
        return Redirect($"/Documents/Batches/{Id}");
    }
}
