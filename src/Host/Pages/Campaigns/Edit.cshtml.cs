using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Segments.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>One campaign: made from a segment or from the clients behind a figure, rehearsed, run, measured.</summary>
[Permit(Permission.SeeClients)]
internal sealed class CampaignModel(IDispatcher dispatcher, Shell shell, ProductNames names, Texts texts) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Campaign { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public CampaignView? View { get; private set; }

    public CampaignRehearsal? Rehearsal { get; private set; }

    public IReadOnlyList<SegmentView> Segments { get; private set; } = [];

    public Page<CampaignClient> Clients { get; private set; } = new([], null);

    /// <summary>What the clients are chosen by, when no segment is.</summary>
    public string? Filter { get; private set; }

    public string? Sentence { get; private set; }

    public string? Product { get; private set; }

    public bool MayMake => shell.May(Permission.RunCampaigns);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        if (Campaign is { } id)
        {
            View = await dispatcher.Ask(new GetCampaign(id), ct);
            if (View.Status != CampaignStatus.Draft)
            {
                Clients = await dispatcher.Ask(new ListCampaignClients(id, null, After, 50), ct);
                return;
            }

            Segments = View.MayRun ? await dispatcher.Ask(new ListSegments(), ct) : Segments;
            (Filter, Sentence, Product) = (View.Filter, View.Sentence, View.Product);
            return;
        }

        Segments = await dispatcher.Ask(new ListSegments(), ct);
        if (HttpMethods.IsPost(Request.Method))
        {
            (Filter, Product) = (Posted.Optional("filter"), Posted.Optional("product"));
            Sentence = Filter is null ? null : (await dispatcher.Ask(new TryFilter(Filter, 0), ct)).Sentence;
        }
    }

    /// <summary>The variants of the product that was just chosen.</summary>
    public PartialViewResult OnGetVariants(string? product)
    {
        Product = product;
        return Partial("_CampaignVariant", this);
    }

    /// <summary>The form of a new one, for these clients.</summary>
    public Task OnPostNewAsync(CancellationToken ct) => Load(ct);

    public async Task<RedirectResult> OnPostAddAsync(CancellationToken ct) =>
        Redirect($"/Campaigns/Edit?campaign={(await dispatcher.Send(new AddCampaign(Said()), ct)).Id}&done=campaignMade");

    /// <summary>Says the draft anew.</summary>
    public async Task<RedirectResult> OnPostChangeAsync(CancellationToken ct) => Moved(await dispatcher.Send(new ChangeCampaign(Wanted, Said(), Expected), ct), "campaignChanged");

    /// <summary>Straight into the worklists: a campaign without a control group, begun at once.</summary>
    public async Task<RedirectResult> OnPostWorklistAsync(CancellationToken ct)
    {
        var (filter, product) = (Posted.Text("filter"), Posted.Text("product"));
        await names.Load(ct);
        var made = await dispatcher.Send(new AddCampaign(new CampaignData(texts["campaigns.worklistName", names.Of(product)], null, filter, product, null, 10, 0, null, null, null, null)), ct);
        await dispatcher.Send(new StartCampaign(made.Id, null), ct);
        return Redirect($"/Campaigns/Edit?campaign={made.Id}&done=campaignStarted");
    }

    public async Task OnPostRehearseAsync(CancellationToken ct)
    {
        await Load(ct);
        Rehearsal = await dispatcher.Ask(new RehearseCampaign(Wanted), ct);
    }

    public async Task<RedirectResult> OnPostStartAsync(CancellationToken ct) => Moved(await dispatcher.Send(new StartCampaign(Wanted, Expected), ct), "campaignStarted");

    public async Task<RedirectResult> OnPostPauseAsync(CancellationToken ct) => Moved(await dispatcher.Send(new PauseCampaign(Wanted, Expected), ct), "campaignPaused");

    public async Task<RedirectResult> OnPostResumeAsync(CancellationToken ct) => Moved(await dispatcher.Send(new ResumeCampaign(Wanted, Expected), ct), "campaignResumed");

    public async Task<RedirectResult> OnPostFinishAsync(CancellationToken ct) => Moved(await dispatcher.Send(new FinishCampaign(Wanted, Expected), ct), "campaignFinished");

    public async Task<RedirectResult> OnPostDropAsync(CancellationToken ct)
    {
        await dispatcher.Send(new DropCampaign(Wanted), ct);
        return Redirect("/Campaigns?done=campaignDropped");
    }

    /// <summary>What stands in a field: what was just sent, else what is kept, else what is usual.</summary>
    public string Shown(string field, string? kept, string usual = "") => IsSaid ? Posted.Text(field) : kept ?? usual;

    /// <summary>The product whose variants can be chosen.</summary>
    public string? ProductShown => IsSaid ? Posted.Optional("product") : Product;

    private CampaignData Said()
    {
        var form = Posted;
        var data = new CampaignData(
            form.Text("campaignName"), form.Optional("segment"), form.Optional("filter"), form.Optional("product"), form.Optional("variant"), Whole(form, "perAdvisorPerDay"), Whole(form, "controlPercent"),
            form.Optional("becauseHu"), form.Optional("becauseEn"), form.Day("from"), form.Day("until"));
        form.Demand();
        return data;
    }

    /// <summary>A form of a campaign was sent and is shown again.</summary>
    private bool IsSaid => HttpMethods.IsPost(Request.Method) && Posted.Has("campaignName");

    private Guid Wanted => Campaign ?? throw new InvalidInputException("campaign", "required", "Required.");

    private int? Expected => Whole(Posted, "ifVersion");

    private static int? Whole(Form form, string name) => form.Number(name) is { } number ? (int)Math.Clamp(number, -1, 100_000) : null;

    private RedirectResult Moved(CampaignView campaign, string done) => Redirect($"/Campaigns/Edit?campaign={campaign.Id}&done={done}");
}
