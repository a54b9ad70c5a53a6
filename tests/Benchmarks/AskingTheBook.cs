using System.Diagnostics;
using CrossSell.Access.Messages;
using CrossSell.Host.Composition;
using CrossSell.Host.Generate;
using CrossSell.Host.Postgres;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using CrossSell.Segments.Features;
using CrossSell.Segments.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CrossSell.Benchmarks;

/// <summary>A filter of five conditions against the same written by hand, the white space, counting and reading the figures, on a generated book.</summary>
internal static class AskingTheBook
{
    private const int Usual = 100_000;
    private const int SegmentSize = 100_000;
    private const int Rounds = 7;
    private const string Filter = "holds insurance/home and lacks insurance/travel and age >= 30 and consent any marketing and contracts >= 3";

    /// <summary>As somebody who knows the tables would write it.</summary>
    private const string ByHand =
        """
        select count(*)::int from clients.client c
        where exists (select from portfolio.contract k where k.client_id = c.id and k.product = 'insurance/home' and k.status = 'live')
          and not exists (select from portfolio.contract k where k.client_id = c.id and k.product = 'insurance/travel' and k.status = 'live' and (k.expiry is null or k.expiry >= $2))
          and c.birth_date <= $1 and not c.do_not_contact and c.granted && array['phone:marketing', 'email:marketing', 'post:marketing']
          and c.id in (select client_id from portfolio.contract where status = 'live' and (expiry is null or expiry >= $2 or product = any($3)) group by client_id having count(*) >= 3)
        """;

    /// <param name="args"><c>segments [FOLDER]</c>: a data folder that <c>generate</c> has filled; without one a book of 100,000 clients is generated and removed.</param>
    public static async Task<int> Run(string[] args)
    {
        using var lines = new FiftyProducts();
        var temporary = args.Length < 2 ? Directory.CreateTempSubdirectory("crosssell-bench-").FullName : null;
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(temporary ?? args[1], null), TimeProvider.System, NullLogger.Instance, default);
            await using (var before = NpgsqlDataSource.Create(postgres.ConnectionString))
            {
                await BenchHouse.Scanned(before);
            }

            var app = await BenchHouse.Start(temporary ?? args[1], postgres.ConnectionString, lines.Folder);
            if (temporary is not null)
            {
                await new BookLoader(app.Services).Load(Usual, 1867, default);
            }

            await Measure(app.Services);
            await Pages(app);
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

        Console.WriteLine($"{"filter of five conditions",-55} {BenchHouse.Median(filter),8:F1} ms, by hand {BenchHouse.Median(hand),8:F1} ms, ratio {BenchHouse.Median(ratio):F2}");
        await Say("white space, everybody", async () => (await services.Query(new GetWhitespace(null, null, null), default)).Clients);
        var segment = await Segment(services);
        await Say($"white space, {segment}", async () => (await services.Query(new GetWhitespace(null, segment, null), default)).Clients);
        await Say("counting every figure", async () => (await services.Act(new RefreshFigures(), default)).Rows, 2);
    }

    /// <summary>Those of an age and more who are about 100,000 clients, or everybody where there are no more.</summary>
    private static async Task<string> Segment(IServiceProvider services)
    {
        var (youngest, oldest) = (0, 120);
        while (youngest < oldest)
        {
            var age = (youngest + oldest) / 2;
            var meant = (await services.Query(new TryFilter($"age >= {age}", 0), default)).Count;
            (youngest, oldest) = meant > SegmentSize ? (age + 1, oldest) : (youngest, age);
        }

        return $"age >= {youngest}";
    }

    /// <summary>Each figure's page as a browser asks for it, for who sees everybody and for the manager of a team.</summary>
    private static async Task Pages(WebApplication app)
    {
        foreach (var (role, team) in new[] { (Role.Administrator, (string?)null), (Role.Manager, "Generated 1") })
        {
            var email = $"bench-{Guid.CreateVersion7():N}@house.example";
            await app.Services.Act(new AddUser(email, role, "Bench", team, null, BenchHouse.Password), default);
            using var http = await BenchHouse.SignedIn(new Uri(app.Urls.First()), email);
            foreach (var page in (string[])[.. Enum.GetNames<FigureTopic>().Select(t => "Insights/Figures?topic=" + t), "Insights/Workload", "Segments"])
            {
                await Say($"page {page} ({role})", async () => (await http.GetByteArrayAsync(new Uri("/" + page, UriKind.Relative))).Length);
            }
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

        Console.WriteLine($"{what,-55} {BenchHouse.Median(times),8:F1} ms (first {first:F0} ms, {answer})");
    }

    private static async Task<(double Milliseconds, int Answer)> Timed(Func<Task<int>> ask)
    {
        var watch = Stopwatch.StartNew();
        var answer = await ask();
        return (watch.Elapsed.TotalMilliseconds, answer);
    }
}
