namespace CrossSell.Offers.Domain.Learning;

/// <summary>How surprised a table is by what was wanted: the mean of minus the logarithm of the chance it gave.</summary>
internal static class Surprise
{
    public static double Of(Lessons lessons, int[] targetOf, LogOdds table)
    {
        var odds = new float[lessons.Targets];
        var (sum, all) = (0.0, 0.0);
        for (var lesson = 0; lesson < lessons.Count; lesson++)
        {
            var facts = lessons.Facts(lesson);
            table.Score(facts, odds);
            foreach (var fact in facts)
            {
                if (fact < targetOf.Length && targetOf[fact] >= 0)
                {
                    odds[targetOf[fact]] = float.NegativeInfinity;
                }
            }

            Wide.Softmax(odds);
            sum -= lessons.WeightOf(lesson) * Math.Log(Math.Max(odds[lessons.Target(lesson)], 1e-9));
            all += lessons.WeightOf(lesson);
        }

        return all == 0 ? 0 : sum / all;
    }
}
