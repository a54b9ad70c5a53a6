using CrossSell.Host.Security;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Segments.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>One's segments, and three things worth doing.</summary>
[Permit(Permission.SeeClients)]
internal sealed class SegmentsModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public IReadOnlyList<SegmentView> Segments { get; private set; } = [];

    public IReadOnlyList<WorthDoing> Worth { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Segments = await dispatcher.Ask(new ListSegments(), ct);
        Worth = await dispatcher.Ask(new GetWorthDoing(), ct);
    }
}
