using System.Globalization;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Segments.Data;
using CrossSell.Segments.Domain;
using CrossSell.Segments.Messages;
using Npgsql;

namespace CrossSell.Segments.Features;

internal sealed class GetCampaignHandler(Database database, CampaignViews views, CallContext call) : IQueryHandler<GetCampaign, CampaignView>
{
    public async Task<CampaignView> Handle(GetCampaign request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await views.Of(connection, await CampaignTable.Demand(connection, call.Actor, request.CampaignId, ct), ct);
    }
}

internal sealed class ListCampaignsHandler(Database database, CampaignViews views, CallContext call) : IQueryHandler<ListCampaigns, IReadOnlyList<CampaignView>>
{
    public async Task<IReadOnlyList<CampaignView>> Handle(ListCampaigns request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var all = new List<CampaignView>();
        foreach (var campaign in await CampaignTable.All(connection, call.Actor, ct))
        {
            all.Add(await views.Of(connection, campaign, ct));
        }

        return all;
    }
}

internal sealed class RehearseCampaignHandler(Database database, CampaignPlanner planner, IPeople people, CallContext call, BusinessClock clock) : IQueryHandler<RehearseCampaign, CampaignRehearsal>
{
    public async Task<CampaignRehearsal> Handle(RehearseCampaign request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var campaign = await CampaignTable.Demand(connection, call.Actor, request.CampaignId, ct);
        CampaignRunner.Demand(campaign, CampaignStatus.Draft);
        var drawn = await planner.Draw(connection, campaign, call.Actor.Scope.Writing, ct);
        var names = await people.ById([.. drawn.Offered.Select(o => o.AdvisorId).Distinct()], ct);
        var first = Monday(campaign.From > clock.Today ? campaign.From : clock.Today);
        var last = drawn.Offered.Max(o => o.Day);
        var weeks = last is { } day ? (Monday(day).DayNumber - first.DayNumber) / 7 + 1 : 0;
        int Week(DateOnly on) => (on.DayNumber - first.DayNumber) / 7;
        int[] ByWeek(IEnumerable<PlacedClient> placed) => [.. Enumerable.Range(0, weeks).Select(w => placed.Count(p => p.Day is { } on && Week(on) == w))];
        return new CampaignRehearsal(
            drawn.Meant, drawn.Offered.Count, drawn.Control.Count, drawn.NotAllowed, weeks, last, drawn.Offered.Count(o => o.Day is null), drawn.Offered.Count(o => o.Later),
            [.. ByWeek(drawn.Offered).Select((n, w) => new CampaignWeek(first.AddDays(7 * w), n))],
            [.. drawn.Offered.GroupBy(o => o.AdvisorId).Select(g => new CampaignAdvisor(g.Key, names.GetValueOrDefault(g.Key)?.Name ?? "–", g.Count(), ByWeek(g), g.Max(o => o.Day), g.Count(o => o.Day is null)))
                .OrderByDescending(a => a.Unplaced).ThenByDescending(a => a.Clients).ThenBy(a => a.Name, StringComparer.CurrentCulture)]);
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

internal sealed class ListCampaignClientsHandler(Database database, CallContext call) : IQueryHandler<ListCampaignClients, Page<CampaignClient>>
{
    public async Task<Page<CampaignClient>> Handle(ListCampaignClients request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var campaign = await CampaignTable.Demand(connection, call.Actor, request.CampaignId, ct);
        var (day, id) = Cursor(request.After);
        var filter = new SqlFilter().In(call.Actor.Scope, "c.advisor_id").And("m.campaign_id = ?", campaign.Id).And("m.state = ?", request.State).And("(coalesce(m.planned_on, 'infinity'::date), m.client_id) > (?, ?)", day, id);
        var rows = await connection.Query(
            $"""
            select m.client_id, c.name, coalesce(u.email, ''), coalesce(u.name, ''), m.state, m.planned_on, m.offer_id, o.status, m.why
            from segments.campaign_client m join clients.pub_client c on c.id = m.client_id left join access.pub_user u on u.id = c.advisor_id left join offers.pub_offer o on o.id = m.offer_id
            where {filter.Sql} order by coalesce(m.planned_on, 'infinity'::date), m.client_id limit {filter.Parameter(request.Limit + 1)}
            """,
            r => new CampaignClient(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.Maybe<DateOnly>(5), r.Maybe<Guid>(6), r.MaybeText(7), r.MaybeText(8)), filter.Values, ct);
        return Page<CampaignClient>.Of(rows, request.Limit, c => string.Create(CultureInfo.InvariantCulture, $"{(c.PlannedOn ?? DateOnly.MaxValue):yyyyMMdd}{c.ClientId:N}"));
    }

    private static (DateOnly? Day, Guid? Id) Cursor(string? after) => string.IsNullOrEmpty(after) ? (null, null)
        : after.Length == 40 && DateOnly.TryParseExact(after[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && Guid.TryParseExact(after[8..], "N", out var id) ? (day, id)
        : throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
}

/// <summary>Campaigns as people see them, with what became of them.</summary>
internal sealed class CampaignViews(FilterDesk desk, CallContext call)
{
    public async Task<CampaignView> Of(NpgsqlConnection connection, KeptCampaign c, CancellationToken ct)
    {
        var filter = await desk.Unkept(c.Filter, ct);
        var (text, sentence) = await desk.Say(filter, await desk.NamesOf([filter], ct), ct);
        return new CampaignView(
            c.Id, c.Name, c.Owner, c.Segment, text, sentence, c.Product, c.Variant, c.PerDay, c.ControlPercent, c.BecauseHu, c.BecauseEn, c.From, c.Until, c.Status, c.CreatedAt, c.StartedAt, c.FinishedAt,
            await CampaignTable.MayRun(connection, call.Actor, c, ct), c.Status == CampaignStatus.Draft ? null : await Figures(connection, c, ct), c.Version);
    }

    private static async Task<CampaignFigures> Figures(NpgsqlConnection connection, KeptCampaign campaign, CancellationToken ct) => (await connection.Query(
        """
        with members as (
          select m.*, o.status, exists (select 1 from offers.pub_attempt a where a.offer_id = m.offer_id) as approached,
                 exists (select 1 from portfolio.pub_contract k where k.client_id = m.client_id and k.product = $2 and k.held_at = 'us' and k.start >= $3) as bought
          from segments.campaign_client m left join offers.pub_offer o on o.id = m.offer_id where m.campaign_id = $1
        )
        select count(*) filter (where state = 'waiting')::int, count(*) filter (where state = 'offered')::int, count(*) filter (where state = 'dropped')::int, count(*) filter (where control)::int,
               count(*) filter (where approached)::int, count(*) filter (where status = 'accepted')::int, count(*) filter (where status = 'rejected')::int,
               count(*) filter (where bought and not control)::int, count(*) filter (where bought and control)::int, count(*) filter (where not control)::int, max(planned_on)
        from members
        """,
        Read, [campaign.Id, campaign.Product, campaign.From], ct))[0];

    private static CampaignFigures Read(NpgsqlDataReader r)
    {
        var (control, bought, controlBought, chosen) = (r.GetInt32(3), r.GetInt32(7), r.GetInt32(8), r.GetInt32(9));
        var uplift = Measurement.Uplift(bought, chosen, controlBought, control);
        return new CampaignFigures(
            r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), control, r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), bought, controlBought, chosen == 0 ? null : (double)bought / chosen, control == 0 ? null : (double)controlBought / control,
            uplift?.Difference, uplift?.From, uplift?.Until, r.Maybe<DateOnly>(10));
    }
}
