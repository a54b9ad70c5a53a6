using System.Globalization;
using CrossSell.Host.Export;
using CrossSell.Host.Security;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Insights;

/// <summary>The load of the next 13 weeks against capacity: one advisor, or all one sees added up.</summary>
[Permit(Permission.WorkOffers)]
internal sealed class WorkloadModel(IDispatcher dispatcher, Texts texts, TableExport export) : PortalPage
{
    private const int Weeks = 13;

    [BindProperty(SupportsGet = true)]
    public string? Advisor { get; set; }

    public Workload Figures { get; private set; } = new([], [], 0, null);

    /// <summary>One advisor, or all one sees.</summary>
    public Workload Shown { get; private set; } = new([], [], 0, null);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Figures = await dispatcher.Ask(new GetWorkload(Weeks), ct);
        var one = string.IsNullOrEmpty(Advisor) ? null : await dispatcher.Ask(new GetWorkload(Weeks, Advisor), ct);
        Shown = one is { Advisors.Count: > 0 } ? one : Figures;
    }

    public Task<IActionResult> OnGetExportCsvAsync(CancellationToken ct) => Export("csv", ct);

    public Task<IActionResult> OnGetExportXlsxAsync(CancellationToken ct) => Export("xlsx", ct);

    /// <summary>The sum week by week, then each advisor shown.</summary>
    private async Task<IActionResult> Export(string format, CancellationToken ct)
    {
        await Load(ct);
        return Streamed(export.Make("workload", format, [CellKind.Text, CellKind.Day, .. Enumerable.Repeat(CellKind.Number, 4)],
        [
            [texts["field.advisor"], texts["workload.week"], texts["workload.planned"], texts["workload.expected"], texts["workload.capacity"], texts["workload.over"]],
            .. Rows(texts["workload.everybody"], Shown.Advisors.Count == 1 ? [] : Shown.Sum),
            .. Shown.Advisors.SelectMany(a => Rows(a.Name, a.Weeks)),
        ]));
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(string who, IReadOnlyList<WorkloadWeek> weeks) =>
        weeks.Select(w => (IReadOnlyList<string>)[who, w.Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), .. new decimal[] { w.Planned, w.Expected, w.Capacity, w.Over }.Select(TableExport.Number)]);
}
