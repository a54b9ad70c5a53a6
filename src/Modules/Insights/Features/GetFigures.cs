using CrossSell.Insights.Data;
using CrossSell.Insights.Domain;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Insights.Features;

/// <summary>Adds up the rows that were counted for the advisors of the scope; for who sees everybody there is a row that holds the sum.</summary>
internal sealed class GetFiguresHandler(Database database, IPeople people, CallContext call) : IQueryHandler<GetFigures, FigureSheet>
{
    public async Task<FigureSheet> Handle(GetFigures request, CancellationToken ct)
    {
        var definitions = FigureBook.All.Where(f => f.Topic == request.Topic).ToList();
        var refreshed = (await database.Query("select at, as_of from insights.refresh where id = 1", r => (At: r.GetFieldValue<DateTimeOffset>(0), AsOf: r.GetFieldValue<DateOnly>(1)), [], ct)).Select(r => ((DateTimeOffset, DateOnly)?)r).FirstOrDefault();
        var counted = (await Counts([.. definitions.Select(d => d.Name)], [.. definitions.Where(d => d.KeyIs == "advisor").Select(d => d.Name)], ct)).ToLookup(c => c.Name);
        var names = await people.ById([.. definitions.Where(d => d.KeyIs == "advisor").SelectMany(d => counted[d.Name]).Select(c => Guid.Parse(c.Key)).Distinct()], ct);
        return new FigureSheet(
            request.Topic, refreshed?.Item1, refreshed?.Item2,
            refreshed is not { } known ? [] : [.. definitions.Select(d => Of(d, [.. counted[d.Name]], known.Item2, names))]);
    }

    private Task<List<Counted>> Counts(string[] names, string[] byAdvisor, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return scope.All
            ? database.Query(
                "select name, key, sub, counts, amount from insights.figure where name = any($1) and (advisor_id = $2 or name = any($3))",
                r => new Counted(r.GetString(0), r.GetString(1), r.GetString(2), r.GetFieldValue<long[]>(3), r.GetDecimal(4)), [names, InsightsDb.Everybody, byAdvisor], ct)
            : database.Query(
                """
                select f.name, f.key, f.sub, (select array_agg(t.sum order by t.no) from (select u.no, sum(u.n)::bigint as sum from insights.figure g, unnest(g.counts) with ordinality as u(n, no)
                         where g.name = f.name and g.key = f.key and g.sub = f.sub and g.advisor_id = any($2) group by u.no) t), sum(f.amount)
                from insights.figure f where f.name = any($1) and f.advisor_id = any($2) group by f.name, f.key, f.sub
                """,
                r => new Counted(r.GetString(0), r.GetString(1), r.GetString(2), r.GetFieldValue<long[]>(3), r.GetDecimal(4)), [names, scope.Advisors], ct);
    }

    private static Figure Of(FigureDefinition definition, List<Counted> counted, DateOnly asOf, IReadOnlyDictionary<Guid, Person> names)
    {
        var ordered = definition.Most is { } most
            ? counted.OrderByDescending(c => definition.AmountIs is null ? c.Counts[0] : c.Amount).ThenBy(c => c.Key, StringComparer.Ordinal).Take(most).ToList()
            : [.. counted.OrderBy(c => c.Key, StringComparer.Ordinal)];
        return new Figure(definition.Name, definition.KeyIs, definition.Columns, [.. ordered.Select(c => Bar(definition, c, asOf, names))], counted.Count - ordered.Count);
    }

    private static FigureBar Bar(FigureDefinition definition, Counted c, DateOnly asOf, IReadOnlyDictionary<Guid, Person> names)
    {
        var person = definition.KeyIs == "advisor" ? names.GetValueOrDefault(Guid.Parse(c.Key)) : null;
        var key = definition.KeyIs == "advisor" ? person?.Email ?? c.Key : c.Key;
        List<decimal> values = [.. c.Counts, .. definition.Shares.Select(s => c.Counts[s.In] == 0 ? 0 : decimal.Round(100m * c.Counts[s.Of] / c.Counts[s.In], 1)), .. definition.AmountIs is null ? Array.Empty<decimal>() : [c.Amount]];
        return new FigureBar(key, c.Sub.Length == 0 ? null : c.Sub, person?.Name, values, definition.Filter(key, c.Sub, asOf),
            definition.CellFilter is { } cell ? [.. definition.Columns.Select(column => cell(column, key, c.Sub, asOf))] : []);
    }

    private sealed record Counted(string Name, string Key, string Sub, long[] Counts, decimal Amount);
}
