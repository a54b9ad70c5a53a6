namespace CrossSell.Offers.Domain.Learning;

/// <summary>What was learned for one line: everything that ranking and its reasons need, and nothing about any client.</summary>
/// <param name="Products">All products there are facts about, <c>line/code</c>; <paramref name="Line"/> the places of those of the line.</param>
/// <param name="Kind">What was fitted.</param>
/// <param name="Reach">How often a client who holds none, one, or more of the line gained the next product in it.</param>
internal sealed record LineModel(
    string Code, string Kind, IReadOnlyList<string> Products, IReadOnlyList<int> Line, IReadOnlyList<TraitShape> Traits, FactSpace Space, LogOdds Table, Support Support, Reach Reach, Replay Replay)
{
    private Dictionary<string, int>? _places;
    private int[]? _targets;

    /// <summary>The place in the line of the product that the fact says is held; else -1.</summary>
    public int TargetOf(int fact)
    {
        if (_targets is null)
        {
            var targets = Enumerable.Repeat(-1, Products.Count).ToArray();
            for (var t = 0; t < Line.Count; t++)
            {
                targets[Line[t]] = t;
            }

            _targets = targets;
        }

        return fact < _targets.Length ? _targets[fact] : -1;
    }

    /// <summary>The place of a product among all, by code.</summary>
    public IReadOnlyDictionary<string, int> Places => _places ??= Products.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i);
}

/// <summary>A trait without the clients: what its levels stand for.</summary>
internal sealed record TraitShape(string Name, IReadOnlyList<Level> Levels)
{
    public const string Age = "age";
    public const string Kind = "kind";
    public const string Attribute = "attr.";

    /// <summary>The level of a value, from 1; 0 where it is none of them.</summary>
    public int LevelOf(string value)
    {
        var number = Attributes.Number(value);
        for (var i = 0; i < Levels.Count; i++)
        {
            if (Levels[i].Has(value, number))
            {
                return i + 1;
            }
        }

        return 0;
    }
}

/// <summary>How likely the next product is of this line, by how many of the line a client holds: 0, 1, 2, 3 and more.</summary>
internal sealed record Reach(IReadOnlyList<float> Chances)
{
    public const int Most = 3;

    public float Of(int held) => Chances[Math.Min(held, Most)];
}

/// <summary>What each way of ranking would have achieved on clients or days it had not seen.</summary>
/// <param name="ByTime">Tried on later days; else on other clients, leaving one product out.</param>
/// <param name="Tried">Best first; the first one was taken, popularity is among them.</param>
/// <param name="Clients">Clients learned from, <paramref name="Lessons"/> what was learned from.</param>
/// <param name="From">The first and last day of what was learned from; none without dates.</param>
internal sealed record Replay(bool ByTime, IReadOnlyList<Tried> Tried, int Clients, int Lessons, DateOnly? From, DateOnly? Until);

/// <param name="Kind"><c>popularity</c>, <c>evidence</c>, <c>softmax</c>, <c>pairs</c> or <c>ease</c>.</param>
/// <param name="Traits">Whether it used what clients are.</param>
/// <param name="Setting">How much of the evidence counted, how strongly the table was held to it, or the ridge.</param>
internal sealed record Tried(string Kind, bool Traits, double Setting, HitRates Rates);
