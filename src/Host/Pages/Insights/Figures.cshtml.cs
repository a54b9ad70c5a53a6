using CrossSell.Host.Export;
using CrossSell.Host.Security;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Insights;

/// <summary>The figures of one topic: each defined in words, as a chart with its table, as a file, and with the clients behind every bar.</summary>
[Permit(Permission.SeeClients)]
internal sealed class FiguresModel(IDispatcher dispatcher, FigureWords words, ProductNames names, Texts texts, TableExport export) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string Topic { get; set; } = "repeatPurchase";

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public FigureSheet Sheet { get; private set; } = new(FigureTopic.RepeatPurchase, null, null, []);

    public FigureWords Words => words;

    public static IReadOnlyList<string> Topics { get; } = [.. Enum.GetNames<FigureTopic>().Select(t => char.ToLowerInvariant(t[0]) + t[1..])];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Topic = Topics.FirstOrDefault(t => t.Equals(Topic, StringComparison.OrdinalIgnoreCase)) ?? throw new NotFoundException("figures", Topic);
        Sheet = await dispatcher.Ask(new GetFigures(Enum.Parse<FigureTopic>(Topic, true)), ct);
    }

    public async Task<RedirectResult> OnPostRefreshAsync(CancellationToken ct)
    {
        await dispatcher.Send(new RefreshFigures(), ct);
        return Redirect($"/Insights/Figures?topic={Uri.EscapeDataString(Topic)}&done=figuresRefreshed");
    }

    public Task<IActionResult> OnGetExportCsvAsync(string? figure, CancellationToken ct) => Export(figure, "csv", ct);

    public Task<IActionResult> OnGetExportXlsxAsync(string? figure, CancellationToken ct) => Export(figure, "xlsx", ct);

    private async Task<IActionResult> Export(string? name, string format, CancellationToken ct)
    {
        await Load(ct);
        await names.Load(ct);
        var figure = Sheet.Figures.FirstOrDefault(f => f.Name == name) ?? throw new NotFoundException("figure", name ?? string.Empty);
        return Streamed(export.Make(figure.Name, format, [CellKind.Text, .. figure.Columns.Select(_ => CellKind.Number)],
        [
            [texts["figure.key." + figure.KeyIs], .. figure.Columns.Select(words.Column)],
            .. figure.Rows.Select(r => (IReadOnlyList<string>)[words.Key(figure, r), .. r.Values.Select(TableExport.Number)]),
        ]));
    }
}
