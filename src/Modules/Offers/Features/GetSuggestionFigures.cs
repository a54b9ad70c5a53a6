using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Features;

/// <summary>The chances stand with the offers as they were said, so every answer is a test of a model that had not seen it.</summary>
internal sealed class GetSuggestionFiguresHandler(Database database, LearnedModels models, CallContext call, BusinessClock clock) : IQueryHandler<GetSuggestionFigures, SuggestionFigures>
{
    private const int Days = 365;

    public async Task<SuggestionFigures> Handle(GetSuggestionFigures request, CancellationToken ct)
    {
        var shares = (await models.Get(ct)).Shares;
        var since = clock.At(clock.Today.AddDays(-Days), TimeOnly.MinValue);
        var answered = await Answered(since, ct);
        var calibrated = answered.Exists(a => a.Calibrated);
        var shown = answered.Where(a => a.Calibrated == calibrated).Select(a => (a.Chance, a.Yes)).ToList();
        return new SuggestionFigures(Reliability.Bins(shown), calibrated, answered.Count, Calibration.FewestOffers, await Groups(shares, since, ct), shares.Control, shares.Explore);
    }

    private async Task<List<(double Chance, bool Calibrated, bool Yes)>> Answered(DateTimeOffset since, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await database.Query(
            $"""
            select (o.evidence->>'chance')::float8, (o.evidence->>'calibrated')::boolean, o.status = 'accepted' from offers.offer o join clients.pub_client c on c.id = o.client_id
            where o.closed_at >= $1 and o.status in ('accepted', 'rejected') and o.evidence->>'chance' is not null and {scope.Sql("c.advisor_id", "$2")}
            """,
            r => (r.GetDouble(0), r.GetBoolean(1), r.GetBoolean(2)), [since, scope.Advisors], ct);
    }

    private async Task<List<SuggestionGroup>> Groups(Shares shares, DateTimeOffset since, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var rows = await database.Query(
            $"""
            select c.id, count(o.id)::int, count(o.id) filter (where o.status in ('accepted', 'rejected'))::int, count(o.id) filter (where o.status = 'accepted')::int,
                   count(o.id) filter (where o.evidence->>'group' = 'explored')::int,
                   count(o.id) filter (where o.evidence->>'group' = 'explored' and o.status in ('accepted', 'rejected'))::int,
                   count(o.id) filter (where o.evidence->>'group' = 'explored' and o.status = 'accepted')::int
            from clients.pub_client c left join offers.offer o on o.client_id = c.id and o.created_at >= $1 and o.contract_id is null
            where {scope.Sql("c.advisor_id", "$2")} group by c.id
            """,
            r => (Client: r.GetGuid(0), Opened: r.GetInt32(1), Answered: r.GetInt32(2), Yes: r.GetInt32(3), Explored: (r.GetInt32(4), r.GetInt32(5), r.GetInt32(6))),
            [since, scope.Advisors],
            ct);
        var byGroup = rows.ToLookup(r => shares.IsControl(r.Client));
        SuggestionGroup Of(string group, bool control) => Reliability.Group(
            group, byGroup[control].Count(), byGroup[control].Sum(r => r.Opened), byGroup[control].Sum(r => r.Answered), byGroup[control].Sum(r => r.Yes));
        return
        [
            Of("learned", false),
            Of("control", true),
            Reliability.Group("explored", null, rows.Sum(r => r.Explored.Item1), rows.Sum(r => r.Explored.Item2), rows.Sum(r => r.Explored.Item3)),
        ];
    }
}
