using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>Tries a rule on one client after the other, week by week, and counts.</summary>
internal sealed class Rehearsal
{
    public const int Weeks = 13;
    private const int MostExamples = 10;

    private readonly CatalogSnapshot _catalog;
    private readonly RuleDefinition _rule;
    private readonly CatalogProduct _product;
    private readonly Func<DateTimeOffset, DateOnly> _dateOf;
    private readonly int _moreThan;
    private readonly (DateOnly Day, RuleEvaluator Evaluator)[] _days;
    private readonly List<CatalogRule> _rivals;
    private readonly int[] _byWeek = new int[Weeks];
    private readonly Dictionary<Guid, int[]> _byAdvisor = [];
    private readonly Dictionary<string, int> _notAllowed = [];
    private readonly Dictionary<string, int> _clashes = [];
    private readonly List<RehearsedClient> _examples = [];
    private int _clients;
    private int _touched;
    private int _full;

    public Rehearsal(CatalogSnapshot catalog, string line, RuleDefinition rule, DateOnly today, Func<DateTimeOffset, DateOnly> dateOf, int moreThan)
    {
        (_catalog, _rule, _dateOf, _moreThan) = (catalog, rule, dateOf, moreThan);
        _product = catalog.Product(rule.Offer)!;
        _days = [.. Enumerable.Range(0, Weeks).Select(w => today.AddDays(7 * w)).Select(day => (day, new RuleEvaluator(catalog, day)))];
        _rivals = [.. catalog.Rules.Where(r => r.Definition.Offer == rule.Offer && !(r.Line == line && r.Code == rule.Code))];
    }

    private DateOnly Today => _days[0].Day;

    public void Try(ClientLive client)
    {
        _clients++;
        if (_days[0].Evaluator.Holds(_rule, client))
        {
            Compare(client);
            if (WhyNot(client, Today) is { } why)
            {
                _notAllowed[why] = _notAllowed.GetValueOrDefault(why) + 1;
            }
        }

        var week = Array.FindIndex(_days, d => d.Evaluator.Holds(_rule, client) && WhyNot(client, d.Day) is null);
        if (week >= 0)
        {
            Count(client, week);
        }
    }

    public RuleRehearsal Said(IReadOnlyDictionary<Guid, string> advisors) => new(
        _clients,
        _byWeek[0],
        _byWeek.Sum(),
        RuleEvaluator.Events(_rule.When).Any(),
        [.. _byWeek.Select((tasks, week) => new RehearsedWeek(_days[week].Day, tasks))],
        [.. _byAdvisor.Select(a => new RehearsedAdvisor(a.Key, advisors.GetValueOrDefault(a.Key, "–"), a.Value.Sum(), a.Value)).OrderByDescending(a => a.Total).ThenBy(a => a.Name, StringComparer.Ordinal)],
        _moreThan,
        _touched,
        _notAllowed,
        _full,
        [.. _rivals.Where(r => _clashes.ContainsKey(Key(r))).Select(r => new RuleClash(Key(r), r.Definition.Priority, _clashes[Key(r)], Outranks(r))).OrderByDescending(c => c.Clients).ThenBy(c => c.Rule, StringComparer.Ordinal)],
        _examples);

    public IEnumerable<Guid> AdvisorIds => _byAdvisor.Keys;

    private static string Key(CatalogRule rule) => $"{rule.Line}/{rule.Code}";

    private bool Outranks(CatalogRule rival) =>
        rival.Definition.Priority > _rule.Priority || (rival.Definition.Priority == _rule.Priority && string.CompareOrdinal(rival.Code, _rule.Code) < 0);

    private void Compare(ClientLive client)
    {
        foreach (var rival in _rivals.Where(r => _days[0].Evaluator.Holds(r.Definition, client)))
        {
            _clashes[Key(rival)] = _clashes.GetValueOrDefault(Key(rival)) + 1;
        }
    }

    private void Count(ClientLive client, int week)
    {
        _byWeek[week]++;
        var advisor = client.Client.AdvisorId;
        (_byAdvisor.TryGetValue(advisor, out var weeks) ? weeks : _byAdvisor[advisor] = new int[Weeks])[week]++;
        _touched += Touches(client) + 1 > _moreThan ? 1 : 0;
        _full += week == 0 && client.Policy.FirstAllowed(client.ApproachDays(_dateOf), Today) > Today ? 1 : 0;
        if (_examples.Count < MostExamples)
        {
            _examples.Add(new RehearsedClient(client.Client.Id, client.Client.Name, _days[week].Day));
        }
    }

    /// <summary>What is open already, and the contracts whose window of contact opens within the weeks.</summary>
    private int Touches(ClientLive client)
    {
        var open = client.Open.Select(o => o.Product).ToHashSet();
        var last = Today.AddDays(7 * Weeks);
        return open.Count + client.LiveContracts(_catalog, Today).Where(c => !open.Contains(c.Product)).Select(c => c.Product).Distinct().Count(product => client.LiveContracts(_catalog, Today).Any(c =>
            c.Product == product
            && _catalog.Product(product)?.Definition is { Term: { } term } definition
            && Cycle.Expiry(c.Expiry, term, Today) is { } expiry
            && expiry.AddDays(-(c.NoticeDays ?? term.NoticeDays) - definition.Contact.DaysBeforeNotice) is var opens && opens > Today && opens <= last));
    }

    private string? WhyNot(ClientLive client, DateOnly day) => Offerable.WhyNot(_product, client, _catalog, day, _dateOf);
}
