namespace CrossSell.Offers.Domain.Learning;

/// <summary>How often what was wanted stood first, among the first three, among the first five; and the mean of one over its place. Products the client had are left out.</summary>
internal sealed record HitRates(double At1, double At3, double At5, double Reciprocal, int Lessons)
{
    public static HitRates Of(Lessons lessons, int[] targetOf, Scorer score)
    {
        var odds = new float[lessons.Targets];
        var (one, three, five, reciprocal, all) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var lesson = 0; lesson < lessons.Count; lesson++)
        {
            var facts = lessons.Facts(lesson);
            score(facts, odds);
            foreach (var fact in facts)
            {
                if (fact < targetOf.Length && targetOf[fact] >= 0)
                {
                    odds[targetOf[fact]] = float.NegativeInfinity;
                }
            }

            double weight = lessons.WeightOf(lesson);
            var place = Place(odds, lessons.Target(lesson));
            one += place <= 1 ? weight : 0;
            three += place <= 3 ? weight : 0;
            five += place <= 5 ? weight : 0;
            reciprocal += weight / place;
            all += weight;
        }

        return all == 0 ? new HitRates(0, 0, 0, 0, 0) : new HitRates(one / all, three / all, five / all, reciprocal / all, lessons.Count);
    }

    /// <summary>The wanted one's place; those with the same odds share the middle of theirs.</summary>
    private static double Place(ReadOnlySpan<float> odds, int wanted)
    {
        var (better, same) = (0, 0);
        foreach (var value in odds)
        {
            better += value > odds[wanted] ? 1 : 0;
            same += value.Equals(odds[wanted]) ? 1 : 0;
        }

        return better + ((same + 1) / 2.0);
    }
}

/// <summary>Gives every product of a line its log odds for a client of whom these facts hold.</summary>
internal delegate void Scorer(ReadOnlySpan<int> facts, Span<float> into);
