using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Offers.Domain;
using Npgsql;

namespace CrossSell.Offers.Data;

/// <summary>A purchase that a rule answers with an offer.</summary>
internal sealed record RuleEvent(ClientLive Client, CatalogRule Rule, Guid ContractId, string? Variant);

/// <summary>Finds the purchases of the last weeks whose rules say to offer something now; a purchase is answered once by each rule.</summary>
internal static class RuleEvents
{
    private const int DaysBack = 30;
    private const int AtOnce = 2000;

    public static async Task<List<RuleEvent>> Find(NpgsqlConnection connection, CatalogSnapshot catalog, DateOnly asOf, Func<DateTimeOffset, DateOnly> dateOf, CancellationToken ct)
    {
        var rules = catalog.Rules.Where(r => RuleEvaluator.Events(r.Definition.When).Any()).OrderByDescending(r => r.Definition.Priority).ThenBy(r => r.Code, StringComparer.Ordinal).ToList();
        var events = rules.SelectMany(r => RuleEvaluator.Events(r.Definition.When).Select(p => (Rule: r, Product: p))).ToList();
        var purchases = await connection.Query(
            """
            select k.id, k.client_id, e.rule from portfolio.pub_contract k
            join unnest($1::text[], $2::text[], $3::int[]) as e(rule, product, after_days) on e.product = k.product
            where k.start between $4::date - e.after_days - $5 and $4::date - e.after_days
              and (k.held_until is null or k.held_until <= $4::date)
              and not exists (select 1 from offers.offer o where o.contract_id = k.id and o.rule = e.rule)
            """,
            r => (Contract: r.GetGuid(0), Client: r.GetGuid(1), Rule: r.GetString(2)),
            [events.Select(e => Key(e.Rule)).ToArray(), events.Select(e => e.Product).ToArray(), events.Select(e => e.Rule.Definition.AfterDays).ToArray(), asOf, DaysBack],
            ct);
        var evaluator = new RuleEvaluator(catalog, asOf);
        var found = new List<RuleEvent>();
        foreach (var clients in purchases.ToLookup(p => p.Client).Chunk(AtOnce))
        {
            var live = (await ClientLoader.LoadMany(connection, [.. clients.Select(c => c.Key)], ct)).ToDictionary(c => c.Client.Id);
            found.AddRange(clients.Where(c => live.ContainsKey(c.Key)).SelectMany(c => Answer(live[c.Key], c, rules, catalog, evaluator, asOf, dateOf)));
        }

        return found;
    }

    private static IEnumerable<RuleEvent> Answer(
        ClientLive client, IEnumerable<(Guid Contract, Guid Client, string Rule)> purchases, List<CatalogRule> rules, CatalogSnapshot catalog, RuleEvaluator evaluator, DateOnly asOf, Func<DateTimeOffset, DateOnly> dateOf)
    {
        var asked = new HashSet<string>();
        var bought = purchases.ToLookup(p => p.Rule);
        foreach (var rule in rules.Where(r => bought.Contains(Key(r)) && client is { Client.MayMarket: true, PausedSince: null }))
        {
            var product = catalog.Product(rule.Definition.Offer);
            if (product is not null
                && Suggestions.MayBeOffered(product, client, catalog, asOf, dateOf)
                && evaluator.Holds(rule.Definition, client)
                && asked.Add(product.Code))
            {
                yield return new RuleEvent(client, rule, bought[Key(rule)].First().Contract, Suggestions.VariantFor(rule.Definition, product, client));
            }
        }
    }

    private static string Key(CatalogRule rule) => $"{rule.Line}/{rule.Code}";
}
