using System.Diagnostics;
using CrossSell.Offers.Domain.Learning;

namespace CrossSell.Benchmarks.Suggestions;

/// <summary>What learning and suggesting to everybody cost, and how well ranking does beside others, on a made-up book of known structure.</summary>
internal static class Suggesting
{
    private const int Unseen = 10_000;
    private const int Top = 3;
    private static readonly DateOnly Today = DateOnly.FromDayNumber(740_500);

    public static int Run(string[] args)
    {
        var clients = args.Length > 1 && int.TryParse(args[1], out var wanted) ? wanted : 1_000_000;
        Cost(clients, products: 50);
        if (args is [_, _, "cost"])
        {
            return 0;
        }

        Console.WriteLine("| book | clients | way | first | among 3 | among 5 | reciprocal |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var size in new[] { 130, 1_300, 6_000, 30_000, 100_000 })
        {
            Quality("eight kinds, 22 products", size, many => MadeUpBook.Make(many, 22, 11));
            Quality("eight kinds, 24 products", size, many => MadeUpBook.Make(many, 24, 11));
            Quality("nested", size, many => OtherBooks.Nested(many, 3));
            Quality("exclusive", size, many => OtherBooks.Exclusive(many, 4));
        }

        Wide(20_000, 3_000, 30);
        return 0;
    }

    /// <summary>Learning, then the best three with their reasons for every client.</summary>
    private static void Cost(int clients, int products)
    {
        var holdings = MadeUpBook.Make(clients, products, 7);
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64 >> 20;
        var clock = Stopwatch.StartNew();
        var model = Learn(holdings);
        var learned = clock.Elapsed;
        var (suggestions, cited) = (0L, 0L);
        var plan = new LessonPlan(holdings, [.. Enumerable.Range(0, products)], model.Traits.Count > 0 ? [.. Enumerable.Range(0, holdings.Traits.Count)] : [], Today.DayNumber);
        var (held, once, facts) = (new List<ushort>(), new List<ushort>(), new List<int>());
        for (var client = 0; client < clients; client++)
        {
            plan.Today(client, model.Space, held, once, facts);
            var chances = Ranking.Chances(model, facts);
            for (var rank = 0; rank < Top; rank++)
            {
                var best = Array.IndexOf(chances, chances.Max());
                cited += Ranking.Because(model, facts, best).Count;
                suggestions++;
                chances[best] = 0;
            }
        }

        var all = clock.Elapsed;
        Console.WriteLine($"{clients} clients, {holdings.Contracts} contracts, {products} products: learned ({model.Kind}) in {learned.TotalSeconds:0.0} s, {suggestions} suggestions with {cited} facts in {(all - learned).TotalSeconds:0.0} s, {all.TotalSeconds:0.0} s together; "
            + $"peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB, of which {before} MiB before");
        Console.WriteLine($"one client: {(all - learned).TotalMicroseconds / clients:0.0} µs\n");
    }

    private static void Quality(string book, int clients, Func<int, Holdings> make)
    {
        var all = make(clients + Unseen);
        int[] line = [.. Enumerable.Range(0, all.Products.Length)];
        var plan = new LessonPlan(all, line, [.. Enumerable.Range(0, all.Traits.Count)], Today.DayNumber);
        var lessons = plan.LeaveOneOut();
        var (learn, test) = (lessons.Where(l => lessons.Client(l) < clients), lessons.Where(l => lessons.Client(l) >= clients));
        var clock = Stopwatch.StartNew();
        var model = Learn(OtherBooks.First(all, clients));
        var learned = clock.Elapsed;
        var bare = new LessonPlan(all, line, [], Today.DayNumber);
        var seen = model.Traits.Count > 0 ? test : bare.LeaveOneOut() is var without ? without.Where(l => without.Client(l) >= clients) : test;
        void Say(string way, HitRates r) => Console.WriteLine($"| {book} | {clients} | {way} | {r.At1:0.000} | {r.At3:0.000} | {r.At5:0.000} | {r.Reciprocal:0.0000} |");
        Say($"CrossSell ({model.Kind}, {learned.TotalSeconds:0.0} s)", HitRates.Of(seen, plan.TargetOf, model.Table.Score));
        var peers = new Peers(learn, line.Length);
        Say("boosted trees (LightGBM)", HitRates.Of(test, plan.TargetOf, BoostedTrees.Fit(learn, test)));
        Say("cosine nearest neighbours", HitRates.Of(test, plan.TargetOf, peers.Cosine));
        Say("popularity", HitRates.Of(test, plan.TargetOf, peers.Popularity));
        Say("association rules by lift", HitRates.Of(test, plan.TargetOf, peers.Lift));
    }

    /// <summary>A line of very many products, of which each client holds dozens.</summary>
    private static void Wide(int clients, int products, int each)
    {
        var all = WideBook.Make(clients + (Unseen / 5), products, each, 5);
        var clock = Stopwatch.StartNew();
        var model = Learn(OtherBooks.First(all, clients));
        var learned = clock.Elapsed;
        var plan = new LessonPlan(all, [.. Enumerable.Range(0, products)], [], Today.DayNumber);
        var lessons = plan.LeaveOneOut();
        var test = lessons.Where(l => lessons.Client(l) >= clients);
        var holders = model.Support.Holders.Select(h => (float)h).ToArray();
        var (ours, popular) = (HitRates.Of(test, plan.TargetOf, model.Table.Score), HitRates.Of(test, plan.TargetOf, (_, into) => holders.CopyTo(into)));
        Console.WriteLine($"\n{clients} clients, {products} products, {each} held by each: learned ({model.Kind}) in {learned.TotalSeconds:0.0} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB; among five {ours.At5:0.000}, reciprocal {ours.Reciprocal:0.000}; popularity {popular.At5:0.000}, {popular.Reciprocal:0.000}");
    }

    private static LineModel Learn(Holdings holdings) =>
        new LineLearner("made", holdings, [.. Enumerable.Range(0, holdings.Products.Length)], [.. Enumerable.Range(0, holdings.Traits.Count)], [], Today).Learn()!;
}
