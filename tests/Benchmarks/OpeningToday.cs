using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Host.Composition;
using CrossSell.Host.Postgres;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CrossSell.Benchmarks;

/// <summary>
/// Opening Today for an advisor with 1,000 clients in a book of 10,000, against raw Npgsql fetching the same rows by two statements in one round trip, in alternating rounds;
/// the page over HTTP; and planning 10,000 calls.
/// </summary>
internal static partial class OpeningToday
{
    private const int Advisors = 10;
    private const int Each = 1000;
    private const int Rounds = 5;
    private const int PerRound = 60;
    private const string Password = "Correct-horse-7";

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("crosssell-bench-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, null), TimeProvider.System, NullLogger.Instance, default);
            await using var app = await BenchHouse.Start(folder, postgres.ConnectionString);
            await Book(app.Services);
            await Plan(app.Services);
            var scan = Stopwatch.StartNew();
            var opened = await app.Services.Act(new RunScan(null), default);
            Console.WriteLine($"scan that opens and plans {opened.Opened} offers     {scan.Elapsed.TotalSeconds,8:F1} s");
            await using (var connection = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync())
            {
                await connection.Execute("analyze", [], default);
            }

            await Measure(app.Services, new Uri(app.Urls.First()));
            await app.StopAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task Measure(IServiceProvider services, Uri address)
    {
        var source = services.GetRequiredService<NpgsqlDataSource>();
        var (actor, today) = (await Actor(services), services.GetRequiredService<Kernel.Time.BusinessClock>().Today);
        using var http = await SignedIn(address);
        var (ours, raw, page) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (a, b, c) = (await Each1(() => Today(services, actor)), await Each1(() => Raw(source, actor, today)), await Each1(() => http.GetStringAsync("/Today")));
            if (round > 0)
            {
                ours.Add(a);
                raw.Add(b);
                page.Add(c);
            }
        }

        Console.WriteLine($"opening Today, {Advisors * Each} clients, {Each} of the advisor's, medians of {Rounds} rounds of {PerRound}");
        Console.WriteLine($"the query (message, permission, scope, 40 rows with their facts, counts)  {BenchHouse.Median(ours),8:F2} ms");
        Console.WriteLine($"raw Npgsql, the same rows in one round trip                              {BenchHouse.Median(raw),8:F2} ms   ours / raw {BenchHouse.Median(ours.Zip(raw, (x, y) => x / y)):F2}");
        Console.WriteLine($"the whole page over HTTP                                                 {BenchHouse.Median(page),8:F2} ms");
    }

    /// <summary>Milliseconds of one.</summary>
    private static async Task<double> Each1(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < PerRound; i++)
        {
            await act();
        }

        return watch.Elapsed.TotalMilliseconds / PerRound;
    }

    private static async Task Today(IServiceProvider services, Actor actor)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = actor;
        var list = await scope.ServiceProvider.GetRequiredService<IDispatcher>().Ask(new GetToday(null, null, null, 40));
        Expect(list.Items.Count);
    }

    private static async Task Raw(NpgsqlDataSource source, Actor actor, DateOnly today)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        Add(
            batch,
            """
            with page as (
              select t.* from worklist.task t where t.status = 'open' and t.due_on <= $2 and t.assignee_id = $1 and (t.snoozed_until is null or t.snoozed_until <= now())
              order by t.due_on, coalesce(t.due_at, '-infinity'::timestamptz), -t.priority, t.id limit 41)
            select t.*, c.name, c.phone, c.city, o.product, o.variant, o.reason_hu, o.contact_until, (select count(*) from offers.attempt a where a.offer_id = o.id),
                   (select array_agg(distinct k.product) from portfolio.pub_contract k where k.client_id = c.id and k.status = 'live'), l.at, l.outcome, l.note
            from page t join clients.pub_client c on c.id = t.client_id left join offers.offer o on o.id = t.offer_id
            left join lateral (select a.* from offers.attempt a where a.client_id = c.id order by a.at desc limit 1) l on true
            """,
            actor.UserId, today.AddDays(7));
        Add(batch, "select count(*) filter (where due_on < $2), count(*) filter (where due_on = $2), count(*) filter (where due_on > $2) from worklist.task where status = 'open' and assignee_id = $1 and due_on <= $3", actor.UserId, today, today.AddDays(7));
        await using var reader = await batch.ExecuteReaderAsync();
        var rows = 0;
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
            rows++;
        }

        await reader.NextResultAsync();
        await reader.ReadAsync();
        Expect(rows - 1);
    }

    private static void Expect(int rows)
    {
        if (rows != 40)
        {
            throw new InvalidOperationException($"{rows} rows instead of 40.");
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, params object?[] values) => batch.BatchCommands.Add(new SqlWrite(sql, values).ToBatchCommand());

    private static async Task<Actor> Actor(IServiceProvider services)
    {
        var signed = await services.Act(new CheckPassword(Email(0), Password), default);
        return (await services.Query(new ResolveUser(signed.UserId!.Value, signed.Stamp!, "benchmark"), default))!;
    }

    private static async Task<HttpClient> SignedIn(Uri address)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        var token = Token().Match(await http.GetStringAsync("/SignIn")).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("email", Email(0)), new("password", Password), new("__RequestVerificationToken", token)]);
        using var answer = await http.PostAsync(new Uri("/SignIn", UriKind.Relative), form);
        return answer.RequestMessage!.RequestUri!.AbsolutePath == "/Today" ? http : throw new InvalidOperationException($"Signing in led to {answer.RequestMessage.RequestUri}.");
    }

    /// <summary>Ten advisors, a thousand clients each, a call for each within thirty working days.</summary>
    private static async Task Plan(IServiceProvider services)
    {
        var today = services.GetRequiredService<Kernel.Time.BusinessClock>().Today;
        var people = await services.Query(new ListUsers(), default);
        var calls = people.SelectMany(p => Enumerable.Range(0, Each).Select(i => new CallToPlan(Guid.CreateVersion7(), p.Id, Guid.CreateVersion7(), today.AddDays(i % 60), today.AddDays((i % 60) + 45)))).ToList();
        var times = new List<double>();
        for (var i = 0; i <= Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            var planned = await services.Query(new PlanCalls(calls, today), default);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (planned.Count != Advisors * Each)
            {
                throw new InvalidOperationException($"{planned.Count} planned.");
            }
        }

        Console.WriteLine($"planning {calls.Count} calls of {Advisors} advisors          {BenchHouse.Median(times.Skip(1)),8:F1} ms");
    }

    private static async Task Book(IServiceProvider services)
    {
        var today = services.GetRequiredService<Kernel.Time.BusinessClock>().Today;
        var clients = new StringBuilder("external_id,kind,given_name,family_name,city,phone,advisor,consents\n");
        var contracts = new StringBuilder("external_id,client_external_id,product,held_at,start,expiry\n");
        for (var a = 0; a < Advisors; a++)
        {
            await services.Act(new AddUser(Email(a), Role.Advisor, $"Bench {a}", null, null, Password), default);
        }

        for (var i = 0; i < Advisors * Each; i++)
        {
            clients.Append(CultureInfo.InvariantCulture, $"B{i},person,Béla{i},Próba,Győr,+36201234567,{Email(i % Advisors)},phone:marketing|phone:service\n");
            contracts.Append(CultureInfo.InvariantCulture, $"BC{i},B{i},insurance/home,elsewhere,{today.AddDays(-305):yyyy-MM-dd},{today.AddDays(60 + (i % 10)):yyyy-MM-dd}\n");
            contracts.Append(CultureInfo.InvariantCulture, $"BD{i},B{i},insurance/travel,us,{today.AddDays(-100):yyyy-MM-dd},{today.AddDays(265):yyyy-MM-dd}\n");
        }

        await services.Act(new ImportClients(Encoding.UTF8.GetBytes(clients.ToString()), false, true), default);
        await services.Act(new ImportContracts(Encoding.UTF8.GetBytes(contracts.ToString()), false, true), default);
    }

    private static string Email(int advisor) => $"bench{advisor}@house.example";

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
