namespace CrossSell.Offers.Domain.Learning;

/// <summary>
/// Finds the pairs of facts that a table is most wrong about: for which what was wanted differs from what the two facts add up to. One row for each such pair makes the table better by about
/// the square of what it misses over how sure it is (one step of Newton).
/// </summary>
internal static class Together
{
    private const int MostFacts = 256;
    private const int MostNumbers = 2_000_000;
    private const int FewestSeen = 20;

    public static List<FactPair> Find(LessonGroups lessons, ReadOnlyMemory<float> table, float pull, int most)
    {
        var targets = lessons.Targets;
        var often = Often(lessons, Math.Min(MostFacts, (int)Math.Sqrt(MostNumbers / targets)));
        var place = Enumerable.Repeat(-1, lessons.Space.Count).ToArray();
        for (var i = 0; i < often.Length; i++)
        {
            place[often[i]] = i;
        }

        var halves = new[] { new Sums(often.Length, targets), new Sums(often.Length, targets) };
        var middle = lessons.Count / 2;
        Parallel.For(0, 2, half => halves[half].Read(lessons, half == 0 ? 0 : middle, half == 0 ? middle : lessons.Count, table, place));
        return [.. halves[0].Gains(halves[1], pull).OrderByDescending(g => g.Gain).ThenBy(g => g.Pair).Take(most)
            .Select(g => (One: often[g.Pair / often.Length], Other: often[g.Pair % often.Length])).Select(p => new FactPair(Math.Min(p.One, p.Other), Math.Max(p.One, p.Other)))];
    }

    private static int[] Often(LessonGroups lessons, int most)
    {
        var seen = new double[lessons.Space.Count];
        for (var group = 0; group < lessons.Count; group++)
        {
            foreach (var fact in lessons.Facts(group))
            {
                seen[fact] += lessons.WeightOf(group);
            }
        }

        return [.. Enumerable.Range(0, seen.Length).Where(f => seen[f] >= FewestSeen).OrderByDescending(f => Math.Min(seen[f], lessons.Weight - seen[f])).ThenBy(f => f).Take(most)];
    }

    /// <summary>By pair: how often it was seen; by pair and product: what the table misses, and how sure it is of that.</summary>
    private sealed class Sums(int facts, int targets)
    {
        private readonly float[] _seen = new float[facts * facts];
        private readonly float[] _missed = new float[facts * facts * targets];
        private readonly float[] _sure = new float[facts * facts * targets];

        public void Read(LessonGroups lessons, int from, int until, ReadOnlyMemory<float> table, int[] place)
        {
            var (miss, bend, known) = (new float[targets], new float[targets], new List<int>());
            for (var group = from; group < until; group++)
            {
                var weight = lessons.Miss(group, table.Span, miss);
                Bend(lessons.Wanted(group), weight, miss, bend);
                known.Clear();
                foreach (var fact in lessons.Facts(group))
                {
                    if (place[fact] >= 0)
                    {
                        known.Add(place[fact]);
                    }
                }

                known.Sort();
                for (var a = 0; a < known.Count; a++)
                {
                    for (var b = a + 1; b < known.Count; b++)
                    {
                        var pair = (known[a] * facts) + known[b];
                        _seen[pair] += weight;
                        Wide.Add(_missed.AsSpan(pair * targets, targets), miss, 1);
                        Wide.Add(_sure.AsSpan(pair * targets, targets), bend, 1);
                    }
                }
            }
        }

        private static void Bend(ReadOnlySpan<(ushort Target, float Weight)> wanted, float weight, float[] miss, float[] bend)
        {
            miss.CopyTo(bend.AsSpan());
            foreach (var (target, w) in wanted)
            {
                bend[target] += w;
            }

            for (var t = 0; t < bend.Length; t++)
            {
                bend[t] *= 1 - (bend[t] / weight);
            }
        }

        public IEnumerable<(int Pair, double Gain)> Gains(Sums other, float pull)
        {
            for (var pair = 0; pair < _seen.Length; pair++)
            {
                if (_seen[pair] + other._seen[pair] < FewestSeen)
                {
                    continue;
                }

                var gain = 0.0;
                for (var t = pair * targets; t < (pair + 1) * targets; t++)
                {
                    double missed = _missed[t] + other._missed[t];
                    gain += missed * missed / (_sure[t] + other._sure[t] + pull);
                }

                yield return (pair, gain);
            }
        }
    }
}
