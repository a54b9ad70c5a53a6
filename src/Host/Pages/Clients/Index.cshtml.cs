using CrossSell.Clients.Messages;
using CrossSell.Host.Export;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Segments.Messages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace CrossSell.Host.Pages;

/// <summary>The client list as somebody looks at it: filter, columns and order stand in the address, or come from a saved view.</summary>
[Permit(Permission.SeeClients)]
internal sealed class ClientsModel(IDispatcher dispatcher, ClientCells cells, ClientListExport export, Shell shell, Texts texts) : PortalPage
{
    private const int AtOnce = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Advisor { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? City { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Tag { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Left { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    /// <summary>Id or name of a segment.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Segment { get; set; }

    /// <summary>The columns beside the name.</summary>
    [BindProperty(SupportsGet = true, Name = "c")]
    public IReadOnlyList<string> Columns { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public Guid? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public Page<ClientRow> Found { get; private set; } = new([], null);

    public IReadOnlyList<Person> Advisors { get; private set; } = [];

    public IReadOnlyList<SavedView> Views { get; private set; } = [];

    public IReadOnlyList<SegmentView> Segments { get; private set; } = [];

    public SavedView? Chosen => Views.FirstOrDefault(v => v.Id == View);

    public ClientCells Cells => cells;

    public bool MayExport => shell.May(Permission.ExportClients);

    /// <summary>More than the search box is in use: the form shows it.</summary>
    public bool IsNarrowed => Filter with { Q = null, Advisor = null } != new ClientFilter() || Sort is not (null or "" or "name") || !Columns.SequenceEqual(Usual);

    private ClientFilter Filter => new(Given(Q), Given(Advisor), Given(Kind), Given(City), Given(Tag), Left switch { "yes" => true, "no" => false, _ => null }, Given(Segment));

    private IReadOnlyList<string> Usual => shell.SeesSeveral ? [.. ClientLists.UsualColumns, "advisor"] : ClientLists.UsualColumns;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Views = await dispatcher.Ask(new ListViews(), ct);
        if (HttpMethods.IsGet(Request.Method) && !Request.Query.ContainsKey("q"))
        {
            Take(Views.FirstOrDefault(v => View is { } view ? v.Id == view : v.Default && Request.Query.Keys.All(k => k == "done")));
        }

        Segments = await dispatcher.Ask(new ListSegments(), ct);
        Advisors = shell.SeesSeveral ? await AdvisorChoice.Ask(dispatcher, ct) : [];
        Found = await Find(null, ct);
    }

    public async Task<PartialViewResult> OnGetFoundAsync(CancellationToken ct)
    {
        Views = await dispatcher.Ask(new ListViews(), ct);
        Found = await Find(null, ct);
        return Fragment("_ClientList", this);
    }

    public async Task<PartialViewResult> OnGetMoreAsync(string? after, CancellationToken ct)
    {
        Found = await Find(after, ct);
        return Fragment("_ClientRows", this);
    }

    public Task<IActionResult> OnGetExportCsvAsync(CancellationToken ct) => Export("csv", ct);

    public Task<IActionResult> OnGetExportXlsxAsync(CancellationToken ct) => Export("xlsx", ct);

    public async Task<RedirectResult> OnPostSaveAsync(CancellationToken ct)
    {
        var form = Posted;
        var data = new ViewData(form.Optional("name"), Columns, Filter, Given(Sort), form.Text("shared") == "true");
        var saved = Given(form.Text("change")) is not null && View is { } view
            ? await dispatcher.Send(new ChangeView(view, data, null), ct)
            : await dispatcher.Send(new AddView(data, form.Text("default") == "true"), ct);
        return Redirect($"/Clients?view={saved.Id}&done=viewSaved");
    }

    public async Task<RedirectResult> OnPostDefaultAsync(CancellationToken ct)
    {
        await dispatcher.Send(new ChooseDefaultView(View), ct);
        return Redirect(View is { } view ? $"/Clients?view={view}&done=viewChosen" : "/Clients?done=viewChosen");
    }

    public async Task<RedirectResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await dispatcher.Send(new DeleteView(View ?? throw new Kernel.Errors.InvalidInputException("view", "required", "Required.")), ct);
        return Redirect("/Clients?done=viewDeleted");
    }

    /// <summary>The state of the list as fields.</summary>
    public IEnumerable<KeyValuePair<string, string?>> State() =>
        new (string Name, string? Value)[] { ("q", Q ?? string.Empty), ("advisor", Advisor), ("kind", Kind), ("city", City), ("tag", Tag), ("left", Left), ("segment", Segment), ("sort", Sort), ("view", View?.ToString()) }
            .Concat(Columns.Select(c => (Name: "c", Value: (string?)c)))
            .Where(f => f.Value is { Length: > 0 } || f.Name == "q")
            .Select(f => KeyValuePair.Create(f.Name, f.Value));

    public string Address(string handler, string? after = null) =>
        QueryHelpers.AddQueryString("/Clients", State().Prepend(new("handler", handler)).Concat(after is null ? [] : [new KeyValuePair<string, string?>("after", after)]));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private void Take(SavedView? view)
    {
        if (view is null)
        {
            Columns = Usual;
            return;
        }

        (View, Columns, Sort) = (view.Id, view.Columns, view.Sort);
        (Q, Advisor, Kind, City, Tag, Segment) = (view.Filter.Q, view.Filter.Advisor, view.Filter.Kind, view.Filter.City, view.Filter.Tag, view.Filter.Segment);
        Left = view.Filter.DoNotContact switch { true => "yes", false => "no", _ => null };
    }

    private async Task<IActionResult> Export(string format, CancellationToken ct) =>
        Streamed(await export.Make(Filter, Given(Sort), Known, format, texts.Language == "hu" ? ';' : ',', c => texts["column." + c], ct));

    private IReadOnlyList<string> Known => [.. Columns.Where(ClientLists.Columns.Contains)];

    private async Task<Page<ClientRow>> Find(string? after, CancellationToken ct)
    {
        Columns = Known;
        var found = await dispatcher.Ask(new ListClientRows(Filter, Given(Sort), after, AtOnce), ct);
        await cells.Load(found.Items, ct);
        return found;
    }
}
