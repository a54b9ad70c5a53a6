namespace CrossSell.Offers.Domain.Learning;

/// <summary>
/// The table that makes what was wanted likeliest among what the client did not have, held to where it begins by as much as <c>pull</c> clients would hold it. The same lessons give the same table.
/// </summary>
internal sealed class Softmax(LessonGroups lessons, float pull)
{
    private const int Batch = 512;
    private const float Fast = 0.05f;
    private const float Slow = 0.002f;
    private const int Passes = 10;
    private const int MostPasses = 60;
    private const int FewestSteps = 400;

    private readonly int _targets = lessons.Targets;
    private readonly int _rows = lessons.Rows;

    /// <param name="start">The rows, and last what holds of everybody.</param>
    public float[] Fit(float[] start)
    {
        var table = (float[])start.Clone();
        var adam = new Adam(table.Length);
        var order = Shuffled(lessons.Count);
        var batches = (order.Length + Batch - 1) / Batch;
        var steps = batches * Math.Clamp(FewestSteps / Math.Max(1, batches), Passes, MostPasses);
        var halves = new[] { new Work(table.Length, _targets), new Work(table.Length, _targets) };
        for (var step = 0; step < steps; step++)
        {
            var from = step % batches * Batch;
            var until = Math.Min(from + Batch, order.Length);
            var middle = (from + until) / 2;
            Parallel.For(0, 2, half => halves[half].Learn(lessons, order, half == 0 ? from : middle, half == 0 ? middle : until, table));
            var rate = Fast * MathF.Pow(Slow / Fast, step / (float)steps);
            adam.Step(table, halves[0], halves[1], start, pull / (float)lessons.Weight, rate, _rows * _targets);
        }

        return table;
    }

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

        public void Learn(LessonGroups lessons, int[] order, int from, int until, float[] table)
        {
            Array.Clear(Slope);
            Weight = 0;
            for (var at = from; at < until; at++)
            {
                Weight += lessons.Miss(order[at], table, _odds);
                Wide.Add(Slope.AsSpan(lessons.Rows * targets, targets), _odds, 1);
                foreach (var fact in lessons.Facts(order[at]))
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
