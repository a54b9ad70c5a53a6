namespace CrossSell.Host.Demo;

/// <summary>Chance that falls the same way every time.</summary>
internal sealed class DemoChance(int seed)
{
    private readonly Random _random = new(seed);

    public bool In(int percent) => _random.Next(100) < percent;

    /// <summary>From 0 up to 1.</summary>
    public double Part() => _random.NextDouble();

    /// <summary>Between the bounds, both included.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>Between the bounds, rounded to <paramref name="step"/>.</summary>
    public int Rounded(int least, int most, int step) => Between(least / step, most / step) * step;

    public T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + _random.Next(10))));

    public string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => One("ABCDEFGHIJKLMNPRSTUVWXYZ".ToCharArray())));

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        _random.Shuffle(all);
        return all;
    }
}
