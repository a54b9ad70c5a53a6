namespace CrossSell.Offers.Domain.Learning;

/// <summary>
/// The table that makes what was wanted likeliest among what the client did not have, held to where it begins by as much as <c>pull</c> clients would hold it. The same lessons give the same table.
/// </summary>
internal sealed class Softmax(LessonGroups lessons, float pull)
{
    private const int Batch = 512;
    private const float Fast = 0.05f;
    private const float Slow = 0.002f;
    private const int Visits = 1_500_000;

    private readonly int _targets = lessons.Targets;
    private readonly int _facts = lessons.Space.Count;

    public (float[] Bias, float[] Weights) Fit((float[] Bias, float[] Weights) start)
    {
        var table = Joined(start);
        var centre = (float[])table.Clone();
        var adam = new Adam(table.Length);
        var order = Shuffled(lessons.Count);
        var epochs = Math.Clamp(Visits / Math.Max(1, lessons.Count), 10, 60);
        var batches = (order.Length + Batch - 1) / Batch;
        var steps = epochs * batches;
        var halves = new[] { new Work(table.Length, _targets), new Work(table.Length, _targets) };
        for (var step = 0; step < steps; step++)
        {
            var from = step % batches * Batch;
            var until = Math.Min(from + Batch, order.Length);
            var middle = (from + until) / 2;
            Parallel.For(0, 2, half => halves[half].Learn(lessons, order, half == 0 ? from : middle, half == 0 ? middle : until, table, _facts));
            var rate = Fast * MathF.Pow(Slow / Fast, step / (float)steps);
            adam.Step(table, halves[0], halves[1], centre, pull / (float)lessons.Weight, rate, _facts * _targets);
        }

        return (table[(_facts * _targets)..], table[..(_facts * _targets)]);
    }

    private static float[] Joined((float[] Bias, float[] Weights) start) => [.. start.Weights, .. start.Bias];

    /// <summary>Always the same order, and none that means something.</summary>
    private static int[] Shuffled(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var state = 88172645463325252UL;
        for (var i = count - 1; i > 0; i--)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            var other = (int)(state % (ulong)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    /// <summary>One thread's part of a batch.</summary>
    private sealed class Work(int size, int targets)
    {
        private readonly float[] _odds = new float[targets];

        public float[] Slope { get; } = new float[size];

        public float Weight { get; private set; }

        public void Learn(LessonGroups lessons, int[] order, int from, int until, float[] table, int facts)
        {
            Array.Clear(Slope);
            Weight = 0;
            var bias = facts * targets;
            for (var at = from; at < until; at++)
            {
                var known = lessons.Facts(order[at]);
                table.AsSpan(bias, targets).CopyTo(_odds);
                foreach (var fact in known)
                {
                    Wide.Add(_odds, table.AsSpan(fact * targets, targets), 1);
                }

                foreach (var fact in known)
                {
                    if (lessons.TargetOf(fact) is >= 0 and var had)
                    {
                        _odds[had] = float.NegativeInfinity;
                    }
                }

                Wide.Softmax(_odds);
                var weight = 0f;
                foreach (var (_, w) in lessons.Wanted(order[at]))
                {
                    weight += w;
                }

                for (var t = 0; t < targets; t++)
                {
                    _odds[t] *= weight;
                }

                foreach (var (target, w) in lessons.Wanted(order[at]))
                {
                    _odds[target] -= w;
                }

                Weight += weight;
                Wide.Add(Slope.AsSpan(bias, targets), _odds, 1);
                foreach (var fact in known)
                {
                    Wide.Add(Slope.AsSpan(fact * targets, targets), _odds, 1);
                }
            }
        }
    }

    /// <summary>Steps of about the same size for rows seen often and seldom.</summary>
    private sealed class Adam(int size)
    {
        private const float Mean = 0.9f;
        private const float Spread = 0.999f;
        private readonly float[] _mean = new float[size];
        private readonly float[] _spread = new float[size];
        private float _meanAge = 1;
        private float _spreadAge = 1;

        public void Step(float[] table, Work one, Work other, float[] centre, float pull, float rate, int unpulled)
        {
            _meanAge *= Mean;
            _spreadAge *= Spread;
            var (over, by) = (1 / (one.Weight + other.Weight), MathF.Sqrt(1 - _spreadAge) / (1 - _meanAge) * rate);
            for (var i = 0; i < table.Length; i++)
            {
                var slope = ((one.Slope[i] + other.Slope[i]) * over) + (i < unpulled ? pull * (table[i] - centre[i]) : 0);
                _mean[i] = (Mean * _mean[i]) + ((1 - Mean) * slope);
                _spread[i] = (Spread * _spread[i]) + ((1 - Spread) * slope * slope);
                table[i] -= by * _mean[i] / (MathF.Sqrt(_spread[i]) + 1e-8f);
            }
        }
    }
}
