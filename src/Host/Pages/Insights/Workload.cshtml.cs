using CrossSell.Host.Security;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Insights;

/// <summary>The load of the next 13 weeks against capacity: one advisor, or all one sees added up.</summary>
[Permit(Permission.WorkOffers)]
internal sealed class WorkloadModel(IDispatcher dispatcher) : PortalPage
{
    private const int Weeks = 13;

    [BindProperty(SupportsGet = true)]
    public string? Advisor { get; set; }

    public Workload Figures { get; private set; } = new([]);

    public IEnumerable<AdvisorWorkload> Shown => Chosen is { } one ? [one] : Figures.Advisors;

    public IReadOnlyList<WorkloadWeek> Sum => Shown.FirstOrDefault() is not { } first ? []
        : [.. first.Weeks.Select((w, i) => new WorkloadWeek(w.Monday, Shown.Sum(a => a.Weeks[i].Planned), Shown.Sum(a => a.Weeks[i].Expected), Shown.Sum(a => a.Weeks[i].Capacity)))];

    public async Task OnGetAsync(CancellationToken ct) => Figures = await dispatcher.Ask(new GetWorkload(Weeks), ct);

    private AdvisorWorkload? Chosen => Figures.Advisors.FirstOrDefault(a => a.Advisor == Advisor);
}
