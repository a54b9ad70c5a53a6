namespace CrossSell.Offers.Domain.Learning;

/// <summary>
/// Weights of evidence: how much likelier a fact is of those who wanted a product than of those who had it not and wanted another, as a logarithm, from counts shrunk towards what
/// holds of everybody. Good from a hundred clients on, because nothing is fitted.
/// </summary>
internal static class Evidence
{
    /// <summary>How many clients' worth of "no difference" is mixed into each count.</summary>
    private const float Shrink = 3;

    /// <summary>Of so many traits each weighs in full; of more, each less: what clients are repeats itself.</summary>
    private const int FewTraits = 6;

    /// <param name="share">How much of each weight counts: facts repeat one another.</param>
    /// <param name="says">What rules say before anybody has bought: so many wanted the product while the fact held.</param>
    /// <returns>The rows, and last what holds of everybody.</returns>
    public static float[] Fit(LessonGroups lessons, float share, IReadOnlyList<RuleSays> says)
    {
        var (space, targets) = (lessons.Space, lessons.Targets);
        var counts = new Counts(space.Count, targets, lessons);
        foreach (var rule in says)
        {
            counts.Add(rule);
        }

        var table = new float[(space.Count + 1) * targets];
        var ofTraits = Math.Min(1, (float)FewTraits / Math.Max(1, space.Levels.Count));
        for (var t = 0; t < targets; t++)
        {
            table[(space.Count * targets) + t] = MathF.Log((counts.Wanted[t] + 0.5f) / (counts.Others[t] + 0.5f));
            for (var f = 0; f < space.Count; f++)
            {
                if (counts.Facts[f] <= 0)
                {
                    continue;
                }

                var usual = counts.Facts[f] / counts.All;
                var among = (counts.With[(f * targets) + t] + (Shrink * usual)) / (counts.Wanted[t] + Shrink);
                var beside = (counts.Beside[(f * targets) + t] + (Shrink * usual)) / (counts.Others[t] + Shrink);
                table[(f * targets) + t] = (f >= space.FirstTrait ? share * ofTraits : share) * MathF.Log(among / beside);
            }
        }

        return table;
    }

    /// <summary>How often each product was wanted, whatever is known.</summary>
    public static float[] Popularity(LessonGroups lessons)
    {
        var table = new float[(lessons.Space.Count + 1) * lessons.Targets];
        var wanted = table.AsSpan()[^lessons.Targets..];
        for (var group = 0; group < lessons.Count; group++)
        {
            foreach (var (target, weight) in lessons.Wanted(group))
            {
                wanted[target] += weight;
            }
        }

        foreach (ref var often in wanted)
        {
            often = MathF.Log(often + 0.1f);
        }

        return table;
    }

    private sealed class Counts
    {
        public Counts(int facts, int targets, LessonGroups lessons)
        {
            (Wanted, Others, Facts, With, Beside) = (new float[targets], new float[targets], new float[facts], new float[facts * targets], new float[facts * targets]);
            var had = new bool[targets];
            for (var group = 0; group < lessons.Count; group++)
            {
                Array.Clear(had);
                var weight = 0f;
                foreach (var (target, w) in lessons.Wanted(group))
                {
                    weight += w;
                    Wanted[target] += w;
                }

                All += weight;
                var known = lessons.Facts(group);
                foreach (var fact in known)
                {
                    Facts[fact] += weight;
                    if (lessons.TargetOf(fact) is >= 0 and var t)
                    {
                        had[t] = true;
                    }

                    foreach (var (target, w) in lessons.Wanted(group))
                    {
                        With[(fact * targets) + target] += w;
                    }
                }

                for (var t = 0; t < targets; t++)
                {
                    if (had[t])
                    {
                        continue;
                    }

                    var other = weight;
                    foreach (var (target, w) in lessons.Wanted(group))
                    {
                        other -= target == t ? w : 0;
                    }

                    Others[t] += other;
                    foreach (var fact in known)
                    {
                        Beside[(fact * targets) + t] += other;
                    }
                }
            }
        }

        public float All { get; private set; }

        /// <summary>How many wanted a product; and how many neither had it nor wanted it.</summary>
        public float[] Wanted { get; }

        public float[] Others { get; }

        /// <summary>Of how many a fact holds.</summary>
        public float[] Facts { get; }

        /// <summary>How many wanted a product while the fact held; and how many neither had nor wanted it while it did.</summary>
        public float[] With { get; }

        public float[] Beside { get; }

        public void Add(RuleSays rule)
        {
            With[(rule.Fact * Wanted.Length) + rule.Target] += rule.Times;
            Wanted[rule.Target] += rule.Times;
            Facts[rule.Fact] += rule.Times;
            All += rule.Times;
        }
    }
}

/// <summary>A rule of the line as if it had been seen: while the fact held, the product was wanted so many times.</summary>
internal sealed record RuleSays(int Fact, int Target, float Times);
