namespace CrossSell.Offers.Domain.Learning;

/// <summary>Ranks the products of a line for one client by a model, and says which facts speak for each.</summary>
internal static class Ranking
{
    private const int MostCited = 2;
    private const int FewestSeen = 3;

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

    /// <summary>The two facts that say most for a product and can be said aloud: seen with it more often than it is seen at all.</summary>
    public static List<Cited> Because(LineModel model, IReadOnlyCollection<int> facts, int target)
    {
        var usual = model.Support.Clients == 0 ? 0 : (double)model.Support.Holders[target] / model.Support.Clients;
        var cited = new List<Cited>();
        foreach (var fact in facts)
        {
            if (model.Table.Rows[fact] is { } row && row.Of(target) is > 0 and var adds && model.Space.Meaning(fact).Kind is FactKind.Holds or FactKind.Held or FactKind.Trait)
            {
                var (both, of) = model.Support.Of(fact, target, row);
                if (both >= FewestSeen && (double)both / of > usual)
                {
                    cited.Add(new Cited(fact, adds, both, of));
                }
            }
        }

        return [.. cited.OrderByDescending(c => c.Adds).ThenBy(c => c.Fact).Take(MostCited)];
    }
}

/// <summary>A fact that speaks for a product.</summary>
/// <param name="Adds">To the log odds.</param>
/// <param name="Both">Clients of whom it holds and who hold the product, of <paramref name="Of"/> of whom it holds.</param>
internal sealed record Cited(int Fact, float Adds, int Both, int Of);
