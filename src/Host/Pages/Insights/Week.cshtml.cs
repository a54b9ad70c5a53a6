using CrossSell.Host.Security;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Insights;

/// <summary>How a week went, by advisor.</summary>
[Permit(Permission.PlanTeam)]
internal sealed class WeekPage(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? Of { get; set; }

    public WeekReport Week { get; private set; } = null!;

    public IReadOnlyList<WorthDoing> Worth { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Week = await dispatcher.Ask(new GetWeek(Of), ct);
        Worth = await dispatcher.Ask(new GetWorthDoing(), ct);
    }
}
