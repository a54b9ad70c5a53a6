using CrossSell.Host.Security;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Segments.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>A segment, built by clicking or written: what it means is said, counted and shown while it is built. Every figure opens here with the clients behind it.</summary>
[Permit(Permission.SeeClients)]
internal sealed class SegmentModel(IDispatcher dispatcher, TroubleWords words, PeopleNames people, Shell shell) : PortalPage
{
    private const int Shown = 20;
    private FilterDraft _draft = new(null);

    [BindProperty(SupportsGet = true)]
    public Guid? Segment { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>One of the things worth doing, by its code: where a mail leads.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Worth { get; set; }

    /// <summary>The thing that was worth doing, as it stands now; none when nobody is left.</summary>
    public WorthDoing? Doing { get; private set; }

    public SegmentView? View { get; private set; }

    public FilterTrial? Trial { get; private set; }

    public IReadOnlyList<FilterKind> Kinds { get; private set; } = [];

    public IReadOnlyList<SegmentView> Segments { get; private set; } = [];

    public IReadOnlyList<Person> Advisors { get; private set; } = [];

    /// <summary>What speaks for the product that the filter speaks of, by client.</summary>
    public IReadOnlyDictionary<Guid, Reason> Because { get; private set; } = new Dictionary<Guid, Reason>();

    /// <summary>The text as somebody wrote it, when it can't be read.</summary>
    public string? Written { get; private set; }

    public FilterPart? Part => _draft.Part;

    public string Parts => _draft.Text;

    public PeopleNames People => people;

    /// <summary>As somebody wrote it, before it is saved too.</summary>
    public string? NameShown => IsBuilt ? Posted.Text("segmentName") : View?.Name;

    public bool SharedShown => IsBuilt ? Posted.Text("shared") == "true" : View?.Shared == true;

    private bool IsBuilt => HttpMethods.IsPost(Request.Method) && Posted.Has("segmentName");

    public bool MayCampaign => shell.May(Permission.RunCampaigns);

    /// <summary>The product that the filter says could be offered.</summary>
    public string? Product => _draft.Part is { } part ? ProductIn(part) : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await Load(ct);
        Doing = Worth is null ? null : (await dispatcher.Ask(new GetWorthDoing(), ct)).FirstOrDefault(w => w.Code == Worth);
        await Take(View?.Filter ?? Doing?.Filter ?? string.Empty, ct);
        await Try(ct);
        if (Request.Headers.ContainsKey(InPlaceTagHelper.Header))
        {
            // What was just saved has an address.
            Response.Headers["HX-Push-Url"] = $"/Segments/Edit?segment={Segment}";
        }
    }

    public override async Task Load(CancellationToken ct)
    {
        Kinds = await dispatcher.Ask(new ListFilterKinds(), ct);
        Segments = await dispatcher.Ask(new ListSegments(), ct);
        Advisors = shell.SeesSeveral ? await AdvisorChoice.Ask(dispatcher, ct) : [];
        View = Segment is { } id ? await dispatcher.Ask(new GetSegment(id), ct) : null;
        if (HttpMethods.IsPost(Request.Method) && _draft.Part is null)
        {
            _draft = FilterDraft.Read(Posted);
        }
    }

    /// <summary>The clients behind a figure.</summary>
    public async Task OnPostTryAsync(CancellationToken ct)
    {
        await Load(ct);
        await Take(Posted.Text("filter"), ct);
        await Try(ct);
    }

    /// <summary>A button or field of the builder.</summary>
    public async Task<IActionResult> OnPostBuildAsync(CancellationToken ct)
    {
        await Load(ct);
        switch (Posted.Text("do").Split(':'))
        {
            case ["add", var path]:
                _draft.Add(path, Fresh(Posted.Text($"kind.{path}")));
                break;
            case ["remove", var path]:
                _draft.Remove(path);
                break;
            case ["turn", var path]:
                _draft.Turn(path);
                break;
            case ["not", var path]:
                _draft.Negate(path);
                break;
            case ["group", var path]:
                _draft.Group(path);
                break;
            case ["text"]:
                await Take(Posted.Text("text"), ct);
                break;
            case ["save"]:
                return await Save(asNew: false, ct);
            case ["saveNew"]:
                return await Save(asNew: true, ct);
        }

        await Try(ct);
        return Page();
    }

    private async Task<RedirectResult> Save(bool asNew, CancellationToken ct)
    {
        if (Part is null)
        {
            throw new InvalidInputException("filter", "filterEmpty", "Say which clients are meant.");
        }

        var data = new SegmentData(Posted.Text("segmentName"), await dispatcher.Ask(new PutFilterTogether(Part), ct), Posted.Text("shared") == "true");
        var saved = View is { Own: true } own && !asNew
            ? await dispatcher.Send(new ChangeSegment(own.Id, data, Posted.Number("ifVersion") is { } version ? (int)version : null), ct)
            : await dispatcher.Send(new AddSegment(data), ct);
        return Redirect($"/Segments/Edit?segment={saved.Id}&done=segmentSaved");
    }

    public async Task<RedirectResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await dispatcher.Send(new DeleteSegment(Segment ?? throw new InvalidInputException("segment", "required", "Required.")), ct);
        return Redirect("/Segments?done=segmentDeleted");
    }

    private static string? ProductIn(FilterPart part) => part is { Kind: "standing", Values: [var product, "offerable"] } ? product : part.Kind == "all" ? part.Parts.Select(ProductIn).FirstOrDefault(p => p is not null) : null;

    private FilterPart Fresh(string kind) => Kinds.FirstOrDefault(k => k.Kind == kind) is { } known
        ? new FilterPart(kind, kind == "segment" && Segments.Count > 0 ? [Segments[0].Name] : kind == "advisor" && Advisors.Count > 0 ? [Advisors[0].Email] : known.Example, [])
        : throw new InvalidInputException("kind", "filterUnknownKind", $"There is no condition {kind}.");

    private async Task Take(string filter, CancellationToken ct)
    {
        try
        {
            _draft = new FilterDraft(await dispatcher.Ask(new TakeFilterApart(filter), ct));
        }
        catch (InvalidInputException wrong)
        {
            (Written, Trouble) = (filter, words.Of(wrong));
        }
    }

    private async Task Try(CancellationToken ct)
    {
        if (Part is null || Written is not null)
        {
            return;
        }

        try
        {
            Trial = await dispatcher.Ask(new TryFilter(await dispatcher.Ask(new PutFilterTogether(Part), ct), Shown), ct);
            await people.Load(Trial.Sample.Select(c => c.AdvisorId), ct);
            Because = Product is { } product
                ? (await dispatcher.Ask(new ExplainProducts([product], [.. Trial.Sample.Select(c => c.Id)]), ct)).Where(k => k.Products[0].Because is not null).ToDictionary(k => k.ClientId, k => k.Products[0].Because!)
                : Because;
        }
        catch (InvalidInputException wrong)
        {
            Trouble = words.Of(wrong);
        }
    }
}
