using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Every value that one field of a client ever had.</summary>
[Permit(Permission.SeeAudit)]
internal sealed class FieldHistoryModel(IDispatcher dispatcher, HistorySentences sentences) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "field")]
    public string Field { get; set; } = string.Empty;

    public ClientView Client { get; private set; } = null!;

    public IReadOnlyList<FieldValue> Values { get; private set; } = [];

    public HistorySentences Sentences => sentences;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Client = await dispatcher.Ask(new GetClient(Id), ct);
        Values = await dispatcher.Ask(new GetClientFieldHistory(Id, Field), ct);
        await sentences.Load(Values.Select(v => v.Value), ct);
    }
}
