using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using CrossSell.Access.Messages;
using CrossSell.Host.Composition;
using CrossSell.Host.Generate;
using CrossSell.Host.Postgres;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CrossSell.Benchmarks;

/// <summary>
/// Search, client lists and the client page over HTTP on two generated books, in alternating rounds: what they cost at the large one against the small one.
/// Without folders it generates both (10,000 and 1,000,000 clients) and removes them.
/// </summary>
internal static class FindingClients
{
    private const int Small = 10_000;
    private const int Large = 1_000_000;
    private const int Rounds = 5;
    private const int PerRound = 40;

    /// <param name="args"><c>clients [FOLDER FOLDER [WORD]]</c>: data folders that <c>generate</c> has filled, the small one first; of what is asked only that with the word in it.</param>
    public static async Task<int> Run(string[] args)
    {
        var temporary = args.Length < 3 ? Directory.CreateTempSubdirectory("crosssell-bench-").FullName : null;
        try
        {
            await using var small = await BenchBook.Open(args.Length > 1 ? args[1] : Path.Combine(temporary!, "small"), Small);
            await using var large = await BenchBook.Open(args.Length > 2 ? args[2] : Path.Combine(temporary!, "large"), Large);
            Console.WriteLine($"{small.Clients} and {large.Clients} clients, medians of {Rounds} rounds of {PerRound}");
            var worst = 0d;
            foreach (var what in BenchBook.Asked.Where(w => args.Length < 4 || w.Contains(args[3], StringComparison.Ordinal)))
            {
                worst = Math.Max(worst, await Compare(what, small, large));
            }

            Console.WriteLine($"worst ratio {worst:F2}");
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

    private static async Task<double> Compare(string what, BenchBook small, BenchBook large)
    {
        var (few, many) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (a, b) = (await small.Milliseconds(what, round, PerRound), await large.Milliseconds(what, round, PerRound));
            if (round > 0)
            {
                few.Add(a);
                many.Add(b);
            }
        }

        var ratio = BenchHouse.Median(few.Zip(many, (x, y) => y / x));
        Console.WriteLine($"{what,-58} {BenchHouse.Median(few),8:F2} ms {BenchHouse.Median(many),8:F2} ms   {ratio:F2}");
        return ratio;
    }
}

/// <summary>One generated book, served.</summary>
internal sealed class BenchBook : IAsyncDisposable
{
    private const int Sample = 400;

    /// <summary>What is asked of a book, and by whom: an advisor of 150 clients, or an administrator who sees everybody.</summary>
    public static readonly string[] Asked =
    [
        "search, family name as typed (administrator)", "search, whole name (administrator)", "search, whole name with a slip (administrator)", "search, telephone (administrator)", "search, plate or number (administrator)", "search, telephone with a slip (administrator)",
        "search, family name as typed (advisor)", "search, whole name with a slip (advisor)",
        "list by name (administrator)", "list, one town (administrator)", "list, tag, newest first (administrator)", "list by name (advisor)", "likely duplicates (administrator)",
        "page: client list (administrator)", "page: one client (administrator)", "page: a client's history (administrator)", "client card over REST (advisor)",
    ];

    private readonly EmbeddedPostgres _postgres;
    private readonly WebApplication _app;
    private readonly HttpClient _portal;
    private readonly HttpClient _administrator;
    private readonly HttpClient _advisor;
    private readonly List<Known> _everybodys;
    private readonly List<Known> _own;

    private BenchBook(EmbeddedPostgres postgres, WebApplication app, long clients, HttpClient portal, HttpClient administrator, HttpClient advisor, List<Known> everybodys, List<Known> own)
    {
        (_postgres, _app, Clients, _portal, _administrator, _advisor, _everybodys, _own) = (postgres, app, clients, portal, administrator, advisor, everybodys, own);
    }

    public long Clients { get; }

    public static async Task<BenchBook> Open(string folder, int clients)
    {
        Directory.CreateDirectory(folder);
        var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, null), TimeProvider.System, NullLogger.Instance, default);
        await using (var before = NpgsqlDataSource.Create(postgres.ConnectionString))
        {
            await BenchHouse.Scanned(before);
        }

        var app = await BenchHouse.Start(folder, postgres.ConnectionString);
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        if (await Count(source, "select count(*) from clients.client") == 0)
        {
            await new BookLoader(app.Services).Load(clients, 1867, default);
        }

        var email = $"bench-{Guid.CreateVersion7():N}@house.example";
        await app.Services.Act(new AddUser(email, Role.Administrator, "Bench", null, null, BenchHouse.Password), default);
        var address = new Uri(app.Urls.First());
        const string known =
            """
            select c.id, c.name, c.phone, (select k.number from portfolio.contract k where k.client_id = c.id and k.number is not null order by k.id limit 1), c.city
            from clients.client c where c.kind = 'person' and c.phone is not null and
            """;
        return new BenchBook(
            postgres, app, await Count(source, "select count(*) from clients.client"), await BenchHouse.SignedIn(address, email), await Token(app, address, email), await Token(app, address, "advisor-00001@generated.example"),
            await Read(source, $"{known} c.id in (select id from clients.client order by md5(id::text) limit {Sample})"),
            await Read(source, $"{known} c.advisor_id = (select id from access.pub_user where email = 'advisor-00001@generated.example') order by c.id limit {Sample}"));
    }

    /// <summary>Of one request.</summary>
    public async Task<double> Milliseconds(string what, int round, int times)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
        {
            var (http, path) = Address(what, (round * times) + i);
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{path}: {answer.StatusCode}");
            }
        }

        return watch.Elapsed.TotalMilliseconds / times;
    }

    public async ValueTask DisposeAsync()
    {
        _portal.Dispose();
        _administrator.Dispose();
        _advisor.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private (HttpClient Http, string Path) Address(string what, int at)
    {
        var byAdvisor = what.EndsWith("(advisor)", StringComparison.Ordinal);
        var known = byAdvisor ? _own[at % _own.Count] : _everybodys[at % _everybodys.Count];
        var http = what.StartsWith("page", StringComparison.Ordinal) ? _portal : byAdvisor ? _advisor : _administrator;
        return (http, what[..what.IndexOf(" (", StringComparison.Ordinal)] switch
        {
            "search, family name as typed" => Search(known.Name.Split(' ')[0]),
            "search, whole name" => Search(known.Name),
            "search, whole name with a slip" => Search(Slipped(known.Name)),
            "search, telephone" => Search(known.Phone),
            "search, telephone with a slip" => Search(SlippedAtEnd(known.Phone)),
            "search, plate or number" => Search(known.Number ?? known.Phone),
            "list by name" => "/api/v1/clients?limit=50",
            "list, one town" => $"/api/v1/clients?limit=50&city={Uri.EscapeDataString(known.City)}",
            "list, tag, newest first" => "/api/v1/clients?limit=50&tag=vip&sort=newest",
            "likely duplicates" => "/api/v1/duplicates?limit=50",
            "page: client list" => "/Clients",
            "page: one client" => $"/Clients/{known.Id}",
            "page: a client's history" => $"/Clients/{known.Id}/History",
            "client card over REST" => $"/api/v1/clients/{known.Id}/card",
            _ => throw new InvalidOperationException($"Nobody asks for {what}."),
        });
    }

    private static string Search(string text) => "/api/v1/search?q=" + Uri.EscapeDataString(text);

    /// <summary>Two letters of the family name change places.</summary>
    /// <summary>The last two signs changed, or the last one another where they are the same.</summary>
    private static string SlippedAtEnd(string number) => number[^1] == number[^2] ? $"{number[..^1]}{(char)('0' + ((number[^1] - '0' + 1) % 10))}" : $"{number[..^2]}{number[^1]}{number[^2]}";

    private static string Slipped(string name) => name.Length < 4 ? name : $"{name[..2]}{name[3]}{name[2]}{name[4..]}";

    private static async Task<List<Known>> Read(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await connection.Query(sql, r => new Known(r.GetGuid(0), r.GetString(1), r.GetString(2), r.MaybeText(3), r.GetString(4)), [], default);
    }

    private static async Task<long> Count(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        return (await connection.Query(sql, r => r.GetInt64(0), [], default))[0];
    }

    private static async Task<HttpClient> Token(WebApplication app, Uri address, string email)
    {
        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await app.Services.Act(new CreateToken(email, 2), default));
        return http;
    }

    private sealed record Known(Guid Id, string Name, string Phone, string? Number, string City);
}
