using CrossSell.Kernel.Data;

namespace CrossSell.Kernel.Audit;

/// <summary>What changed between two states of a thing: only the fields that differ, before and after.</summary>
public sealed record Difference(IReadOnlyDictionary<string, object?> Before, IReadOnlyDictionary<string, object?> After)
{
    public bool IsEmpty => After.Count == 0;

    public static Difference Between(IReadOnlyDictionary<string, object?> old, IReadOnlyDictionary<string, object?> now)
    {
        var before = new Dictionary<string, object?>();
        var after = new Dictionary<string, object?>();
        foreach (var (name, value) in now)
        {
            if (!Same(old[name], value))
            {
                before[name] = old[name];
                after[name] = value;
            }
        }

        return new Difference(before, after);
    }

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (string[] x, string[] y) => x.AsSpan().SequenceEqual(y),
        (IReadOnlyDictionary<string, string> x, IReadOnlyDictionary<string, string> y) => x.Count == y.Count && x.All(p => y.TryGetValue(p.Key, out var v) && v == p.Value),
        _ => Equals(a, b),
    };
}
