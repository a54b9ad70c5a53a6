using CrossSell.Host.Export;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Segments.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Insights;

/// <summary>A segment by products: every number opens the clients behind it.</summary>
[Permit(Permission.SeeClients)]
internal sealed class WhitespaceModel(IDispatcher dispatcher, ProductNames names, Texts texts, TableExport export) : PortalPage
{
    private const int MostBeside = 6;

    [BindProperty(SupportsGet = true)]
    public string? Segment { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Line { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Segments to be seen side by side, by id.</summary>
    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<string> Beside { get; set; } = [];

    public string? Filter { get; private set; }

    public Whitespace? Figures { get; private set; }

    /// <summary>The segments side by side, each with its products.</summary>
    public IReadOnlyList<(SegmentView Segment, Whitespace Figures)> Columns { get; private set; } = [];

    /// <summary>Client by client, when one line is looked at.</summary>
    public WhitespaceClients? Clients { get; private set; }

    public IReadOnlyList<SegmentView> Segments { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    /// <summary>A filter that is no segment yet: what people wrote never stands in an address.</summary>
    public Task OnPostFilterAsync(CancellationToken ct)
    {
        Filter = Posted.Text("filter");
        return Load(ct);
    }

    public override async Task Load(CancellationToken ct)
    {
        Segments = await dispatcher.Ask(new ListSegments(), ct);
        var line = string.IsNullOrWhiteSpace(Line) ? null : Line;
        Figures = await dispatcher.Ask(new GetWhitespace(Segment, Filter, line), ct);
        var columns = new List<(SegmentView, Whitespace)>();
        foreach (var segment in Segments.Where(s => Beside.Contains(s.Id.ToString())).Take(MostBeside))
        {
            columns.Add((segment, await dispatcher.Ask(new GetWhitespace(segment.Id.ToString(), null, line), ct)));
        }

        Columns = columns;
        Clients = line is null ? null : await dispatcher.Ask(new ListWhitespaceClients(Segment, Filter, line, After, 50), ct);
    }

    public Task<IActionResult> OnGetExportCsvAsync(CancellationToken ct) => Export("csv", ct);

    public Task<IActionResult> OnGetExportXlsxAsync(CancellationToken ct) => Export("xlsx", ct);

    /// <summary>The clients of one number, in the filter language.</summary>
    public static string Behind(Whitespace figures, string product, string state) => $"{(figures.Filter is { } filter ? $"({filter}) and " : string.Empty)}standing {product} {state}";

    private async Task<IActionResult> Export(string format, CancellationToken ct)
    {
        await Load(ct);
        await names.Load(ct);
        string[] columns = ["product", "offerable", "held", "heldHere", "open", "cooldown", "notAllowed", "yearly", "potential", "currency"];
        var parts = new (string Name, Whitespace Figures)[] { (Segments.FirstOrDefault(s => s.Id.ToString() == Segment)?.Name ?? texts["whitespace.everybody"], Figures!) }.Concat(Columns.Select(c => (c.Segment.Name, c.Figures)));
        return Streamed(export.Make("whitespace", format, [CellKind.Text, CellKind.Text, .. Enumerable.Repeat(CellKind.Number, 8)],
        [
            [texts["segments.one"], .. columns.Select(c => texts["whitespace." + c])],
            .. parts.SelectMany(part => part.Figures.Products.Select(p => (IReadOnlyList<string>)
                [part.Name, names.Of(p.Product), .. new decimal[] { p.Offerable, p.Held, p.HeldHere, p.Open, p.Cooldown, p.NotAllowed, p.Yearly, p.Potential }.Select(TableExport.Number), p.Currency ?? string.Empty])),
        ]));
    }
}
