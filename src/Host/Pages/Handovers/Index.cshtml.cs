using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Hands clients over, and lists what was handed over.</summary>
[Permit(Permission.HandOver)]
internal sealed class HandoversModel(IDispatcher dispatcher, CallContext call) : PortalPage
{
    private const int MostListed = 50;
    private const int MostClients = 200;

    [BindProperty(SupportsGet = true, Name = "from")]
    public string? From { get; set; }

    public IReadOnlyList<Person> People { get; private set; } = [];

    public IReadOnlyList<HandoverView> Handovers { get; private set; } = [];

    /// <summary>The clients of the chosen person, to choose some of them.</summary>
    public IReadOnlyList<ClientItem> Book { get; private set; } = [];

    public bool BookGoesOn { get; private set; }

    public Form? Sent { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Sent = HttpMethods.IsPost(Request.Method) ? Posted : null;
        People = await dispatcher.Ask(new ListAdvisors(), ct);
        Handovers = (await dispatcher.Ask(new ListHandovers(null, MostListed), ct)).Items;
        await LoadBook(ct);
    }

    public async Task<PartialViewResult> OnGetBookAsync(CancellationToken ct)
    {
        await LoadBook(ct);
        return Fragment("_HandoverBook", this);
    }

    /// <summary>What would go to whom. The form's key is kept for when it is done.</summary>
    public async Task<PartialViewResult> OnPostPreviewAsync(CancellationToken ct)
    {
        call.IdempotencyKey = null;
        return Fragment("_HandoverPreview", await dispatcher.Send(Read(true), ct));
    }

    public async Task<RedirectResult> OnPostAsync(CancellationToken ct) => Redirect($"/Handovers/{(await dispatcher.Send(Read(false), ct)).Id}");

    private async Task LoadBook(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(From))
        {
            return;
        }

        var page = await dispatcher.Ask(new FindClients(null, From, null, MostClients), ct);
        (Book, BookGoesOn) = (page.Items, page.Next is not null);
    }

    private HandOver Read(bool dryRun)
    {
        var form = Posted;
        form.Require("from");
        var (on, until, readOnly) = (form.Day("on"), form.Day("until"), form.Day("readOnlyUntil"));
        form.Demand();
        var clients = form.Ids("clients");
        var rule = Enum.TryParse<HandoverRule>(form.Text("rule"), true, out var known) ? known : HandoverRule.Number;
        return new HandOver(form.Text("from"), form.All("to"), rule, clients.Count == 0 ? null : clients, on, until, readOnly, form.Optional("note"), dryRun, form.Text("introduce") == "true");
    }
}
