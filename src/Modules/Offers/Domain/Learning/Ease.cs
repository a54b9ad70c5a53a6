using System.Numerics;
using System.Runtime.InteropServices;

namespace CrossSell.Offers.Domain.Learning;

/// <summary>
/// For lines of many products: how far each product held speaks for each other one once all the rest is accounted for, solved at once (EASE: a ridge regression of every column on
/// all others). Only products that several clients hold take part; of each, the strongest weights are kept.
/// </summary>
internal static class Ease
{
    private const int MostWeights = 64;
    private const int FewestHolders = 2;

    /// <param name="ridge">How many clients' worth of "no connection" is mixed in.</param>
    /// <param name="among">Only clients of whom this is true.</param>
    public static LogOdds.Row?[] Fit(LessonPlan plan, Holdings holdings, FactSpace space, int targets, double ridge, int today, Func<int, bool> among)
    {
        var (common, gram) = Gram(plan.TargetOf, holdings, targets, today, among);
        for (var i = 0; i < gram.Length; i++)
        {
            gram[i][i] += ridge;
        }

        Invert(gram);
        var rows = new LogOdds.Row?[space.Count];
        for (var i = 0; i < common.Length; i++)
        {
            rows[space.Holds(plan.ProductOf(common[i]))] = Strongest(i, common, gram);
        }

        return rows;
    }

    /// <summary>How often every two products are held together, below and on the diagonal.</summary>
    private static (int[] Common, double[][] Gram) Gram(int[] targetOf, Holdings holdings, int targets, int today, Func<int, bool> among)
    {
        var holders = new int[targets];
        var held = new List<int>();
        for (var client = 0; client < holdings.Clients; client++)
        {
            if (among(client))
            {
                Held(holdings, client, targetOf, today, held);
                held.ForEach(t => holders[t]++);
            }
        }

        int[] common = [.. Enumerable.Range(0, targets).Where(t => holders[t] >= FewestHolders)];
        var place = Enumerable.Repeat(-1, targets).ToArray();
        for (var i = 0; i < common.Length; i++)
        {
            place[common[i]] = i;
        }

        var gram = Enumerable.Range(0, common.Length).Select(i => new double[i + 1]).ToArray();
        for (var client = 0; client < holdings.Clients; client++)
        {
            if (!among(client))
            {
                continue;
            }

            Held(holdings, client, targetOf, today, held);
            foreach (var one in held)
            {
                foreach (var other in held)
                {
                    if (place[one] >= place[other] && place[other] >= 0)
                    {
                        gram[place[one]][place[other]]++;
                    }
                }
            }
        }

        return (common, gram);
    }

    private static void Held(Holdings holdings, int client, int[] targetOf, int today, List<int> held)
    {
        held.Clear();
        var history = holdings.Of(client);
        for (var at = 0; at < history.Count; at++)
        {
            if (targetOf[history.Products[at]] is >= 0 and var target && history.Ends[at] >= today && !held.Contains(target))
            {
                held.Add(target);
            }
        }
    }

    /// <summary>Sweeps a symmetric matrix, of which the lower half is given, into minus its inverse.</summary>
    private static void Invert(double[][] lower)
    {
        var size = lower.Length;
        var column = new double[size];
        for (var k = 0; k < size; k++)
        {
            var pivot = lower[k][k];
            for (var i = 0; i < size; i++)
            {
                column[i] = i <= k ? lower[k][i] : lower[i][k];
            }

            var at = k;
            Parallel.For(0, 2, half =>
            {
                for (var i = half; i < size; i += 2)
                {
                    if (i != at)
                    {
                        Sweep(lower[i], column, column[i] / pivot);
                    }
                }
            });
            for (var i = 0; i < size; i++)
            {
                if (i < k)
                {
                    lower[k][i] = column[i] / pivot;
                }
                else if (i > k)
                {
                    lower[i][k] = column[i] / pivot;
                }
            }

            lower[k][k] = -1 / pivot;
        }
    }

    private static void Sweep(double[] row, double[] column, double times)
    {
        if (times == 0)
        {
            return;
        }

        var wide = MemoryMarshal.Cast<double, Vector<double>>(row.AsSpan());
        var by = MemoryMarshal.Cast<double, Vector<double>>(column.AsSpan());
        var factor = new Vector<double>(times);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] -= by[i] * factor;
        }

        for (var i = wide.Length * Vector<double>.Count; i < row.Length; i++)
        {
            row[i] -= column[i] * times;
        }
    }

    private static LogOdds.Row? Strongest(int from, int[] common, double[][] inverse)
    {
        double At(int i, int j) => i >= j ? inverse[i][j] : inverse[j][i];
        var kept = Enumerable.Range(0, common.Length).Where(to => to != from)
            .Select(to => (Target: (ushort)common[to], Adds: (float)(-At(from, to) / At(to, to))))
            .Where(w => w.Adds != 0).OrderByDescending(w => Math.Abs(w.Adds)).Take(MostWeights).OrderBy(w => w.Target).ToList();
        return kept.Count == 0 ? null : new LogOdds.Row([.. kept.Select(w => w.Target)], [.. kept.Select(w => w.Adds)]);
    }
}
