using System.Globalization;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Generate;

/// <summary>
/// Adds up while a book is made what the figures of Insights should say of it, client by client and without a database: so that their statements have something to be held against.
/// Counts stand in the order of the figure's columns.
/// </summary>
internal sealed class BookFigures(DateOnly today, IReadOnlyList<BookProduct> products)
{
    private const int Before = 60;
    private const int After = 90;
    private const int MonthsAhead = 6;
    private const int WeeksAhead = 13;
    private static readonly string[] ByLast = ["itself", "renewed", "lost", "gone"];
    private readonly Dictionary<string, int?> _renewsEvery = products.ToDictionary(p => p.Code, p => p.RenewsEvery);
    private readonly Dictionary<string, SortedDictionary<string, long[]>> _counted = [];

    public IReadOnlyDictionary<string, SortedDictionary<string, long[]>> Counted => _counted;

    public void Add(BookClient client, string advisor)
    {
        var here = client.Contracts.Where(k => IsHere(k)).OrderBy(k => k.Data.Start).ToList();
        if (here.Count > 0)
        {
            Bought(client, here, advisor);
        }

        foreach (var contract in here.Where(HasEndedLately))
        {
            Ended(client, contract);
        }

        Comes(here);
        Held(client);
    }

    private void Bought(BookClient client, List<LoadedContract> here, string advisor)
    {
        var once = here.Count == 1 ? 1 : 0;
        var first = here[0].Data.Start!.Value;
        Count("once", once == 1 ? "once" : "again", 1);
        Count("onceByAge", AgeOf(first), once, 1);
        Count("onceByAdvisor", advisor, once, 1);
        var second = here.Count > 1 ? here[1].Data.Start : null;
        Count("cohort", first.Year.ToString(CultureInfo.InvariantCulture), 1, second <= first.AddMonths(12) ? 1 : 0, second <= first.AddMonths(24) ? 1 : 0, second is null ? 0 : 1);
        if (once == 1)
        {
            Count("onceByLine", here[0].Data.Product!.Split('/')[0], 1);
            Count("onceByTown", client.Data.Address!.City!, 1);
        }
    }

    private void Ended(BookClient client, LoadedContract ended)
    {
        var expiry = ended.Data.Expiry!.Value;
        var near = client.Contracts.Where(n => n.Data.Product == ended.Data.Product && n.Data.Start >= expiry.AddDays(-Before) && n.Data.Start <= expiry.AddDays(After)).ToList();
        var taker = near.Where(n => !IsHere(n)).OrderBy(n => n.Data.Start).ThenBy(n => n.Data.Provider, StringComparer.Ordinal).FirstOrDefault();
        var fate = ended.Live && RenewsEvery(ended) is not null ? "itself" : near.Any(n => IsHere(n) && n != ended) ? "renewed" : taker is not null ? "lost" : "gone";
        Count("ended", Month(expiry), [.. ByLast.Select(f => f == fate ? 1L : 0)]);
        if (fate is "lost" or "gone")
        {
            Count("lostBecause", "unknown", 1);
        }

        if (fate == "lost")
        {
            Count("lostTo", taker!.Data.Provider!, 1);
        }
    }

    private void Comes(List<LoadedContract> here)
    {
        var end = new DateOnly(today.Year, today.Month, 1).AddMonths(MonthsAhead);
        foreach (var month in here.Where(k => k.Live && k.Data.Expiry >= today && k.Data.Expiry < end).GroupBy(k => Month(k.Data.Expiry!.Value)))
        {
            Count("comes", month.Key, month.Count(), 1);
        }
    }

    private void Held(BookClient client)
    {
        var live = client.Contracts.Where(k => k.Live && !(Cycle(k) < today)).ToList();
        foreach (var product in live.GroupBy(k => k.Data.Product!).Where(p => _renewsEvery.ContainsKey(p.Key)))
        {
            Count("held", product.Key, 1, product.Any(IsHere) ? 1 : 0);
        }

        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        foreach (var week in live.Select(Cycle).OfType<DateOnly>().Select(end => (end.DayNumber - monday.DayNumber) / 7).Where(w => w < WeeksAhead).Distinct())
        {
            Count("expiring", monday.AddDays(7 * week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 1);
        }
    }

    /// <summary>When the present cycle ends: what renews by itself counts on, also from an end that was written down wrongly.</summary>
    private DateOnly? Cycle(LoadedContract contract)
    {
        var end = contract.Data.Expiry;
        for (var term = 1; end < today && RenewsEvery(contract) is { } months; term++)
        {
            end = contract.Data.Expiry!.Value.AddMonths(term * months);
        }

        return end;
    }

    private string AgeOf(DateOnly first) => Enumerable.Range(0, 4).Select(i => (Least: new[] { 1, 2, 3, 5 }[i], Key: "y" + i)).Where(a => first > today.AddYears(-a.Least)).Select(a => a.Key).FirstOrDefault() ?? "y5";

    private bool HasEndedLately(LoadedContract contract) => contract.Data.Expiry is { } end && end >= contract.Data.Start && end > today.AddMonths(-12) && end <= today;

    private int? RenewsEvery(LoadedContract contract) => _renewsEvery.GetValueOrDefault(contract.Data.Product!);

    private static bool IsHere(LoadedContract contract) => contract.Data.HeldAt == "us";

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private void Count(string figure, string key, params long[] counts)
    {
        var bars = _counted.TryGetValue(figure, out var known) ? known : _counted[figure] = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        var sum = bars.TryGetValue(key, out var before) ? before : bars[key] = new long[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            sum[i] += counts[i];
        }
    }
}
