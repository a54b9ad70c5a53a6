using System.Numerics;

namespace CrossSell.Offers.Domain.Learning;

/// <summary>The additive table: what each fact adds to the log odds of each product of a line.</summary>
/// <param name="bias">By product of the line: its log odds when nothing is known.</param>
/// <param name="rows">By fact, then by pair of facts; none where it says nothing.</param>
internal sealed class LogOdds(float[] bias, LogOdds.Row?[] rows, FactPairs pairs)
{
    public float[] Bias => bias;

    public IReadOnlyList<Row?> Rows => rows;

    public FactPairs Pairs => pairs;

    public int Targets => bias.Length;

    /// <summary>What a fact adds to some products; to all, where <paramref name="Targets"/> is none.</summary>
    internal sealed record Row(ushort[]? Targets, float[] Adds)
    {
        public float Of(int target)
        {
            if (Targets is null)
            {
                return Adds[target];
            }

            var at = Array.BinarySearch(Targets, (ushort)target);
            return at < 0 ? 0 : Adds[at];
        }

        public void AddTo(Span<float> odds)
        {
            if (Targets is null)
            {
                Wide.Add(odds, Adds, 1);
                return;
            }

            for (var i = 0; i < Targets.Length; i++)
            {
                odds[Targets[i]] += Adds[i];
            }
        }
    }

    /// <summary>The log odds of every product of the line, for the client of whom these facts hold.</summary>
    public void Score(ReadOnlySpan<int> facts, Span<float> into)
    {
        bias.CopyTo(into);
        foreach (var fact in facts)
        {
            rows[fact]?.AddTo(into);
        }

        pairs.AddTo(facts, rows, into);
    }

    /// <summary>The same table, stretched.</summary>
    public LogOdds Times(float factor) =>
        new([.. bias.Select(b => b * factor)], [.. rows.Select(row => row is null ? null : row with { Adds = [.. row.Adds.Select(a => a * factor)] })], pairs);

    /// <summary>A table laid flat, its rows and last what holds of everybody; each row is shifted to a mean of zero, which changes no ranking and makes what a fact adds readable.</summary>
    public static LogOdds Of(float[] flat, int targets, FactPairs pairs)
    {
        var rows = new Row?[(flat.Length / targets) - 1];
        for (var fact = 0; fact < rows.Length; fact++)
        {
            var row = flat.AsSpan(fact * targets, targets);
            if (row.ContainsAnyExcept(0f))
            {
                var mean = Wide.Sum(row) / targets;
                var adds = row.ToArray();
                for (var i = 0; i < targets; i++)
                {
                    adds[i] -= mean;
                }

                rows[fact] = new Row(null, adds);
            }
        }

        return new LogOdds(flat[^targets..], rows, pairs);
    }
}

/// <summary>Sums over rows of numbers, as wide as the processor takes them.</summary>
internal static class Wide
{
    /// <summary>Adds a multiple of a row to another.</summary>
    public static void Add(Span<float> to, ReadOnlySpan<float> row, float times)
    {
        var i = 0;
        for (var by = new Vector<float>(times); i <= to.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(to[i..]) + (by * new Vector<float>(row[i..]))).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++)
        {
            to[i] += times * row[i];
        }
    }

    public static float Sum(ReadOnlySpan<float> row)
    {
        var sum = 0f;
        foreach (var value in row)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Turns log odds into chances that add up to one; what is negative infinity stays out.</summary>
    public static void Softmax(Span<float> odds)
    {
        var most = float.NegativeInfinity;
        foreach (var value in odds)
        {
            most = Math.Max(most, value);
        }

        var sum = 0f;
        for (var i = 0; i < odds.Length; i++)
        {
            odds[i] = odds[i] == float.NegativeInfinity ? 0 : MathF.Exp(odds[i] - most);
            sum += odds[i];
        }

        for (var i = 0; i < odds.Length; i++)
        {
            odds[i] /= sum;
        }
    }
}
