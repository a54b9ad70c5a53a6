using System.Runtime.InteropServices;

namespace CrossSell.Offers.Domain.Learning;

/// <summary>Lessons with the same facts as one: clients share portfolios, so there are far fewer of them.</summary>
internal sealed class LessonGroups
{
    private readonly int[] _targetOf;
    private readonly List<int> _facts = [];
    private readonly List<int> _firstFact = [0];
    private readonly List<(ushort Target, float Weight)>[] _wanted;

    /// <param name="targetOf">The place in the line by product, or -1.</param>
    public LessonGroups(Lessons lessons, int[] targetOf)
    {
        _targetOf = targetOf;
        (Space, Targets) = (lessons.Space, lessons.Targets);
        var known = new Dictionary<UInt128, int>();
        var wanted = new List<List<(ushort, float)>>();
        for (var lesson = 0; lesson < lessons.Count; lesson++)
        {
            var facts = lessons.Facts(lesson);
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(known, Digest(facts), out var isKnown);
            if (!isKnown)
            {
                group = wanted.Count;
                wanted.Add([]);
                _facts.AddRange(facts);
                _firstFact.Add(_facts.Count);
            }

            Add(wanted[group], (ushort)lessons.Target(lesson), lessons.WeightOf(lesson));
        }

        _wanted = [.. wanted];
        Weight = lessons.Weight;
        Rows = Space.Count;
    }

    private LessonGroups(LessonGroups groups, FactPairs pairs)
    {
        (_targetOf, _wanted, Space, Targets, Weight, Rows) = (groups._targetOf, groups._wanted, groups.Space, groups.Targets, groups.Weight, groups.Space.Count + pairs.All.Count);
        var known = new List<int>();
        for (var group = 0; group < groups.Count; group++)
        {
            known.Clear();
            known.AddRange(groups.Facts(group));
            pairs.AddTo(known);
            _facts.AddRange(known);
            _firstFact.Add(_facts.Count);
        }
    }

    public FactSpace Space { get; }

    /// <summary>Facts, and pairs of facts where they count.</summary>
    public int Rows { get; }

    public int Targets { get; }

    public int Count => _wanted.Length;

    public double Weight { get; }

    public ReadOnlySpan<int> Facts(int group) => CollectionsMarshal.AsSpan(_facts)[_firstFact[group].._firstFact[group + 1]];

    public ReadOnlySpan<(ushort Target, float Weight)> Wanted(int group) => CollectionsMarshal.AsSpan(_wanted[group]);

    /// <summary>The same lessons, in which pairs of facts are facts too.</summary>
    public LessonGroups With(FactPairs pairs) => new(this, pairs);

    public float WeightOf(int group)
    {
        var weight = 0f;
        foreach (var (_, w) in Wanted(group))
        {
            weight += w;
        }

        return weight;
    }

    /// <summary>By how much a table foretells each product too often, or, below zero, too seldom; answers how much the lessons weigh.</summary>
    /// <param name="table">The rows, and last what holds of everybody.</param>
    public float Miss(int group, ReadOnlySpan<float> table, Span<float> odds)
    {
        var known = Facts(group);
        table.Slice(Rows * Targets, Targets).CopyTo(odds);
        foreach (var fact in known)
        {
            Wide.Add(odds, table.Slice(fact * Targets, Targets), 1);
        }

        foreach (var fact in known)
        {
            if (TargetOf(fact) is >= 0 and var had)
            {
                odds[had] = float.NegativeInfinity;
            }
        }

        Wide.Softmax(odds);
        var weight = WeightOf(group);
        for (var t = 0; t < odds.Length; t++)
        {
            odds[t] *= weight;
        }

        foreach (var (target, w) in Wanted(group))
        {
            odds[target] -= w;
        }

        return weight;
    }

    /// <summary>The product of the line that the client had, where the fact says so; else -1.</summary>
    public int TargetOf(int fact) => fact < _targetOf.Length ? _targetOf[fact] : -1;

    /// <summary>Facts are the same whatever order they are said in.</summary>
    private static UInt128 Digest(ReadOnlySpan<int> facts)
    {
        UInt128 sum = 0;
        foreach (var fact in facts)
        {
            var mixed = ((ulong)fact + 1) * 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9;
            sum += new UInt128(mixed ^ (mixed >> 32), mixed * 0x94D049BB133111EB);
        }

        return sum;
    }

    private static void Add(List<(ushort Target, float Weight)> wanted, ushort target, float weight)
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i].Target == target)
            {
                wanted[i] = (target, wanted[i].Weight + weight);
                return;
            }
        }

        wanted.Add((target, weight));
    }
}
