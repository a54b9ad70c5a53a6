using CrossSell.Catalog.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>One version of a template: what it reads, what it would look like for a real client, what changed, and the decision of a second person.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class TemplateModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    private const int MostOffers = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? With { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public TemplateDetails Details { get; private set; } = null!;

    public TemplateView Template => Details.Template;

    public IReadOnlyList<TemplateView> Versions { get; private set; } = [];

    public IReadOnlyList<OfferView> Offers { get; private set; } = [];

    /// <summary>The products whose sale makes a document of this template, <c>line/code</c>.</summary>
    public IReadOnlyList<string> Serves { get; private set; } = [];

    public TemplateChanges? Changes { get; private set; }

    public bool IsMine => Template.UploadedById == shell.Actor.UserId;

    public bool MayDecide => Template.Status == "draft" && shell.Actor.May(Permission.ApproveTemplates);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Details = await dispatcher.Ask(new GetTemplate(Id), ct);
        Versions = [.. (await dispatcher.Ask(new ListTemplates(), ct)).Where(t => (t.Line, t.Key, t.Language) == (Template.Line, Template.Key, Template.Language))];
        Serves = Served(await dispatcher.Ask(new GetCatalog(), ct));
        Offers = [.. (await dispatcher.Ask(new ListOffers(null, null, null, null, null, MostOffers), ct)).Items.Where(o => Template.Line is null || o.Product.StartsWith(Template.Line + "/", StringComparison.Ordinal)).OrderByDescending(o => o.Status == OfferStatus.Open)];
        Changes = With is { } with && with != Id ? await dispatcher.Ask(new CompareTemplates(Id, with), ct) : null;
    }

    private IReadOnlyList<string> Served(CatalogSnapshot catalog) =>
        [.. catalog.Products.Values
            .Where(p => (Template.Line is null || p.Line == Template.Line)
                && p.Process is { } key && catalog.Processes.GetValueOrDefault(key) is { } process
                && process.States.Any(s => s.Enter.Any(a => a.Template == Template.Key)))
            .Select(p => p.Code)];

    public async Task<FileContentResult> OnGetFileAsync(bool pdf, CancellationToken ct) => Give(await dispatcher.Ask(new GetTemplateContent(Id, pdf), ct));

    public async Task<FileContentResult> OnGetPreviewAsync(Guid offer, bool pdf, CancellationToken ct)
    {
        var chosen = await dispatcher.Ask(new GetOffer(offer), ct);
        var subject = new DocumentSubject(chosen.ClientId, chosen.Id, chosen.AdvisorId, chosen.Product, chosen.Variant, shell.Actor.Language);
        return Give(await dispatcher.Ask(new PreviewTemplate(Id, subject, pdf), ct));
    }

    public async Task<RedirectResult> OnPostApproveAsync(CancellationToken ct)
    {
        var form = Posted;
        var from = form.Day("effectiveFrom");
        form.Demand();
        await dispatcher.Send(new ApproveTemplate(Id, from), ct);
        return Redirect($"/Templates/{Id}?done=templateApproved");
    }

    public async Task<RedirectResult> OnPostRejectAsync(CancellationToken ct)
    {
        await dispatcher.Send(new RejectTemplate(Id, Posted.Text("note")), ct);
        return Redirect($"/Templates/{Id}?done=templateRejected");
    }

    private FileContentResult Give(FileContent file) => file.ContentType == "application/pdf" ? File(file.Content, file.ContentType) : File(file.Content, file.ContentType, file.FileName);
}
