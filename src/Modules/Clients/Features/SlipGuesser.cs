using CrossSell.Clients.Domain;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Clients.Features;

/// <summary>Reads what was typed as somebody who slipped meant it, once a word of a name, once in a whole number or address: of the texts one slip away those under which a client in scope is found.</summary>
internal sealed class SlipGuesser(NpgsqlConnection connection, ClientScope scope)
{
    private const int MostWords = 3;
    private const int MostReadings = 6;
    private const int MostSteps = 8;

    /// <summary>Among a million telephone numbers many are a slip away; more than a few help nobody.</summary>
    private const int MostCodes = 3;

    /// <summary>Shorter ones are parts of numbers, and of those a slip away somebody has nearly every one.</summary>
    private const int ShortestPhone = 9;

    private static readonly string Top = "\U0010FFFF";

    public async Task<IReadOnlyList<SearchStep>> Steps(string? query, CancellationToken ct)
    {
        if (query is null || query.Length > SearchPlan.LongestQuery)
        {
            return [];
        }

        return query.Any(char.IsAsciiDigit) || query.Contains('@', StringComparison.Ordinal) ? await Codes(query, ct) : await Names(query, ct);
    }

    private async Task<IReadOnlyList<SearchStep>> Names(string query, CancellationToken ct)
    {
        var words = SearchText.Words(query);
        if (words.Count is 0 or > MostWords)
        {
            return [];
        }

        var readings = new List<IReadOnlyList<string>>();
        foreach (var word in words)
        {
            readings.Add([word, .. await Known(word, ct)]);
        }

        var guesses = words.Count == 1
            ? [.. readings[0].Skip(1).Select(w => new[] { w })]
            : await Together(readings, ct);
        return [.. guesses.SelectMany(g => SearchPlan.Names(g).Take(2)).Take(MostSteps)];
    }

    /// <summary>Whole numbers and addresses a slip away, in the order in which the kinds are searched; each is looked up alone, so it costs the same whatever the number of clients.</summary>
    private async Task<IReadOnlyList<SearchStep>> Codes(string query, CancellationToken ct)
    {
        var found = new List<SearchStep>();
        foreach (var step in SearchPlan.Of(query).Where(s => s.Kind != SearchKeys.Name && IsWhole(s)))
        {
            if (found.Count < MostSteps)
            {
                var known = await connection.Query(
                    $"select t.text from unnest($1::text[]) with ordinality as t(text, at) cross join lateral (select {Holding(step)} and {Scoped(step)} limit 1) held order by at limit {MostCodes}",
                    r => r.GetString(0),
                    [CodeSlips.Of(step.From).ToArray(), scope.Advisors, .. step.IsOfClients ? new object?[] { step.Kind } : []],
                    ct);
                found.AddRange(known.Select(text => step with { From = text }));
            }
        }

        return [.. found.Take(MostSteps)];
    }

    /// <summary>External ids are asked for by other systems, which don't slip: of those the next one along would be somebody else.</summary>
    private static bool IsWhole(SearchStep step) => step.Kind switch
    {
        SearchKeys.ExternalId => false,
        SearchKeys.Phone => step.From.Length >= ShortestPhone,
        SearchKeys.Email => step.From.Contains('@', StringComparison.Ordinal),
        _ => true,
    };

    /// <summary>Asked text by text, each for one hit: so the server looks every one up and never joins a whole index.</summary>
    private static string Holding(SearchStep step) => step.Kind switch
    {
        SearchStep.Number or SearchStep.Identifier => $"from portfolio.pub_{step.Kind} i join clients.client c on c.id = i.client_id where i.key = t.text",
        SearchStep.Document => "from documents.pub_document d join clients.client c on c.id = d.client_id where d.number_key = t.text",
        _ => "from clients.search_entry e where e.kind = $3 and e.text = t.text",
    };

    private string Scoped(SearchStep step) => step.IsOfClients ? Entries : scope.Sql("c.advisor_id", "$2");

    /// <summary>Whole words before beginnings of words, likelier slips before others.</summary>
    private Task<List<string>> Known(string word, CancellationToken ct) => connection.Query(
        $"""
        select w from (
            select t.w, t.at, exists (select from clients.search_entry e where e.kind = 'name' and e.text >= t.w and e.text < t.w || '!' and {Entries}) as whole
            from unnest($1::text[]) with ordinality as t(w, at)
            where exists (select from clients.search_entry e where e.kind = 'name' and e.text >= t.w and e.text < t.w || $3 and {Entries})) begun
        where whole or length(w) >= length($4::text)
        order by not whole, at limit {MostReadings}
        """,
        r => r.GetString(0),
        [NameSlips.Of(word).ToArray(), scope.Advisors, Top, word],
        ct);

    /// <summary>Of all ways to read the first two words together those under which there is a client; fewer slips first.</summary>
    private async Task<List<string[]>> Together(List<IReadOnlyList<string>> readings, CancellationToken ct)
    {
        var pairs = (from first in readings[0].Select((w, i) => (w, i)) from second in readings[1].Select((w, i) => (w, i)) where first.i + second.i > 0 || readings.Count > 2 orderby (first.i > 0 ? 1 : 0) + (second.i > 0 ? 1 : 0), first.i + second.i select (First: first.w, Second: second.w)).ToList();
        var known = await connection.Query(
            $"""
            select t.a, t.b from unnest($1::text[], $3::text[]) with ordinality as t(a, b, at)
            where exists (select from clients.search_entry e where e.kind = 'name' and e.text >= t.a || ' ' || t.b and e.text < t.a || ' ' || t.b || $4 and {Entries})
               or exists (select from clients.search_entry e where e.kind = 'name' and e.text >= t.b || ' ' || t.a and e.text < t.b || ' ' || t.a || $4 and {Entries})
            order by t.at limit {MostReadings}
            """,
            r => (First: r.GetString(0), Second: r.GetString(1)),
            [pairs.Select(p => p.First).ToArray(), scope.Advisors, pairs.Select(p => p.Second).ToArray(), Top],
            ct);
        var thirds = readings.Count > 2 ? readings[2] : [string.Empty];
        return [.. from pair in known from third in thirds select third.Length > 0 ? new[] { pair.First, pair.Second, third } : [pair.First, pair.Second]];
    }

    private string Entries => scope.Sql("e.advisor_id", "$2");
}
