namespace CrossSell.Offers.Domain.Learning;

/// <summary>What is learned from: the facts about a client, what they turned out to want, and what they already had.</summary>
internal sealed class Lessons(FactSpace space, int targets)
{
    private readonly List<int> _facts = [];
    private readonly List<int> _first = [0];
    private readonly List<ushort> _target = [];
    private readonly List<float> _weight = [];
    private readonly List<int> _client = [];

    public FactSpace Space => space;

    /// <summary>How many products can be wanted.</summary>
    public int Targets => targets;

    public int Count => _target.Count;

    public double Weight { get; private set; }

    public void Add(ReadOnlySpan<int> facts, int target, float weight, int client)
    {
        foreach (var fact in facts)
        {
            _facts.Add(fact);
        }

        _first.Add(_facts.Count);
        _target.Add((ushort)target);
        _weight.Add(weight);
        _client.Add(client);
        Weight += weight;
    }

    public ReadOnlySpan<int> Facts(int lesson) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_facts)[_first[lesson].._first[lesson + 1]];

    public int Target(int lesson) => _target[lesson];

    public float WeightOf(int lesson) => _weight[lesson];

    public int Client(int lesson) => _client[lesson];

    /// <summary>Those of some clients, or in some time.</summary>
    public Lessons Where(Func<int, bool> lesson)
    {
        var some = new Lessons(space, targets);
        for (var i = 0; i < Count; i++)
        {
            if (lesson(i))
            {
                some.Add(Facts(i), Target(i), WeightOf(i), Client(i));
            }
        }

        return some;
    }
}
