using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Segments.Data;
using CrossSell.Segments.Domain;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Segments.Features;

/// <summary>A client with the day the plan gives, or none.</summary>
internal sealed record PlacedClient(Guid ClientId, Guid AdvisorId, DateOnly? Day, bool Later);

/// <param name="Meant">How many the segment means.</param>
internal sealed record DrawnCampaign(int Meant, IReadOnlyList<PlacedClient> Offered, IReadOnlyList<(Guid ClientId, Guid AdvisorId)> Control, IReadOnlyDictionary<string, int> NotAllowed);

/// <summary>Draws and places the clients of a campaign: for its rehearsal, its start, and every day after.</summary>
internal sealed class CampaignPlanner(IDispatcher dispatcher, FilterDesk desk, ClientCounter counter, BusinessClock clock)
{
    public const int MostClients = 50_000;
    private const int DaysAhead = 182;
    private readonly List<TakenDay> _opened = [];

    /// <summary>Offers that the unit of work in progress has opened: nobody who asks the database sees them yet.</summary>
    public void HasOpened(IEnumerable<PlacedClient> placed) => _opened.AddRange(placed.Select(p => new TakenDay(p.AdvisorId, p.ClientId, p.Day!.Value)));

    public async Task<DrawnCampaign> Draw(NpgsqlConnection connection, KeptCampaign campaign, ClientScope scope, CancellationToken ct)
    {
        var meant = await counter.Ids(await desk.Condition(await desk.Unkept(campaign.Filter, ct), ct), scope, ct);
        if (meant.Count > MostClients)
        {
            throw new RuleBrokenException("error.campaignTooLarge", $"The segment means {meant.Count} clients; a campaign has at most {MostClients}.", ("clients", meant.Count), ("most", MostClients));
        }

        var elsewhere = (await connection.Query(
            "select m.client_id from segments.campaign_client m join segments.campaign c on c.id = m.campaign_id where c.product = $1 and c.status in ('running', 'paused') and m.state = 'waiting' and c.id <> $2",
            r => r.GetGuid(0), [campaign.Product, campaign.Id], ct)).ToHashSet();
        var known = await dispatcher.Ask(new WhoMayBeOffered(campaign.Product, meant), ct);
        var notAllowed = known.Select(k => elsewhere.Contains(k.ClientId) ? "otherCampaign" : k.Why).OfType<string>().CountBy(w => w).ToDictionary();
        var may = known.Where(k => k.Why is null && !elsewhere.Contains(k.ClientId)).OrderBy(k => ControlGroup.Number(campaign.Id, k.ClientId)).ThenBy(k => k.ClientId).ToList();
        var control = may.Where(k => ControlGroup.Has(campaign.Id, k.ClientId, campaign.ControlPercent)).ToList();
        return new DrawnCampaign(
            meant.Count, await Place(connection, campaign, [.. may.Except(control)], [], ct), [.. control.Select(k => (k.ClientId, k.AdvisorId))], notAllowed);
    }

    /// <param name="given">Clients of the campaign that have been offered it, with their days.</param>
    public async Task<IReadOnlyList<PlacedClient>> Place(
        NpgsqlConnection connection, KeptCampaign campaign, IReadOnlyList<OfferableClient> clients, IReadOnlyList<(Guid AdvisorId, DateOnly Day)> given, CancellationToken ct)
    {
        if (clients.Count == 0)
        {
            return [];
        }

        var from = campaign.From > clock.Today ? campaign.From : clock.Today;
        var until = campaign.Until < from.AddDays(DaysAhead) ? campaign.Until : from.AddDays(DaysAhead);
        Guid[] people = [.. clients.Select(c => c.AdvisorId).Distinct()];
        var room = (await dispatcher.Ask(new CapacityOfDays(people, from, until), ct)).ToDictionary(d => (d.PersonId, d.Day), d => d.Calls);
        var policy = await dispatcher.Ask(new GetContactPolicy(), ct);
        var plan = new CampaignPlan((person, day) => room.GetValueOrDefault((person, day)), campaign.PerDay, policy.ApproachesPerWeek, from, until);
        var meant = await Waiting(connection, campaign, people, [.. clients.Select(c => c.ClientId)], from, ct);
        foreach (var taken in (await Load(connection, people, ct)).Concat(_opened))
        {
            plan.Take(taken.AdvisorId, taken.ClientId, taken.Day);
        }

        foreach (var other in meant)
        {
            plan.Mean(other.AdvisorId, other.ClientId, other.Day);
        }

        var (firm, loose) = (_opened.ToLookup(t => t.ClientId, t => t.Day), meant.ToLookup(t => t.ClientId, t => t.Day));

        foreach (var (advisor, day) in given)
        {
            plan.Given(advisor, day);
        }

        return [.. clients.Select(c => (Client: c, At: plan.Place(new Candidate(c.ClientId, c.AdvisorId, [.. c.Approached, .. c.Planned.Select(d => d < clock.Today ? clock.Today : d), .. firm[c.ClientId]], [.. loose[c.ClientId]])))).Select(p => new PlacedClient(p.Client.ClientId, p.Client.AdvisorId, p.At?.Day, p.At?.Later ?? false))];
    }

    /// <summary>What is planned already; what is overdue is to be made up for today, whenever the campaign begins.</summary>
    private Task<List<TakenDay>> Load(NpgsqlConnection connection, Guid[] people, CancellationToken ct) => connection.Query(
        "select distinct assignee_id, client_id, greatest(due_on, $2) from worklist.pub_task where status = 'open' and kind = 'call' and assignee_id = any($1)", Taken, [people, clock.Today], ct);

    /// <summary>Days that other running campaigns mean to use.</summary>
    private static Task<List<TakenDay>> Waiting(NpgsqlConnection connection, KeptCampaign campaign, Guid[] people, Guid[] clients, DateOnly from, CancellationToken ct) => connection.Query(
        """
        select m.advisor_id, m.client_id, m.planned_on from segments.campaign_client m join segments.campaign c on c.id = m.campaign_id
        where c.status = 'running' and c.id <> $1 and m.state = 'waiting' and m.planned_on >= $4 and (m.advisor_id = any($2) or m.client_id = any($3))
        """,
        Taken, [campaign.Id, people, clients, from], ct);

    private static TakenDay Taken(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), r.GetFieldValue<DateOnly>(2));

    /// <summary>A client is going to be called by an advisor on a day.</summary>
    private readonly record struct TakenDay(Guid AdvisorId, Guid ClientId, DateOnly Day);
}
