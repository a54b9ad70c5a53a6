using CrossSell.Catalog.Messages;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>
/// Ranks candidates of one client: rules with an occasion that passes come first, then rules of lines that nothing was learned of, then everything by its chance times its value. Who may
/// be offered what is asked of the best first, so that thousands of products cost no more than dozens.
/// </summary>
internal sealed class Suggester(CatalogSnapshot catalog, Learned learned, DateOnly today, Func<DateTimeOffset, DateOnly> dateOf)
{
    private const int ExploredPlace = 2;
    private const int ExploredAmong = 8;

    private readonly RuleEvaluator _evaluator = new(catalog, today);

    /// <param name="may">Whether the product may be offered to the client now.</param>
    /// <param name="plain">Nobody is kept aside to compare with, and nothing is put forward to learn from.</param>
    public List<Suggestion> For(ClientLive client, int most, Func<CatalogProduct, bool> may, bool plain = false)
    {
        var isControl = !plain && learned.Shares.IsControl(client.Client.Id);
        var situation = new Situation(client, catalog, today);
        var rules = Rules(client);
        var learnt = Learnt(situation, isControl).ToList();
        var candidates = learnt.Concat(rules.Values.ExceptBy(learnt.Select(c => c.Product.Code), r => r.Product.Code))
            .Select(c => rules.TryGetValue(c.Product.Code, out var ruled) ? c with { Rule = ruled.Rule, Deadline = ruled.Deadline } : c)
            .OrderBy(c => c.Tier).ThenByDescending(c => c.Strength).ThenBy(c => c.Product.Code, StringComparer.Ordinal);
        var explores = !plain && most > ExploredPlace && learned.Shares.Explores(client.Client.Id);
        var suggestions = new List<Suggestion>();
        foreach (var candidate in candidates)
        {
            if (may(candidate.Product) && Of(candidate, client, situation, isControl) is { } suggestion)
            {
                suggestions.Add(suggestion);
                if (suggestions.Count == (explores ? Math.Max(most, ExploredAmong) : most))
                {
                    break;
                }
            }
        }

        return explores ? Explored(suggestions, client.Client.Id, most) : suggestions;
    }

    /// <summary>The strongest rule by product that holds for the client.</summary>
    private Dictionary<string, Candidate> Rules(ClientLive client) => catalog.Rules
        .Where(rule => catalog.Product(rule.Definition.Offer) is not null && _evaluator.Holds(rule.Definition, client))
        .GroupBy(rule => rule.Definition.Offer)
        .ToDictionary(group => group.Key, group =>
        {
            var rule = group.OrderByDescending(r => r.Definition.Priority).ThenBy(r => r.Code, StringComparer.Ordinal).First();
            return new Candidate(catalog.Product(group.Key)!, null, 0, 0, 0, [], rule, _evaluator.Deadline(rule.Definition, client));
        });

    private IEnumerable<Candidate> Learnt(Situation situation, bool isControl)
    {
        foreach (var (code, line) in (isControl ? Learned.None : learned).Lines)
        {
            var facts = situation.FactsFor(line.Model);
            var chances = Ranking.Chances(line.Model, facts);
            var reach = learned.Lines.Count > 1 ? line.Model.Reach.Of(situation.HeldOf(code)) : 1;
            for (var t = 0; t < chances.Length; t++)
            {
                if (chances[t] > 0 && catalog.Product(line.Model.Products[line.Model.Line[t]]) is { } product)
                {
                    double chance = chances[t] * reach;
                    yield return new Candidate(product, line, t, chance, line.Answers?.Of(chance) ?? chance, facts, null, null);
                }
            }
        }
    }

    private Suggestion? Of(Candidate candidate, ClientLive client, Situation situation, bool isControl)
    {
        var cited = candidate.Line is { } line ? Ranking.Because(line.Model, candidate.Facts, candidate.Target) : [];
        var facts = candidate.Line is null ? [] : LearnedReason.Facts(candidate.Line.Model, candidate.Target, cited, situation);
        var lastNo = client.Offers.Where(o => o.Product == candidate.Product.Code && o is { Status: OfferStatus.Rejected, ClosedAt: not null }).Max(o => o.ClosedAt) is { } no ? dateOf(no) : (DateOnly?)null;
        var reason = candidate.Rule is { } rule ? Reasons.ByRule(rule.Definition) : LearnedReason.Of(candidate.Product, facts, catalog, today.DayNumber - lastNo?.DayNumber);
        if (reason is null)
        {
            return null;
        }

        var ruleCode = candidate.Rule is null ? null : $"{candidate.Rule.Line}/{candidate.Rule.Code}";
        var evidence = new SuggestionEvidence(
            candidate.Line?.Name, candidate.Line is null ? null : Math.Round(candidate.Chance, 6), candidate.Line?.Answers is not null, candidate.Product.Definition.Value, facts, ruleCode,
            ruleCode is null ? null : catalog.VersionOfRule(ruleCode), candidate.Deadline, lastNo, client.Client.Granted.Length == 0 ? null : client.ChannelOfApproach(ContactPurpose.Marketing))
        {
            On = today,
            Raw = candidate.Line is null ? null : Math.Round(candidate.Raw, 6),
            Group = isControl ? "control" : "learned",
        };
        return new Suggestion(
            candidate.Product.Code,
            candidate.Rule is { } from ? Suggestions.VariantFor(from.Definition, candidate.Product, client) : candidate.Product.Definition.Variants.FirstOrDefault()?.Code,
            Math.Round(candidate.Line is null ? candidate.Rule!.Definition.Priority / 100.0 : candidate.Worth, 6),
            reason,
            ruleCode ?? $"model:{candidate.Line!.Name}")
        {
            Evidence = evidence,
        };
    }

    /// <summary>One of those just below is put in third place, the same one for a client as long as the ranking stays.</summary>
    private static List<Suggestion> Explored(List<Suggestion> ranked, Guid client, int most)
    {
        if (ranked.Count > ExploredPlace + 1)
        {
            var among = Math.Min(ranked.Count, ExploredAmong) - ExploredPlace - 1;
            var picked = ranked[ExploredPlace + 1 + (int)(Shares.Place(client, 3) * among)];
            if (picked.Evidence is { Rule: null } evidence)
            {
                ranked.Remove(picked);
                ranked.Insert(ExploredPlace, picked with { Evidence = evidence with { Group = "explored" } });
            }
        }

        return ranked.Count > most ? ranked[..most] : ranked;
    }

    private sealed record Candidate(CatalogProduct Product, LearnedLine? Line, int Target, double Raw, double Chance, List<int> Facts, CatalogRule? Rule, DateOnly? Deadline)
    {
        public double Worth => Chance * (double)(Product.Definition.Value ?? 1);

        public int Tier => Deadline is not null ? 0 : Line is null ? 1 : 2;

        /// <summary>Among those of a tier.</summary>
        public double Strength => Tier == 2 ? Worth : Rule!.Definition.Priority - (Deadline is { } day ? day.DayNumber / 10_000_000.0 : 0);
    }
}
