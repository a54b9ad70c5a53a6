using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>One mail text: its versions, what it would be, and, for who may, an editor that checks before it keeps.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class MailTextModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    private const int MostOffers = 30;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public MailTextDetails Details { get; private set; } = null!;

    public MailTextView Text => Details.Text;

    public IReadOnlyList<MailTextView> Versions { get; private set; } = [];

    public IReadOnlyList<OfferView> Offers { get; private set; } = [];

    /// <summary>What the editor shows: what was typed last, else what is kept.</summary>
    public (string Subject, string Text, string? Html) Draft { get; private set; }

    public MailPreview Preview { get; private set; } = new(null, null, null, []);

    public bool MayEdit => shell.Actor.May(Permission.ManageCatalog);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Details = await dispatcher.Ask(new GetMailText(Id), ct);
        Versions = [.. (await dispatcher.Ask(new ListMailTexts(), ct)).Where(t => (t.Line, t.Key, t.Language) == (Text.Line, Text.Key, Text.Language))];
        Offers = !shell.Actor.May(Permission.SeeClients) ? []
            : [.. (await dispatcher.Ask(new ListOffers(null, OfferStatus.Open, null, null, null, MostOffers), ct)).Items.Where(o => Text.Line is null || o.Product.StartsWith(Text.Line + "/", StringComparison.Ordinal))];
        Draft = HttpMethods.IsPost(Request.Method) && Request.Form.ContainsKey("subject") ? Typed() : (Text.Subject, Text.Text, Text.Html);
        Preview = await dispatcher.Ask(new PreviewMailText(Text.Line, Text.Key, Text.Language, Draft.Subject, Draft.Text, Draft.Html, null), ct);
    }

    public async Task<PartialViewResult> OnPostPreviewAsync(CancellationToken ct)
    {
        var text = (await dispatcher.Ask(new GetMailText(Id), ct)).Text;
        var (subject, body, html) = Typed();
        return Fragment("_MailPreview", await dispatcher.Ask(new PreviewMailText(text.Line, text.Key, text.Language, subject, body, html, Posted.Ids("offer") is [var offer] ? offer : null), ct));
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        var text = (await dispatcher.Ask(new GetMailText(Id), ct)).Text;
        var (subject, body, html) = Typed();
        var saved = await dispatcher.Send(new SaveMailText(text.Line, text.Key, text.Language, subject, body, html), ct);
        if (saved.Text is { } kept)
        {
            return Redirect($"/MailTexts/{kept.Id}?done=mailTextSaved");
        }

        await Load(ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<RedirectResult> OnPostUseAsync(CancellationToken ct)
    {
        await dispatcher.Send(new UseMailText(Id), ct);
        return Redirect($"/MailTexts/{Id}?done=mailTextUsed");
    }

    private (string, string, string?) Typed() => (Request.Form["subject"].ToString(), Request.Form["text"].ToString(), Request.Form["html"].ToString() is { Length: > 0 } html ? html : null);
}
