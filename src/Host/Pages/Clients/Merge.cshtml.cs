using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Two clients side by side: what each field will be, what moves, and the button that makes them one.</summary>
[Permit(Permission.MergeClients)]
internal sealed class MergeModel(IDispatcher dispatcher, PeopleNames people) : PortalPage
{
    private const int MostOffers = 200;

    /// <summary>The tables whose rows a person counts; the others follow them.</summary>
    public static readonly string[] Counted = ["portfolio.contract", "offers.offer", "offers.attempt", "worklist.task", "processes.instance", "documents.document", "worklist.note", "clients.link", "clients.consent"];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Other { get; set; }

    public MergePreview Preview { get; private set; } = null!;

    /// <summary>Products that both have an open offer for: the other's is withdrawn.</summary>
    public IReadOnlyList<string> Doubles { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Preview = await dispatcher.Ask(new GetMergePreview(Id, Other), ct);
        await people.Load([Preview.Client.AdvisorId, Preview.Other.AdvisorId], ct);
        var kept = await dispatcher.Ask(new ListOffers(Id, OfferStatus.Open, null, null, null, MostOffers), ct);
        var other = await dispatcher.Ask(new ListOffers(Other, OfferStatus.Open, null, null, null, MostOffers), ct);
        Doubles = [.. other.Items.Select(o => o.Product).Intersect(kept.Items.Select(o => o.Product))];
    }

    public string AdvisorName(string email) =>
        new[] { Preview.Client, Preview.Other }.Where(c => c.Advisor == email).Select(c => people.Of(c.AdvisorId, email)).FirstOrDefault(email);

    public async Task<RedirectResult> OnPostAsync(CancellationToken ct)
    {
        var fields = Request.Form.Where(f => f.Key.StartsWith("take.", StringComparison.Ordinal) && f.Value == "other").Select(f => f.Key["take.".Length..]);
        await dispatcher.Send(new MergeClients(Id, Other, [.. fields]), ct);
        return Redirect($"/Clients/{Id}?done=merged");
    }
}
