using CrossSell.Offers.Domain.Learning;

namespace CrossSell.Benchmarks.Suggestions;

/// <summary>
/// Clients with a known structure: eight hidden kinds of clients prefer different products, some products lead to others, and three of six attributes tell something of the kind.
/// Shares of products and contracts per client are those of a real book.
/// </summary>
internal static class MadeUpBook
{
    private const int Kinds = 8;
    private static readonly double[] Shares = [.54, .51, .40, .10, .07, .06, .05, .04, .04, .03];
    private static readonly double[] Contracts = [.15, .18, .17, .14, .11, .08, .06, .11];

    public static Holdings Make(int clients, int products, int seed, bool dated = false, double mixed = 0.35)
    {
        var chance = new Random(seed);
        var popular = Enumerable.Range(0, products).Select(p => p < Shares.Length ? Shares[p] : Shares[^1] * Math.Pow(0.85, p - Shares.Length + 1)).ToArray();
        var tastes = Enumerable.Range(0, Kinds).Select(_ => popular.Select(s => s * Math.Exp(1.3 * Normal(chance))).ToArray()).ToArray();
        var leads = Enumerable.Range(0, products).Select(p => (To: chance.Next(products), Much: p % 3 == 0 ? 6.0 : 1.0)).ToArray();
        var signs = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, Kinds).Select(_ => (byte)(1 + chance.Next(5))).ToArray()).ToArray();
        var first = new int[clients + 1];
        var (product, start) = (new List<ushort>(), new List<int>());
        var traits = Enumerable.Range(0, 6).Select(_ => new byte[clients]).ToArray();
        var weights = new double[products];
        for (var client = 0; client < clients; client++)
        {
            var kind = chance.Next(Kinds);
            for (var t = 0; t < traits.Length; t++)
            {
                traits[t][client] = t < signs.Length && chance.NextDouble() > mixed ? signs[t][kind] : (byte)(1 + chance.Next(5));
            }

            var wanted = Math.Min(products - 1, 1 + Pick(Contracts, chance) + (chance.NextDouble() < .05 ? 3 : 0));
            tastes[kind].CopyTo(weights, 0);
            var day = 737_000 + chance.Next(1500);
            for (var n = 0; n < wanted; n++)
            {
                var next = Pick(weights, chance);
                product.Add((ushort)next);
                start.Add(dated ? day : 737_000);
                day += 1 + chance.Next(400);
                weights[next] = 0;
                weights[leads[next].To] *= leads[next].Much;
            }

            first[client + 1] = product.Count;
        }

        return new Holdings(
            [.. Enumerable.Range(0, products).Select(p => $"made/p{p}")], first, [.. product], [.. start], [.. Enumerable.Repeat(Holdings.Lives, product.Count)],
            [.. traits.Select((of, t) => new Trait($"attr.{t}", [.. Enumerable.Range(1, 5).Select(l => new Level($"{l}"))], of))]);
    }

    private static int Pick(double[] weights, Random chance)
    {
        var at = chance.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                return i;
            }
        }

        return Array.FindLastIndex(weights, w => w > 0);
    }

    private static double Normal(Random chance) => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
