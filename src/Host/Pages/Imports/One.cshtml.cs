using CrossSell.Host.Imports;
using CrossSell.Host.Security;
using CrossSell.Host.Texts;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>One file from its columns over the trial to the import, and back.</summary>
[Permit(Permission.Import)]
internal sealed class ImportModel(IDispatcher dispatcher, ImportRowsFile file, ProductNames products, ErrorTexts errors, Texts texts, Dates dates) : PortalPage
{
    public const int DefaultWeeks = 8;
    private const int Piece = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Which rows are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ImportView Run { get; private set; } = null!;

    public MappingProposal? Columns { get; private set; }

    public Page<ImportRowView>? Rows { get; private set; }

    public ImportEffect? Effect { get; private set; }

    public ImportUndone? WouldUndo { get; private set; }

    /// <summary>The kinds of rows there are, with how many.</summary>
    public IReadOnlyList<(string What, int Count)> Kinds { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Run = await dispatcher.Ask(new GetImport(Id), ct);
        if (Run.Status is "staged" && Run.HasFile)
        {
            Columns = await dispatcher.Ask(new ProposeMapping(Id), ct);
        }

        Effect = Run.IsHeld ? await dispatcher.Ask(new GetImportEffect(Id), ct) : null;
        if (!Run.IsMoving && Run.Status != "staged")
        {
            await LoadRows(ct);
        }
    }

    public async Task<PartialViewResult> OnGetProgressAsync(CancellationToken ct)
    {
        Run = await dispatcher.Ask(new GetImport(Id), ct);
        if (!Run.IsMoving)
        {
            Response.Headers["HX-Redirect"] = $"/Import/{Id}";
        }

        return Fragment("_ImportProgress", Run);
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken ct) => Streamed(await file.Of(Id, What ?? "rejected", ct));

    public async Task<RedirectResult> OnPostStartAsync(CancellationToken ct)
    {
        var form = Posted;
        Run = await dispatcher.Ask(new GetImport(Id), ct);
        var started = await dispatcher.Send(
            new StartImport(Id, form.Text("mode") != "real", form.Text("allOrNothing") == "true", form.Text("hold") == "true", Run.Status == "staged" ? Mapping(form) : null, form.Optional("saveAs")), ct);
        return Redirect($"/Import/{started.Id}");
    }

    public async Task<RedirectResult> OnPostStopAsync(CancellationToken ct)
    {
        await dispatcher.Send(new StopImport(Id), ct);
        return Redirect($"/Import/{Id}");
    }

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken ct)
    {
        var dryRun = Posted.Text("mode") != "real";
        var undone = await dispatcher.Send(new UndoImport(Id, dryRun), ct);
        if (!dryRun)
        {
            return Redirect($"/Import/{Id}");
        }

        WouldUndo = undone;
        await Load(ct);
        return Page();
    }

    public async Task<RedirectResult> OnPostReleaseAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("weeks");
        var weeks = form.Number("weeks");
        form.Demand();
        await dispatcher.Send(new ReleaseImport(Id, (int)Math.Clamp(weeks ?? 0, -1, 1000)), ct);
        return Redirect($"/Import/{Id}");
    }

    /// <summary>What the field is called on the portal, or as the API calls it.</summary>
    public string Field(string name) => texts.Find("field." + name) ?? texts.Find("field.address." + name) ?? name;

    /// <summary>Until when it is held is said above, once.</summary>
    public IEnumerable<ImportFieldChange> Changes(ImportRowView row) => ImportFieldChange.Of(row).Where(c => c.Field != "heldUntil");

    public string Value(string field, string? value) => (field, value) switch
    {
        (_, null) => "–",
        ("product", _) => products.Of(value),
        ("heldAt" or "period" or "kind" or "language", _) => texts.Find($"{field}.{value}") ?? value,
        ("status", _) => texts.Find("import.status." + value) ?? value,
        (_, "true") => texts["import.yes"],
        (_, "false") => texts["import.no"],
        _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) => dates.Day(day),
        _ => value,
    };

    public string Column(string name) => texts.Find("import.column." + name) ?? name;

    public string Reason(ImportRowView row) => row.What == "kept"
        ? texts["import.kept." + row.Reason] + (row.Field is { } field ? $" ({Field(field)})" : string.Empty)
        : errors.Of(row.Faults, row.Reason, texts.Language, Column);

    public string Reason(KeptRow row) => texts["import.kept." + row.Reason] + (row.Field is { } field ? $" ({Field(field)})" : string.Empty);

    public string Fault(ImportFault fault) => fault.Field == "file" ? errors.Of(fault.Fault, texts.Language) : errors.Of([fault.Fault], fault.Message, texts.Language, Column);

    private async Task LoadRows(CancellationToken ct)
    {
        List<(string What, int Count)> kinds = [("created", Run.Created), ("updated", Run.Updated), ("unchanged", Run.DryRun ? Run.Unchanged : 0), ("rejected", Run.Rejected), ("kept", Run.Kept)];
        Kinds = kinds.FindAll(k => k.Count > 0);
        What = Kinds.Any(k => k.What == What) ? What : Kinds.OrderBy(k => k.What is "kept" or "rejected" ? 0 : k.What == "updated" ? 1 : 2).Select(k => k.What).FirstOrDefault();
        Rows = What is null ? null : await dispatcher.Ask(new ListImportRows(Id, What, After, Piece), ct);
    }

    /// <summary>One choice for each column of the file; those of no use get a name that is passed over.</summary>
    private static Dictionary<string, string> Mapping(Form form)
    {
        var mapping = new Dictionary<string, string>();
        for (var i = 0; form.Optional($"column{i}") is { } column; i++)
        {
            var ours = form.Optional($"ours{i}") ?? CsvShape.Ignored.ToString() + i;
            mapping[ours.EndsWith('.') ? ours + column : ours] = column;
        }

        return mapping;
    }
}
