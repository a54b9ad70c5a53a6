using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Segments.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

/// <summary>Segments, the white space, campaigns.</summary>
internal static class SegmentsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var segments = api.MapGroup("/segments").WithTags("Segments");
        segments.MapGet("/", All).Permit(Permission.SeeClients).WithSummary("One's own segments and those shared with one's team");
        segments.MapPost("/", Add).Permit(Permission.SeeClients).WithSummary("Keeps a filter as a segment; it answers with its count");
        segments.MapPost("/try", Try).Permit(Permission.SeeClients).WithSummary("What a filter means: as a sentence, counted, with a sample; nothing is kept");
        segments.MapGet("/conditions", Conditions).Permit(Permission.SeeClients).WithSummary("The kinds of conditions and what each asks for");
        segments.MapGet("/{id:guid}", Get).Permit(Permission.SeeClients).WithSummary("One segment with its count");
        segments.MapPut("/{id:guid}", Change).Permit(Permission.SeeClients).WithSummary("Changes one's own segment");
        segments.MapDelete("/{id:guid}", Delete).Permit(Permission.SeeClients).WithSummary("Deletes one's own segment; refused while others stand on it");
        segments.MapGet("/{id:guid}/clients", Clients).Permit(Permission.SeeClients).WithSummary("The clients of a segment in one's scope, by name");
        api.MapGet("/clients/{client:guid}/segments", OfClient).Permit(Permission.SeeClients).WithTags("Clients").WithSummary("The segments one sees that mean the client");
        var insights = api.MapGroup("/insights").WithTags("Insights");
        insights.MapGet("/whitespace", Whitespace).Permit(Permission.SeeClients).WithSummary("A segment by products: held, being offered, could be offered, in cooldown, not allowed; counts and sums");
        insights.MapGet("/whitespace/clients", WhitespaceClients).Permit(Permission.SeeClients).WithSummary("The same client by client, for the products of a line");
        var campaigns = api.MapGroup("/campaigns").WithTags("Campaigns");
        campaigns.MapGet("/", Campaigns).Permit(Permission.SeeClients).WithSummary("Campaigns one made, and those with clients of one's scope; newest first");
        campaigns.MapPost("/", AddCampaign).Permit(Permission.RunCampaigns).WithSummary("Makes a draft of a campaign: a product for a segment");
        campaigns.MapGet("/{id:guid}", Campaign).Permit(Permission.SeeClients).WithSummary("One campaign with what became of it, against its control group");
        campaigns.MapPut("/{id:guid}", ChangeCampaign).Permit(Permission.RunCampaigns).WithSummary("Says a draft anew; refused once it has started");
        campaigns.MapDelete("/{id:guid}", Drop).Permit(Permission.RunCampaigns).WithSummary("Deletes a draft");
        campaigns.MapPost("/{id:guid}/rehearsal", Rehearse).Permit(Permission.RunCampaigns).WithSummary("What would happen if the draft were started: how many clients, weeks, who is full; changes nothing");
        campaigns.MapPost("/{id:guid}/start", (Guid id, HttpContext http, IDispatcher d, CancellationToken ct) => Moved(http, d.Send(new StartCampaign(id, http.IfVersion()), ct))).Permit(Permission.RunCampaigns).WithSummary("Starts a draft");
        campaigns.MapPost("/{id:guid}/pause", (Guid id, HttpContext http, IDispatcher d, CancellationToken ct) => Moved(http, d.Send(new PauseCampaign(id, http.IfVersion()), ct))).Permit(Permission.RunCampaigns).WithSummary("Opens no more offers until it is resumed");
        campaigns.MapPost("/{id:guid}/resume", (Guid id, HttpContext http, IDispatcher d, CancellationToken ct) => Moved(http, d.Send(new ResumeCampaign(id, http.IfVersion()), ct))).Permit(Permission.RunCampaigns).WithSummary("Goes on after a pause");
        campaigns.MapPost("/{id:guid}/finish", (Guid id, HttpContext http, IDispatcher d, CancellationToken ct) => Moved(http, d.Send(new FinishCampaign(id, http.IfVersion()), ct))).Permit(Permission.RunCampaigns).WithSummary("Ends it: who waits is not approached any more");
        campaigns.MapGet("/{id:guid}/clients", CampaignClients).Permit(Permission.SeeClients).WithSummary("The clients of a campaign in one's scope, by day");
    }

    private static async Task<ListAnswer<SegmentView>> All(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListSegments(), ct), null);

    private static async Task<Created<SegmentView>> Add(SegmentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var added = await dispatcher.Send(new AddSegment(body.Data), ct);
        return http.Made("segments", added.Id, added, added.Version);
    }

    private static Task<FilterTrial> Try(SegmentTry body, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new TryFilter(Body.Required(body.Filter, "filter"), body.Sample ?? 10), ct);

    private static async Task<ListAnswer<FilterKind>> Conditions(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListFilterKinds(), ct), null);

    private static async Task<Ok<SegmentView>> Get(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var segment = await dispatcher.Ask(new GetSegment(id), ct);
        return http.Tagged(segment, segment.Version);
    }

    private static async Task<Ok<SegmentView>> Change(Guid id, SegmentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var changed = await dispatcher.Send(new ChangeSegment(id, body.Data, http.IfVersion()), ct);
        return http.Tagged(changed, changed.Version);
    }

    private static async Task<NoContent> Delete(Guid id, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new DeleteSegment(id), ct);
        return TypedResults.NoContent();
    }

    private static async Task<ListAnswer<ClientItem>> Clients(Guid id, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct)
    {
        var page = await dispatcher.Ask(new ListSegmentClients(id, after, Paging.Limit(limit)), ct);
        return new([.. page.Items.Select(r => r.Client)], page.Next);
    }

    private static async Task<ListAnswer<SegmentView>> OfClient(Guid client, IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new SegmentsOfClient(client), ct), null);

    private static Task<Whitespace> Whitespace(string? segment, string? line, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetWhitespace(segment, null, line), ct);

    private static Task<WhitespaceClients> WhitespaceClients(string? segment, string line, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Ask(new ListWhitespaceClients(segment, null, line, after, Paging.Limit(limit)), ct);

    private static async Task<ListAnswer<CampaignView>> Campaigns(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListCampaigns(), ct), null);

    private static async Task<Created<CampaignView>> AddCampaign(CampaignBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var added = await dispatcher.Send(new AddCampaign(body.Data), ct);
        return http.Made("campaigns", added.Id, added, added.Version);
    }

    private static async Task<Ok<CampaignView>> Campaign(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) => await Moved(http, dispatcher.Ask(new GetCampaign(id), ct));

    private static Task<Ok<CampaignView>> ChangeCampaign(Guid id, CampaignBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Moved(http, dispatcher.Send(new ChangeCampaign(id, body.Data, http.IfVersion()), ct));

    private static async Task<NoContent> Drop(Guid id, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new DropCampaign(id), ct);
        return TypedResults.NoContent();
    }

    private static Task<CampaignRehearsal> Rehearse(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new RehearseCampaign(id), ct);

    private static async Task<ListAnswer<CampaignClient>> CampaignClients(Guid id, string? state, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListCampaignClients(id, Body.Word(state, "state", "waiting", "offered", "dropped", "control"), after, Paging.Limit(limit)), ct)).Answer();

    private static async Task<Ok<CampaignView>> Moved(HttpContext http, Task<CampaignView> campaign) => http.Tagged(await campaign, (await campaign).Version);
}

/// <param name="Filter">In the filter language, or as a sentence of either language.</param>
/// <param name="Shared">One's team sees it too.</param>
internal sealed record SegmentBody(string? Name, string? Filter, bool? Shared)
{
    public SegmentData Data => new(Name, Filter, Shared ?? false);
}

/// <param name="Sample">How many clients to show, 0 to 50; 10 when not given.</param>
internal sealed record SegmentTry(string? Filter, int? Sample);

/// <param name="Segment">Id or name of a segment; or else <c>filter</c>.</param>
/// <param name="PerAdvisorPerDay">1 to 100; 5 when not given.</param>
/// <param name="ControlPercent">So many of a hundred are not approached, for comparison: 0 to 50; 10 when not given.</param>
/// <param name="Because">Why, as the advisor says it; the name when not given.</param>
/// <param name="Until">Last day; when not given, 30 days after the last planned call.</param>
internal sealed record CampaignBody(
    string? Name, string? Segment, string? Filter, string? Product, string? Variant, int? PerAdvisorPerDay, int? ControlPercent, BecauseBody? Because, DateOnly? From, DateOnly? Until)
{
    public CampaignData Data => new(Name ?? Product, Segment, Filter, Product, Variant, PerAdvisorPerDay, ControlPercent, Because?.Hu, Because?.En, From, Until);
}

internal sealed record BecauseBody(string? Hu, string? En);
