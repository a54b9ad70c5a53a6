using CrossSell.Catalog.Messages;
using CrossSell.Host.Api;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>The follow-up table of a line: read as sentences, edited row by row, tried on real contacts, saved as a new version.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class FollowUpsModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    private FollowUpDraft? _draft;

    [BindProperty(SupportsGet = true)]
    public string Line { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>The version in force, or the one asked for.</summary>
    public FollowUpTable Table { get; private set; } = null!;

    public IReadOnlyList<FollowUpVersion> Versions { get; private set; } = [];

    public FollowUpDraft Draft => _draft ??= new FollowUpDraft(Table.Rows);

    public bool IsChanged => !Draft.IsSameAs(Table.Rows);

    public bool MayEdit => shell.Actor.May(Permission.ManageCatalog) && Table.InForce;

    public IReadOnlyList<FollowUpFault> Faults { get; private set; } = [];

    /// <summary>The row in the form: its number, none for a new one.</summary>
    public (int? At, FollowUpDefinition Row)? Editing { get; private set; }

    public FollowUpPreview? Preview { get; private set; }

    public Outcome Previewed { get; private set; } = Outcome.Rejected;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Table = await dispatcher.Ask(new GetFollowUps(Line, Version), ct);
        Versions = await dispatcher.Ask(new ListFollowUpVersions(Line), ct);
        Faults = Table.Faults;
        if (HttpMethods.IsPost(Request.Method) && Posted.Optional("rows") is { } rows)
        {
            _draft ??= FollowUpDraft.Read(rows);
        }
    }

    public async Task OnPostEditAsync(CancellationToken ct)
    {
        await Load(ct);
        var parts = Posted.Text("do").Split(':');
        var at = parts.Length > 1 && int.TryParse(parts[1], out var number) ? number : -1;
        switch (parts[0])
        {
            case "up":
                Draft.Move(at, -1);
                break;
            case "down":
                Draft.Move(at, 1);
                break;
            case "remove":
                Draft.Remove(at);
                break;
            case "change" when Draft.Has(at):
                Editing = (at, Draft.Rows[at]);
                break;
            case "add":
                Editing = (null, new FollowUpDefinition(Outcome.Rejected, null, null, new NextStep(NextOffer.NextSuggestion, null, 14, null, null, null)));
                break;
        }

        await Check(ct);
    }

    public async Task OnPostRowAsync(CancellationToken ct)
    {
        await Load(ct);
        Draft.Put(Posted.Number("at") is { } at ? (int)at : null, FollowUpDraft.RowOf(Posted, Line));
        await Check(ct);
    }

    public async Task OnPostPreviewAsync(CancellationToken ct)
    {
        await Load(ct);
        Previewed = EnumWords.Read<Outcome>(Posted.Text("outcome")) ?? throw new InvalidInputException("outcome", "unknownOutcome", "This is not an outcome.");
        if (await Check(ct))
        {
            Preview = await dispatcher.Ask(new PreviewFollowUps(Line, Draft.Rows, Previewed), ct);
        }
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        await Load(ct);
        if (!await Check(ct))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await dispatcher.Send(new SaveFollowUps(Line, Draft.Rows, Posted.Optional("note"), Expected), ct);
        return Back("followUpsSaved");
    }

    public async Task<IActionResult> OnPostReturnAsync(int to, CancellationToken ct)
    {
        await dispatcher.Send(new ReturnToFollowUps(Line, to, Expected), ct);
        return Back("followUpsSaved");
    }

    public async Task<IActionResult> OnPostOwnAsync(CancellationToken ct)
    {
        await dispatcher.Send(new TakeLineFollowUps(Line, Expected), ct);
        return Back("followUpsTaken");
    }

    private int? Expected => Posted.Number("ifVersion") is { } version ? (int)version : null;

    private async Task<bool> Check(CancellationToken ct)
    {
        Faults = await dispatcher.Ask(new CheckFollowUps(Line, Draft.Rows), ct);
        return Faults.Count == 0;
    }

    private RedirectResult Back(string done) => Redirect($"/ProductLines/{Line}/FollowUps?done={done}");
}
