namespace CrossSell.Offers.Domain.Learning;

/// <summary>Finds in a sample of values what levels a trait has: ranges of about as many clients each for numbers, else the values themselves.</summary>
internal static class TraitShapes
{
    private const int MostLevels = 30;
    private const int Ranges = 8;
    private const int FewValues = 12;
    private const int FewestOf = 5;

    /// <returns>Nothing where clients don't differ in it.</returns>
    public static TraitShape? Of(string name, IReadOnlyCollection<string> sample)
    {
        var counts = sample.GroupBy(v => v, StringComparer.OrdinalIgnoreCase).Select(g => (Value: g.Key, Count: g.Count())).ToList();
        var numbers = sample.Select(Attributes.Number).OfType<decimal>().Order().ToList();
        var levels = counts.Count > FewValues && numbers.Count * 20 >= sample.Count * 19 ? Numbered(numbers) : Named(counts, sample.Count);
        return levels.Count < 2 ? null : new TraitShape(name, levels);
    }

    private static List<Level> Numbered(List<decimal> sorted)
    {
        List<decimal> bounds = [.. Enumerable.Range(1, Ranges - 1).Select(i => sorted[sorted.Count * i / Ranges]).Where(b => b > sorted[0]).Distinct()];
        return [.. Enumerable.Range(0, bounds.Count + 1).Select(i => new Level(null, i == 0 ? null : bounds[i - 1], i == bounds.Count ? null : bounds[i]))];
    }

    private static List<Level> Named(List<(string Value, int Count)> counts, int all) =>
        [.. counts.Where(c => c.Count >= FewestOf && c.Count < all).OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal).Take(MostLevels).Select(c => new Level(c.Value))];
}
