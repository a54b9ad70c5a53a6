using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>The back office's queue: what was made, what is out for signature, what came back.</summary>
[Permit(Permission.WorkDocuments)]
internal sealed class DocumentsModel(IDispatcher dispatcher) : PortalPage
{
    public static readonly string[] Statuses = ["generated", "sent", "signed", "requested", "failed"];
    private const int AtOnce = 50;

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public string Shown => Array.IndexOf(Statuses, Status) >= 0 ? Status! : Statuses[0];

    public Page<DocumentView> List { get; private set; } = new([], null);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => List = await Read(null, ct);

    public async Task<PartialViewResult> OnGetMoreAsync(string after, CancellationToken ct)
    {
        List = await Read(after, ct);
        return Fragment("_DocumentRows", this);
    }

    public async Task<IActionResult> OnPostZipAsync(CancellationToken ct) => Streamed(await dispatcher.Ask(new GetDocumentsZip(Posted.Ids("document")), ct));

    public async Task<RedirectResult> OnPostSentAsync(CancellationToken ct)
    {
        await dispatcher.Send(new MarkSent(Posted.Ids("document")), ct);
        return Back("markedSent");
    }

    public async Task<RedirectResult> OnPostMailAsync(CancellationToken ct)
    {
        await dispatcher.Send(new MailDocuments(Posted.Ids("document")), ct);
        return Back("documentsMailed");
    }

    public async Task<RedirectResult> OnPostSignedAsync(Guid id, IFormFile? file, CancellationToken ct)
    {
        if (file is null)
        {
            throw new InvalidInputException("file", "noFile", "Choose a file.");
        }

        await dispatcher.Send(new UploadSigned(id, file.FileName, file.ContentType, await Uploads.Read(file, ct)), ct);
        return Back("signed");
    }

    public async Task<RedirectResult> OnPostRetryAsync(Guid id, CancellationToken ct)
    {
        await dispatcher.Send(new RetryDocument(id), ct);
        return Back("retried");
    }

    private Task<Page<DocumentView>> Read(string? after, CancellationToken ct) => dispatcher.Ask(new ListDocuments(null, null, Shown, after, AtOnce), ct);

    private RedirectResult Back(string done) => Redirect($"/Documents?status={Shown}&done={done}");
}
