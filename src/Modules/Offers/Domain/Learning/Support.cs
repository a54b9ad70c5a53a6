namespace CrossSell.Offers.Domain.Learning;

/// <summary>What reasons quote: how many clients a fact holds of, and how many of them hold a product. Plain counts on the day of learning.</summary>
/// <param name="Clients">Clients with at least one live contract of the line.</param>
/// <param name="Holders">By product of the line.</param>
/// <param name="Facts">By fact.</param>
/// <param name="Both">By fact, in the order of its row of the table.</param>
internal sealed record Support(int Clients, int[] Holders, int[] Facts, int[]?[] Both)
{
    public static Support Count(LessonPlan plan, Holdings holdings, LogOdds table, FactSpace space)
    {
        var targets = table.Targets;
        var (clients, holders, facts) = (0, new int[targets], new int[table.Rows.Count]);
        var both = table.Rows.Select(row => row is null ? null : new int[row.Adds.Length]).ToArray();
        var (held, once, known) = (new List<ushort>(), new List<ushort>(), new List<int>());
        var mine = new List<int>();
        for (var client = 0; client < holdings.Clients; client++)
        {
            plan.Today(client, space, held, once, known);
            table.Pairs.AddTo(known);
            mine.Clear();
            held.ForEach(p => mine.AddRange(plan.TargetOf[p] is >= 0 and var t ? [t] : []));
            clients += mine.Count > 0 ? 1 : 0;
            mine.ForEach(t => holders[t]++);
            foreach (var fact in known)
            {
                facts[fact]++;
                if (both[fact] is { } counts)
                {
                    Add(counts, table.Rows[fact]!.Targets, mine);
                }
            }
        }

        return new Support(clients, holders, facts, both);
    }

    /// <summary>How many of whom the fact holds hold the product, and of how many it holds.</summary>
    public (int Both, int Of) Of(int fact, int target, LogOdds.Row row)
    {
        var at = row.Targets is null ? target : Array.BinarySearch(row.Targets, (ushort)target);
        return at < 0 || Both[fact] is not { } both ? (0, Facts[fact]) : (both[at], Facts[fact]);
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
