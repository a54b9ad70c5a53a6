namespace CrossSell.Offers.Domain.Learning;

/// <summary>
/// What reasons quote: how many clients a fact holds of, and how many of them hold a product, on the day of learning; of facts of time, how many gains were made while they held, and how
/// many of these were of the product. Plain counts.
/// </summary>
/// <param name="Clients">Clients with at least one live contract of the line.</param>
/// <param name="Holders">By product of the line.</param>
/// <param name="Facts">By row of the table.</param>
/// <param name="Both">By row of the table, in its order.</param>
/// <param name="Gains">By product of the line, where gains have dates.</param>
internal sealed record Support(int Clients, int[] Holders, int[] Facts, int[]?[] Both, IReadOnlyList<int> Gains)
{
    public static Support Count(LessonPlan plan, Holdings holdings, LogOdds table, FactSpace space)
    {
        var targets = table.Targets;
        var (clients, holders, gains, facts) = (0, new int[targets], new int[targets], new int[table.Rows.Count]);
        var both = table.Rows.Select(row => row is null ? null : new int[row.Adds.Length]).ToArray();
        var (held, once, known, mine) = (new List<ushort>(), new List<ushort>(), new List<int>(), new List<int>());
        void Add(bool ofTime)
        {
            table.Pairs.AddTo(known);
            foreach (var fact in known)
            {
                if (IsOfTime(fact, space, table.Pairs) == ofTime)
                {
                    facts[fact]++;
                    if (both[fact] is { } counts)
                    {
                        Support.Add(counts, table.Rows[fact]!.Targets, mine);
                    }
                }
            }
        }

        for (var client = 0; client < holdings.Clients; client++)
        {
            plan.Today(client, space, held, once, known);
            mine.Clear();
            held.ForEach(p => mine.AddRange(plan.TargetOf[p] is >= 0 and var t ? [t] : []));
            clients += mine.Count > 0 ? 1 : 0;
            mine.ForEach(t => holders[t]++);
            Add(ofTime: false);
        }

        if (space.Dated)
        {
            plan.EachGain(space, (then, target, _) =>
            {
                (known, mine) = ([.. then], [target]);
                gains[target]++;
                Add(ofTime: true);
            });
        }

        return new Support(clients, holders, facts, both, gains);
    }

    public static bool IsOfTime(int fact, FactSpace space, FactPairs pairs) => pairs.Of(fact) is { } pair ? space.IsOfTime(pair.One) || space.IsOfTime(pair.Other) : space.IsOfTime(fact);

    /// <summary>How many of whom the fact holds hold the product, and of how many it holds.</summary>
    public (int Both, int Of) Of(int fact, int target, LogOdds.Row row)
    {
        var at = row.Targets is null ? target : Array.BinarySearch(row.Targets, (ushort)target);
        return at < 0 || Both[fact] is not { } both ? (0, Facts[fact]) : (both[at], Facts[fact]);
    }

    /// <summary>The share of all: of clients who hold the product, or of gains that were of it.</summary>
    public double Usual(int target, bool ofTime)
    {
        var (of, all) = ofTime ? (Gains[target], Gains.Sum()) : (Holders[target], Clients);
        return all == 0 ? 0 : (double)of / all;
    }

    private static void Add(int[] counts, ushort[]? targets, List<int> mine)
    {
        foreach (var target in mine)
        {
            var at = targets is null ? target : Array.BinarySearch(targets, (ushort)target);
            if (at >= 0)
            {
                counts[at]++;
            }
        }
    }
}
