using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Segments.Data;
using CrossSell.Segments.Messages;
using Npgsql;

namespace CrossSell.Segments.Features;

internal sealed class StartCampaignHandler(IUnitOfWork unit, IDispatcher dispatcher, CampaignPlanner planner, CampaignRunner runner, CampaignViews views, CallContext call, BusinessClock clock) : ICommandHandler<StartCampaign, CampaignView>
{
    private const int DaysAfter = 30;

    public async Task<CampaignView> Handle(StartCampaign request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var campaign = await CampaignTable.Lock(connection, call.Actor, request.CampaignId, request.IfVersion, ct);
        CampaignRunner.Demand(campaign, CampaignStatus.Draft);
        var drawn = await planner.Draw(connection, campaign, call.Actor.Scope, ct);
        if (drawn.Offered.Count == 0)
        {
            throw new RuleBrokenException("error.campaignEmpty", "Nobody whom the segment means may be offered the product now.");
        }

        // A campaign without an end is measured a month after its last call.
        var last = drawn.Offered.Max(o => o.Day) ?? clock.Today;
        var until = campaign.Until == DateOnly.MaxValue ? last.AddDays(DaysAfter) : campaign.Until;
        await connection.Execute("update segments.campaign set status = 'running', started_at = $2, until_on = $3, from_on = greatest(from_on, $4), version = version + 1 where id = $1", [campaign.Id, clock.Now, until, clock.Today], ct);
        await Members(connection, campaign.Id, drawn, ct);
        unit.Audit(new AuditDraft("segments.campaignStarted", "campaign", campaign.Id, null, null, new { campaign.Name, campaign.Product, campaign.Filter, Clients = drawn.Offered.Count, Control = drawn.Control.Count, Until = until }));
        if (drawn.Control.Count > 0)
        {
            await dispatcher.Send(new HoldOut(campaign.Id, campaign.Product, [.. drawn.Control.Select(c => c.ClientId)], until), ct);
        }

        await runner.Open(connection, campaign with { Status = CampaignStatus.Running, Until = until }, ct);
        return await views.Of(connection, await CampaignTable.Demand(connection, call.Actor, campaign.Id, ct), ct);
    }

    private static async Task Members(NpgsqlConnection connection, Guid campaign, DrawnCampaign drawn, CancellationToken ct)
    {
        await connection.Execute(
            """
            insert into segments.campaign_client(campaign_id, client_id, advisor_id, control, state, planned_on)
            select $1, t.client, t.advisor, false, 'waiting', t.day from unnest($2::uuid[], $3::uuid[], $4::date[]) as t(client, advisor, day)
            """,
            [campaign, drawn.Offered.Select(o => o.ClientId).ToArray(), drawn.Offered.Select(o => o.AdvisorId).ToArray(), drawn.Offered.Select(o => o.Day).ToArray()], ct);
        await connection.Execute(
            "insert into segments.campaign_client(campaign_id, client_id, advisor_id, control, state) select $1, t.client, t.advisor, true, 'control' from unnest($2::uuid[], $3::uuid[]) as t(client, advisor)",
            [campaign, drawn.Control.Select(o => o.ClientId).ToArray(), drawn.Control.Select(o => o.AdvisorId).ToArray()], ct);
    }
}

internal sealed class PauseCampaignHandler(IUnitOfWork unit, CampaignRunner runner) : ICommandHandler<PauseCampaign, CampaignView>
{
    public async Task<CampaignView> Handle(PauseCampaign request, CancellationToken ct) =>
        await runner.Turn(await unit.Connection(ct), request.CampaignId, request.IfVersion, CampaignStatus.Running, CampaignStatus.Paused, ct);
}

internal sealed class ResumeCampaignHandler(IUnitOfWork unit, CampaignRunner runner) : ICommandHandler<ResumeCampaign, CampaignView>
{
    public async Task<CampaignView> Handle(ResumeCampaign request, CancellationToken ct) =>
        await runner.Turn(await unit.Connection(ct), request.CampaignId, request.IfVersion, CampaignStatus.Paused, CampaignStatus.Running, ct);
}

internal sealed class FinishCampaignHandler(IUnitOfWork unit, CampaignRunner runner, CampaignViews views, CallContext call) : ICommandHandler<FinishCampaign, CampaignView>
{
    public async Task<CampaignView> Handle(FinishCampaign request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var campaign = await CampaignTable.Lock(connection, call.Actor, request.CampaignId, request.IfVersion, ct);
        CampaignRunner.Demand(campaign, CampaignStatus.Running, CampaignStatus.Paused);
        await runner.Finish(connection, campaign, ct);
        return await views.Of(connection, await CampaignTable.Demand(connection, call.Actor, campaign.Id, ct), ct);
    }
}

internal sealed class AdvanceCampaignsHandler(IUnitOfWork unit, CampaignRunner runner, BusinessClock clock) : ICommandHandler<AdvanceCampaigns, CampaignsAdvanced>
{
    public async Task<CampaignsAdvanced> Handle(AdvanceCampaigns request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await connection.Query("select 1 from segments.campaign where status in ('running', 'paused') order by id for update", r => r.GetInt32(0), [], ct);
        var (opened, finished) = (0, 0);
        foreach (var campaign in await CampaignTable.Running(connection, ct))
        {
            if (campaign.Until < clock.Today)
            {
                await runner.Finish(connection, campaign, ct);
                finished++;
            }
            else if (campaign.Status == CampaignStatus.Running)
            {
                opened += await runner.Open(connection, campaign, ct);
            }
        }

        return new CampaignsAdvanced(opened, finished);
    }
}

/// <summary>What starting, resuming and every day have in common.</summary>
internal sealed class CampaignRunner(IUnitOfWork unit, IDispatcher dispatcher, CampaignPlanner planner, CampaignViews views, CallContext call, BusinessClock clock)
{
    /// <summary>Offers are opened so many days before theirs: early enough to plan a week by, late enough for a pause to count.</summary>
    private const int OpenedAhead = 7;

    /// <summary>So long after its day somebody may still be reached.</summary>
    private const int Window = 21;

    public static void Demand(KeptCampaign campaign, params CampaignStatus[] allowed)
    {
        if (!allowed.Contains(campaign.Status))
        {
            throw new ConflictException("error.campaignStatus", $"The campaign is {campaign.Status.ToString().ToLowerInvariant()}.", ("status", campaign.Status.ToString().ToLowerInvariant()));
        }
    }

    public async Task<CampaignView> Turn(NpgsqlConnection connection, Guid id, int? ifVersion, CampaignStatus from, CampaignStatus to, CancellationToken ct)
    {
        var campaign = await CampaignTable.Lock(connection, call.Actor, id, ifVersion, ct);
        Demand(campaign, from);
        await connection.Execute("update segments.campaign set status = $2, version = version + 1 where id = $1", [campaign.Id, to.ToString().ToLowerInvariant()], ct);
        unit.Audit(new AuditDraft(to == CampaignStatus.Paused ? "segments.campaignPaused" : "segments.campaignResumed", "campaign", campaign.Id, null, null, new { campaign.Name }));
        if (to == CampaignStatus.Running)
        {
            await Open(connection, campaign, ct);
        }

        return await views.Of(connection, await CampaignTable.Demand(connection, call.Actor, campaign.Id, ct), ct);
    }

    /// <summary>Plans who waits anew, as things are today, and opens what comes within a week.</summary>
    public async Task<int> Open(NpgsqlConnection connection, KeptCampaign campaign, CancellationToken ct)
    {
        var members = await connection.Query(
            "select client_id, state, planned_on, advisor_id from segments.campaign_client where campaign_id = $1 and state in ('waiting', 'offered')",
            r => (Client: r.GetGuid(0), Waits: r.GetString(1) == "waiting", Day: r.Maybe<DateOnly>(2), Advisor: r.GetGuid(3)), [campaign.Id], ct);
        var waiting = members.Where(m => m.Waits).Select(m => m.Client).ToList();
        if (waiting.Count == 0)
        {
            return 0;
        }

        var now = await dispatcher.Ask(new WhoMayBeOffered(campaign.Product, waiting), ct);
        await Drop(connection, campaign, now.Where(n => n.Why is not null && n.Why is not ("cooldown" or "wrongContact" or "outOfSeason")).ToDictionary(n => n.ClientId, n => n.Why!), ct);
        var placed = await planner.Place(
            connection, campaign, [.. now.Where(n => n.Why is null).OrderBy(n => Domain.ControlGroup.Number(campaign.Id, n.ClientId))],
            [.. members.Where(m => !m.Waits && m.Day is not null).Select(m => (m.Advisor, m.Day!.Value))], ct);
        var moved = await connection.Execute(
            """
            update segments.campaign_client m set planned_on = t.day, advisor_id = t.advisor from unnest($2::uuid[], $3::uuid[], $4::date[]) as t(client, advisor, day)
            where m.campaign_id = $1 and m.client_id = t.client and (m.planned_on is distinct from t.day or m.advisor_id <> t.advisor)
            """,
            [campaign.Id, placed.Select(p => p.ClientId).ToArray(), placed.Select(p => p.AdvisorId).ToArray(), placed.Select(p => p.Day).ToArray()], ct);
        var opened = await Due(connection, campaign, placed, ct);
        if (moved + opened > 0)
        {
            unit.Audit(new AuditDraft("segments.campaignAdvanced", "campaign", campaign.Id, null, null, new { campaign.Name, Opened = opened, Moved = moved }));
        }

        return opened;
    }

    private async Task<int> Due(NpgsqlConnection connection, KeptCampaign campaign, IReadOnlyList<PlacedClient> placed, CancellationToken ct)
    {
        var due = placed.Where(p => p.Day <= clock.Today.AddDays(OpenedAhead)).Select(p => new PlannedOffer(p.ClientId, p.Day!.Value, Last(p.Day.Value, campaign))).ToList();
        if (due.Count == 0)
        {
            return 0;
        }

        var opened = await dispatcher.Send(new OpenPlannedOffers(campaign.Product, campaign.Variant, new Reason("campaign", campaign.BecauseHu, campaign.BecauseEn), campaign.Cause, due), ct);
        await connection.Execute(
            "update segments.campaign_client m set state = 'offered', offer_id = t.offer from unnest($2::uuid[], $3::uuid[]) as t(client, offer) where m.campaign_id = $1 and m.client_id = t.client",
            [campaign.Id, opened.Opened.Keys.ToArray(), opened.Opened.Values.ToArray()], ct);
        await Drop(connection, campaign, opened.NotAllowed, ct);
        planner.HasOpened(placed.Where(p => opened.Opened.ContainsKey(p.ClientId)));
        return opened.Opened.Count;
    }

    public async Task Finish(NpgsqlConnection connection, KeptCampaign campaign, CancellationToken ct)
    {
        await connection.Execute("update segments.campaign set status = 'finished', finished_at = $2, until_on = least(until_on, $3), version = version + 1 where id = $1", [campaign.Id, clock.Now, clock.Today], ct);
        await connection.Execute("update segments.campaign_client set state = 'dropped', why = 'finished' where campaign_id = $1 and state = 'waiting'", [campaign.Id], ct);
        unit.Audit(new AuditDraft("segments.campaignFinished", "campaign", campaign.Id, null, null, new { campaign.Name }));
        await dispatcher.Send(new ReleaseHeldOut(campaign.Id), ct);
    }

    private static DateOnly Last(DateOnly day, KeptCampaign campaign) => campaign.Until < day.AddDays(Window) && campaign.Until >= day ? campaign.Until : day.AddDays(Window);

    private async Task Drop(NpgsqlConnection connection, KeptCampaign campaign, IReadOnlyDictionary<Guid, string> why, CancellationToken ct)
    {
        if (why.Count == 0)
        {
            return;
        }

        await connection.Execute(
            "update segments.campaign_client m set state = 'dropped', why = t.why from unnest($2::uuid[], $3::text[]) as t(client, why) where m.campaign_id = $1 and m.client_id = t.client",
            [campaign.Id, why.Keys.ToArray(), why.Values.ToArray()], ct);
        unit.Audit(new AuditDraft("segments.campaignDropped", "campaign", campaign.Id, null, null, new { campaign.Name, Clients = why.Count }));
    }
}
