using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Domain.Learning;

/// <summary>What is known of one client today, in the words that models have facts about.</summary>
internal sealed class Situation
{
    private readonly DateOnly _today;
    private readonly Dictionary<string, DateOnly> _held = [];
    private readonly List<string> _once = [];
    private readonly List<string> _refused = [];
    private readonly (string Product, DateOnly Start)? _last;
    private readonly ClientLive _client;

    public Situation(ClientLive client, CatalogSnapshot catalog, DateOnly today)
    {
        (_client, _today) = (client, today);
        foreach (var contract in client.LiveContracts(catalog, today))
        {
            if (!_held.TryGetValue(contract.Product, out var since) || contract.Start < since)
            {
                _held[contract.Product] = contract.Start;
            }
        }

        _once.AddRange(client.Contracts.Select(c => c.Product).Where(p => !_held.ContainsKey(p)).Distinct());
        var accepted = client.Offers.Where(o => o.Status == OfferStatus.Accepted).Select(o => o.Product).ToHashSet();
        _refused.AddRange(client.Offers.Where(o => o.Status == OfferStatus.Rejected && !accepted.Contains(o.Product)).Select(o => o.Product).Distinct());
        var last = client.Contracts.Where(c => c.Start <= today).MaxBy(c => c.Start);
        _last = last is null ? null : (last.Product, last.Start);
    }

    public IReadOnlyDictionary<string, DateOnly> Held => _held;

    /// <summary>When something was gained last.</summary>
    public DateOnly? LastGain => _last?.Start;

    public int Month => _today.Month;

    public int HeldOf(string line) => _held.Keys.Count(p => p.StartsWith(line + "/", StringComparison.Ordinal));

    /// <summary>The same numbers that the model was learned with.</summary>
    public List<int> FactsFor(LineModel model)
    {
        var (space, places, facts) = (model.Space, model.Places, new List<int>());
        void Add(string product, Func<int, int> fact)
        {
            if (places.TryGetValue(product, out var place))
            {
                facts.Add(fact(place));
            }
        }

        foreach (var product in _held.Keys)
        {
            Add(product, space.Holds);
        }

        _once.ForEach(product => Add(product, space.Held));
        _refused.ForEach(product => Add(product, space.Refused));
        facts.Add(space.Number(_held.Keys.Count(places.ContainsKey)));
        if (space.Dated)
        {
            facts.Add(space.Month(_today.Month));
            if (_last is { } last)
            {
                Add(last.Product, space.Last);
                facts.Add(space.Since(_today.DayNumber - last.Start.DayNumber));
            }
        }

        for (var trait = 0; trait < model.Traits.Count; trait++)
        {
            if (Value(model.Traits[trait].Name) is { } value && model.Traits[trait].LevelOf(value) is > 0 and var level)
            {
                facts.Add(space.Level(trait, level));
            }
        }

        return facts;
    }

    private string? Value(string trait) => trait switch
    {
        TraitShape.Age => RuleEvaluator.AgeOf(_client.Client.BirthDate, _today)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        TraitShape.Kind => _client.Client.Kind,
        _ => _client.Client.Attributes.GetValueOrDefault(trait[TraitShape.Attribute.Length..]),
    };
}
