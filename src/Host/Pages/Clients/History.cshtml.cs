using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>What happened to a client, as sentences.</summary>
[Permit(Permission.SeeAudit)]
internal sealed class HistoryModel(IDispatcher dispatcher, HistorySentences sentences) : PortalPage
{
    public static readonly string[] Kinds = ["client", "contract", "offer", "task", "document", "process"];
    private const int AtOnce = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    public ClientView Client { get; private set; } = null!;

    public AuditPage Entries { get; private set; } = new([], null);

    public IReadOnlyList<ClientActor> People { get; private set; } = [];

    public HistorySentences Sentences => sentences;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Client = await dispatcher.Ask(new GetClient(Id), ct);
        People = await dispatcher.Ask(new ListClientActors(Id), ct);
        Entries = await Read(null, ct);
    }

    public async Task<PartialViewResult> OnGetMoreAsync(long after, CancellationToken ct)
    {
        Entries = await Read(after, ct);
        return Fragment("_HistoryRows", this);
    }

    public string Query(long after) =>
        $"/Clients/{Id}/History?handler=More&after={after}&kind={Kind}&person={Person}&from={From:yyyy-MM-dd}&until={Until:yyyy-MM-dd}";

    private async Task<AuditPage> Read(long? after, CancellationToken ct)
    {
        var page = await dispatcher.Ask(new GetClientHistory(Id, Kinds.Contains(Kind) ? [Kind!] : [], Person, From, Until, after, AtOnce), ct);
        await sentences.Load(page.Items, ct);
        return page;
    }
}
