using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Clients.Features;

/// <summary>How a search came to its answers: as written, forgiving a slip, or somewhere inside the words. A later way is gone only when the ones before found nothing.</summary>
internal enum SearchWay
{
    Written,
    Guessed,
    Inside,
}

/// <param name="Words">What to mark in names: the words as they were understood.</param>
internal sealed record SearchResult(SearchWay Way, IReadOnlyList<SearchFound> Found, IReadOnlyCollection<string> Words);

internal sealed class ClientSearch(NpgsqlConnection connection, ClientScope scope, bool oncePerClient)
{
    private const int ShortestInside = 3;

    public async Task<SearchResult> Read(string? query, SearchWay? way, SearchPlace? after, int limit, CancellationToken ct)
    {
        var words = SearchText.Words(query);
        if (way is null or SearchWay.Written)
        {
            var written = await new SearchSql(connection, SearchPlan.Of(query), scope, oncePerClient).Read(after, limit, ct);
            if (written.Count > 0 || way is not null)
            {
                return new SearchResult(SearchWay.Written, written, words);
            }
        }

        if (way is null or SearchWay.Guessed)
        {
            var steps = await new SlipGuesser(connection, scope).Steps(query, ct);
            var guessed = await new SearchSql(connection, steps, scope, oncePerClient).Read(after, limit, ct);
            if (guessed.Count > 0 || way is not null)
            {
                return new SearchResult(SearchWay.Guessed, guessed, [.. guessed.SelectMany(f => f.Step.From.Split(' ')).Distinct()]);
            }
        }

        return new SearchResult(SearchWay.Inside, await Inside(query, after, limit, ct), words);
    }

    private async Task<IReadOnlyList<SearchFound>> Inside(string? query, SearchPlace? after, int limit, CancellationToken ct)
    {
        var patterns = SearchText.Patterns(query);
        if (query is null || query.Length > SearchPlan.LongestQuery || patterns.All(p => p.Length < ShortestInside + 2))
        {
            return [];
        }

        var filter = new SqlFilter().In(scope, "c.advisor_id");
        foreach (var pattern in patterns)
        {
            filter.And("c.search like ?", pattern);
        }

        var step = new SearchStep("inside", string.Empty, [], false);
        var page = filter.Beside().And("(f.name, f.id) > (?, ?)", after?.Text, after?.Id);
        return await connection.Query(
            $"with found as materialized (select c.id, c.name from clients.client c where {filter.Sql}) select f.name, f.id from found f where {page.Sql} order by f.name, f.id limit {filter.Parameter(limit)}",
            r => new SearchFound(new SearchPlace(0, r.GetString(0), r.GetGuid(1)), step, r.GetGuid(1), null, null, null),
            filter.Values,
            ct);
    }
}
