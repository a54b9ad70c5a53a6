using CrossSell.Offers.Domain.Learning;

namespace CrossSell.Benchmarks.Suggestions;

/// <summary>Made-up books that are built differently from <see cref="MadeUpBook"/>, so that nothing is fitted to one way of making them.</summary>
internal static class OtherBooks
{
    private const int Products = 24;
    private static readonly double[] Accounts = [.4, .25, .15, .1, .06, .04];

    /// <summary>Products open one after the other with what a client owns, on two tracks; attributes tell both, blurred.</summary>
    public static Holdings Nested(int clients, int seed)
    {
        var chance = new Random(seed);
        var (held, traits) = (new List<List<ushort>>(), Enumerable.Range(0, 4).Select(_ => new byte[clients]).ToList());
        for (var client = 0; client < clients; client++)
        {
            var (owns, track) = (Normal(chance), chance.Next(2));
            held.Add([.. Enumerable.Range(0, Products).Where(p => Holds(3 * (owns + 1 - (0.35 * (p / 2)) - (p % 2 == track ? 0 : 1.6)), chance)).Select(p => (ushort)p)]);
            traits[0][client] = (byte)(1 + Math.Clamp((int)(2 + owns + Normal(chance)), 0, 4));
            traits[1][client] = (byte)(1 + (chance.NextDouble() < .75 ? track : 1 - track));
            traits[2][client] = (byte)(1 + chance.Next(5));
            traits[3][client] = (byte)(1 + chance.Next(5));
        }

        return Pack(held, traits);
    }

    /// <summary>Everybody has one of six accounts; what else they hold depends on account and age together, and of each two other products nobody holds both.</summary>
    public static Holdings Exclusive(int clients, int seed)
    {
        var chance = new Random(seed);
        var tastes = Enumerable.Range(0, Accounts.Length * 5).Select(_ => Enumerable.Range(0, Products - Accounts.Length).Select(_ => -2.4 + (1.1 * Normal(chance))).ToArray()).ToArray();
        var (held, traits) = (new List<List<ushort>>(), Enumerable.Range(0, 5).Select(_ => new byte[clients]).ToList());
        for (var client = 0; client < clients; client++)
        {
            var (age, account, at) = (chance.Next(5), 0, chance.NextDouble());
            while ((at -= Accounts[account]) > 0 && account < Accounts.Length - 1)
            {
                account++;
            }

            var mine = new List<ushort> { (ushort)account };
            for (var p = Accounts.Length; p < Products; p++)
            {
                if ((p % 2 == 0 || !mine.Contains((ushort)(p - 1))) && Holds(tastes[(account * 5) + age][p - Accounts.Length], chance))
                {
                    mine.Add((ushort)p);
                }
            }

            held.Add(mine);
            for (var t = 0; t < traits.Count; t++)
            {
                traits[t][client] = (byte)(1 + (t == 0 ? age : chance.Next(5)));
            }
        }

        return Pack(held, traits);
    }

    /// <summary>The first clients of a book.</summary>
    public static Holdings First(Holdings all, int clients)
    {
        var (first, held) = (new int[clients + 1], new List<ushort>());
        for (var client = 0; client < clients; client++)
        {
            held.AddRange(all.Of(client).Products);
            first[client + 1] = held.Count;
        }

        return Made(all.Products.Length, first, held, [.. all.Traits.Select(t => t with { Of = t.Of[..clients] })]);
    }

    private static bool Holds(double odds, Random chance) => chance.NextDouble() < 1 / (1 + Math.Exp(-odds));

    private static double Normal(Random chance) => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    private static Holdings Pack(List<List<ushort>> held, List<byte[]> traits)
    {
        var first = new int[held.Count + 1];
        for (var client = 0; client < held.Count; client++)
        {
            first[client + 1] = first[client] + held[client].Count;
        }

        return Made(Products, first, [.. held.SelectMany(h => h)], [.. traits.Select((of, t) => new Trait($"attr.{t}", [.. Enumerable.Range(1, 5).Select(l => new Level($"{l}"))], of))]);
    }

    private static Holdings Made(int products, int[] first, List<ushort> held, IReadOnlyList<Trait> traits) =>
        new([.. Enumerable.Range(0, products).Select(p => $"made/p{p}")], first, [.. held], [.. held.Select(_ => 737_000)], [.. held.Select(_ => Holdings.Lives)], traits);
}
