namespace CrossSell.Offers.Domain.Learning;

/// <summary>Ranks the products of a line for one client by a model, and says which facts speak for each.</summary>
internal static class Ranking
{
    private const int MostCited = 2;
    private const int FewestSeen = 3;

    /// <summary>How many times its usual share a product has to have among those a fact is true of: what is true of nearly everybody convinces nobody.</summary>
    private const double Noticeably = 1.1;

    /// <summary>The chance that each product of the line is the next one; 0 for what the client holds.</summary>
    public static float[] Chances(LineModel model, IReadOnlyCollection<int> facts)
    {
        var odds = new float[model.Line.Count];
        int[] known = [.. facts];
        model.Table.Score(known, odds);
        foreach (var fact in known)
        {
            if (model.TargetOf(fact) is >= 0 and var held)
            {
                odds[held] = float.NegativeInfinity;
            }
        }

        Wide.Softmax(odds);
        return odds;
    }

    /// <summary>The two facts that say most for a product and can be said aloud: seen with it more often than it is seen at all. Two facts that count together are one.</summary>
    public static List<Cited> Because(LineModel model, IReadOnlyCollection<int> facts, int target)
    {
        List<int> known = [.. facts];
        model.Table.Pairs.AddTo(known);
        var (candidates, cited) = (new List<Cited>(), new List<Cited>());
        foreach (var fact in known)
        {
            if (Weighed(model, fact, target) is { } candidate)
            {
                candidates.Add(candidate);
            }
        }

        foreach (var candidate in candidates.OrderByDescending(c => c.Adds).ThenBy(c => c.Fact))
        {
            if (cited.TrueForAll(c => !Overlap(model, c.Fact, candidate.Fact)))
            {
                cited.Add(candidate);
            }

            if (cited.Count == MostCited)
            {
                break;
            }
        }

        return cited;
    }

    /// <summary>The one or two facts that a row of the table is about.</summary>
    public static IReadOnlyList<int> Singles(LineModel model, int fact) => model.Table.Pairs.Of(fact) is { } pair ? [pair.One, pair.Other] : [fact];

    private static Cited? Weighed(LineModel model, int fact, int target)
    {
        if (model.Table.Rows[fact] is not { } row || row.Of(target) <= 0)
        {
            return null;
        }

        var adds = row.Of(target);
        if (model.Table.Pairs.Of(fact) is { } pair)
        {
            if (!IsSayable(model, pair.One) || !IsSayable(model, pair.Other))
            {
                return null;
            }

            adds += (model.Table.Rows[pair.One]?.Of(target) ?? 0) + (model.Table.Rows[pair.Other]?.Of(target) ?? 0);
        }
        else if (!IsSayable(model, fact))
        {
            return null;
        }

        var ofTime = Support.IsOfTime(fact, model.Space, model.Table.Pairs);
        var (both, of) = model.Support.Of(fact, target, row);
        return adds > 0 && both >= FewestSeen && (double)both / of >= Noticeably * model.Support.Usual(target, ofTime) ? new Cited(fact, adds, both, of, ofTime) : null;
    }

    private static bool IsSayable(LineModel model, int fact) => model.Space.Meaning(fact).Kind is not (FactKind.Number or FactKind.Refused);

    private static bool Overlap(LineModel model, int one, int other) => Singles(model, one).Intersect(Singles(model, other)).Any();
}

/// <summary>A fact, or a pair of facts, that speaks for a product.</summary>
/// <param name="Adds">To the log odds.</param>
/// <param name="Both">Clients of whom it holds and who hold the product, of <paramref name="Of"/> of whom it holds; of a fact of time, gains.</param>
internal sealed record Cited(int Fact, float Adds, int Both, int Of, bool OfTime = false);
