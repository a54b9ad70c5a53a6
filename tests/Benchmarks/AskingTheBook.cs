using System.Diagnostics;
using CrossSell.Host.Composition;
using CrossSell.Host.Generate;
using CrossSell.Host.Postgres;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using CrossSell.Segments.Features;
using CrossSell.Segments.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CrossSell.Benchmarks;

/// <summary>A filter of five conditions against the same written by hand, the white space, counting and reading the figures, on a generated book.</summary>
internal static class AskingTheBook
{
    private const int Usual = 100_000;
    private const int Rounds = 7;
    private const string Filter = "holds insurance/home and lacks insurance/travel and age >= 30 and consent any marketing and contracts >= 3";

    /// <summary>As somebody who knows the tables would write it.</summary>
    private const string ByHand =
        """
        select count(*)::int from clients.client c
        where exists (select from portfolio.contract k where k.client_id = c.id and k.product = 'insurance/home' and k.status = 'live')
          and not exists (select from portfolio.contract k where k.client_id = c.id and k.product = 'insurance/travel' and k.status = 'live')
          and c.birth_date <= $1 and not c.do_not_contact and c.granted && array['phone:marketing', 'email:marketing', 'post:marketing']
          and c.id in (select client_id from portfolio.contract where status = 'live' and (expiry is null or expiry >= $2 or product = any($3)) group by client_id having count(*) >= 3)
        """;

    /// <param name="args"><c>segments [FOLDER]</c>: a data folder that <c>generate</c> has filled; without one a book of 100,000 clients is generated and removed.</param>
    public static async Task<int> Run(string[] args)
    {
        var temporary = args.Length < 2 ? Directory.CreateTempSubdirectory("crosssell-bench-").FullName : null;
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(temporary ?? args[1], null), TimeProvider.System, NullLogger.Instance, default);
            var app = await BenchHouse.Start(temporary ?? args[1], postgres.ConnectionString);
            if (temporary is not null)
            {
                await new BookLoader(app.Services).Load(Usual, 1867, default);
            }

            await Measure(app.Services);
            await app.StopAsync();
            await app.DisposeAsync();
            return 0;
        }
        finally
        {
            if (temporary is not null)
            {
                Directory.Delete(temporary, true);
            }
        }
    }

    private static async Task Measure(IServiceProvider services)
    {
        var source = services.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await source.OpenConnectionAsync();
        var today = services.GetRequiredService<BusinessClock>().Today;
        var renewing = (await connection.Query("select code from catalog.product where renews", r => r.GetString(0), [], default)).ToArray();
        var counts = await connection.Query("select (select count(*) from clients.client), (select count(*) from portfolio.contract), (select count(*) from catalog.product where active)", r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), [], default);
        Console.WriteLine($"{counts[0].Item1} clients, {counts[0].Item2} contracts, {counts[0].Item3} products; medians of {Rounds} alternating rounds");
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = Actor.System("bench");
        var (desk, counter) = (scope.ServiceProvider.GetRequiredService<FilterDesk>(), scope.ServiceProvider.GetRequiredService<ClientCounter>());
        var (filter, hand, ratio) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (a, byHouse) = await Timed(async () => await counter.Count(await desk.Condition(await desk.Read(Filter, "filter", default), default), ClientScope.Everyone, default));
            var (b, byHand) = await Timed(async () => (await connection.Query(ByHand, r => r.GetInt32(0), [today.AddYears(-30), today, renewing], default))[0]);
            if (byHouse != byHand)
            {
                throw new InvalidOperationException($"The house counts {byHouse}, by hand it is {byHand}.");
            }

            if (round > 0)
            {
                filter.Add(a);
                hand.Add(b);
                ratio.Add(a / b);
            }
        }

        Console.WriteLine($"filter of five conditions       {BenchHouse.Median(filter),8:F1} ms, by hand {BenchHouse.Median(hand),8:F1} ms, ratio {BenchHouse.Median(ratio):F2}");
        await Say("white space, everybody", async () => (await services.Query(new GetWhitespace(null, null, null), default)).Clients);
        await Say("white space, a filter", async () => (await services.Query(new GetWhitespace(null, "age >= 40", null), default)).Clients);
        await Say("counting every figure", async () => (await services.Act(new RefreshFigures(), default)).Rows, 2);
        foreach (var topic in Enum.GetValues<FigureTopic>())
        {
            await Say($"figures: {topic}", async () => (await services.Query(new GetFigures(topic), default)).Figures.Sum(f => f.Rows.Count));
        }
    }

    private static async Task Say(string what, Func<Task<int>> ask, int rounds = Rounds)
    {
        var (first, answer) = await Timed(ask);
        var times = new List<double>();
        for (var i = 1; i < rounds; i++)
        {
            times.Add((await Timed(ask)).Milliseconds);
        }

        Console.WriteLine($"{what,-31} {BenchHouse.Median(times),8:F1} ms (first {first:F0} ms, {answer})");
    }

    private static async Task<(double Milliseconds, int Answer)> Timed(Func<Task<int>> ask)
    {
        var watch = Stopwatch.StartNew();
        var answer = await ask();
        return (watch.Elapsed.TotalMilliseconds, answer);
    }
}
