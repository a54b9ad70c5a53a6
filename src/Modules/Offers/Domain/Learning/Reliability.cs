using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Domain.Learning;

/// <summary>What was said, beside what came of it.</summary>
internal static class Reliability
{
    private const int Bars = 10;
    private const double Certain = 1.959964;

    /// <summary>In tenths of the answered, so that each bar stands on as many; of equal chances, all in one.</summary>
    public static List<ReliabilityBin> Bins(IReadOnlyList<(double Chance, bool Yes)> answered)
    {
        var sorted = answered.OrderBy(a => a.Chance).ToList();
        var bins = new List<ReliabilityBin>();
        for (var from = 0; from < sorted.Count;)
        {
            var until = Math.Min(sorted.Count, from + Math.Max(1, (sorted.Count + Bars - 1) / Bars));
            while (until < sorted.Count && sorted[until].Chance.Equals(sorted[until - 1].Chance))
            {
                until++;
            }

            var bin = sorted.GetRange(from, until - from);
            var yes = bin.Count(b => b.Yes);
            var (low, high) = Bounds(yes, bin.Count);
            bins.Add(new ReliabilityBin(bin[0].Chance, bin[^1].Chance, bin.Count, bin.Average(b => b.Chance), (double)yes / bin.Count, low, high));
            from = until;
        }

        return bins;
    }

    public static SuggestionGroup Group(string group, int? clients, int opened, int answered, int yes)
    {
        var (low, high) = Bounds(yes, answered);
        return new SuggestionGroup(group, clients, opened, answered, yes, answered == 0 ? 0 : (double)yes / answered, low, high, clients is > 0 and var all ? 100.0 * yes / all : null);
    }

    /// <summary>Between which shares the true one lies with 95 % certainty (Wilson).</summary>
    public static (double Low, double High) Bounds(int yes, int all)
    {
        if (all == 0)
        {
            return (0, 1);
        }

        double share = (double)yes / all, n = all, z = Certain * Certain;
        var middle = (share + (z / (2 * n))) / (1 + (z / n));
        var reach = Certain / (1 + (z / n)) * Math.Sqrt((share * (1 - share) / n) + (z / (4 * n * n)));
        return (Math.Max(0, middle - reach), Math.Min(1, middle + reach));
    }
}
