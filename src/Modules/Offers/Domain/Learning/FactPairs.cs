namespace CrossSell.Offers.Domain.Learning;

/// <summary>Two facts that say more together than each by itself.</summary>
internal readonly record struct FactPair(int One, int Other);

/// <summary>The pairs that a table has rows for; they are numbered after the facts.</summary>
/// <param name="facts">How many facts there are.</param>
internal sealed class FactPairs(int facts, IReadOnlyList<FactPair> pairs)
{
    public static FactPairs None { get; } = new(0, []);

    private readonly (int Other, int Number)[]?[] _others = Others(facts, pairs);

    public IReadOnlyList<FactPair> All => pairs;

    /// <summary>The two facts, where the number is one of a pair.</summary>
    public FactPair? Of(int fact) => pairs.Count == 0 || fact < facts ? null : pairs[fact - facts];

    /// <summary>Adds the numbers of the pairs of which both hold.</summary>
    public void AddTo(List<int> known)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        var single = known.Count;
        for (var at = 0; at < single; at++)
        {
            foreach (var (other, number) in _others[known[at]] ?? [])
            {
                if (known.IndexOf(other, 0, single) >= 0)
                {
                    known.Add(number);
                }
            }
        }
    }

    /// <summary>Adds the rows of the pairs of which both hold.</summary>
    public void AddTo(ReadOnlySpan<int> known, IReadOnlyList<LogOdds.Row?> rows, Span<float> into)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        foreach (var fact in known)
        {
            foreach (var (other, number) in _others[fact] ?? [])
            {
                if (rows[number] is { } row && known.Contains(other))
                {
                    row.AddTo(into);
                }
            }
        }
    }

    private static (int Other, int Number)[]?[] Others(int facts, IReadOnlyList<FactPair> pairs)
    {
        var others = new (int, int)[]?[facts];
        foreach (var of in pairs.Select((pair, i) => (pair, Number: facts + i)).GroupBy(p => p.pair.One))
        {
            others[of.Key] = [.. of.Select(p => (p.pair.Other, p.Number))];
        }

        return others;
    }
}
