using CrossSell.Offers.Domain.Learning;

namespace CrossSell.Benchmarks.Suggestions;

/// <summary>A book of very many products of which each client holds dozens: products come in families, a client takes to three of them, and in each some are liked much more than others.</summary>
internal static class WideBook
{
    private const int Family = 30;
    private const int Liked = 3;

    public static Holdings Make(int clients, int products, int each, int seed)
    {
        var (chance, families) = (new Random(seed), products / Family);
        var first = new int[clients + 1];
        var held = new List<ushort>();
        var (mine, liked) = (new HashSet<ushort>(), new int[Liked]);
        for (var client = 0; client < clients; client++)
        {
            mine.Clear();
            for (var i = 0; i < Liked; i++)
            {
                // Families that follow one another are often liked together.
                liked[i] = i > 0 && chance.NextDouble() < 0.5 ? (liked[i - 1] + 1) % families : (int)(families * Math.Pow(chance.NextDouble(), 1.5));
            }

            while (mine.Count < each)
            {
                var family = chance.NextDouble() < 0.15 ? chance.Next(families) : liked[chance.Next(Liked)];
                mine.Add((ushort)((family * Family) + (int)(Family * Math.Pow(chance.NextDouble(), 2))));
            }

            held.AddRange(mine);
            first[client + 1] = held.Count;
        }

        return new Holdings([.. Enumerable.Range(0, products).Select(p => $"made/p{p}")], first, [.. held], [.. held.Select(_ => 737_000)], [.. held.Select(_ => Holdings.Lives)], []);
    }
}
