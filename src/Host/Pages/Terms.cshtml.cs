using CrossSell.Host.Export;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Demands and needs of an offer, asked as the product line says, and the price that follows.</summary>
[Permit(Permission.SeeClients)]
internal sealed class TermsModel(IDispatcher dispatcher, CaseFile cases, Shell shell) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public TermsForm Terms { get; private set; } = null!;

    public bool MayRecord => Terms.Offer.Status == OfferStatus.Open && shell.Actor.May(Permission.WorkOffers);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Terms = await dispatcher.Ask(new GetTerms(Id), ct);

    public async Task<RedirectResult> OnPostAsync(CancellationToken ct)
    {
        await Load(ct);
        var form = Posted;
        var answers = Terms.Questions.Concat(Terms.Fields).ToDictionary(f => f.Name, f => form.Text("answers." + f.Name));
        await dispatcher.Send(new SaveTerms(Id, answers, form.Number("version") is { } version ? (int)version : null), ct);
        return Redirect($"/Offers/{Id}/Terms?done=termsSaved");
    }

    /// <summary>The case file of the offer, to be taken along.</summary>
    public async Task<IActionResult> OnPostCaseAsync(CancellationToken ct) => Streamed(await cases.Make(Id, ct));

    /// <summary>What was typed, also after it was refused; else what is known.</summary>
    public string Shown(FieldDefinition field) =>
        Request.HasFormContentType ? Request.Form["answers." + field.Name].ToString() : Terms.Known.GetValueOrDefault(field.Name, string.Empty);
}
