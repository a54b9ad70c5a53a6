using System.Diagnostics;
using CrossSell.Host.Postgres;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrossSell.Benchmarks;

/// <summary>Lists and the board of processes at a hundred, ten thousand and a hundred thousand instances: what they cost at each against the first.</summary>
internal static class ListingProcesses
{
    private const int Times = 60;
    private static readonly int[] Sizes = [100, 10_000, 100_000];

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("crosssell-bench-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, null), TimeProvider.System, NullLogger.Instance, default);
            await using var app = await BenchHouse.Start(folder, postgres.ConnectionString);
            var first = new Dictionary<string, double>();
            Console.WriteLine($"{"instances",10} {"what",-28} {"ms",8} {"ratio",6}");
            var there = 0;
            foreach (var size in Sizes)
            {
                await Fill(app.Services, there, size);
                there = size;
                foreach (var (name, actor, ask) in Questions())
                {
                    var ms = await Median(app.Services, actor, ask);
                    first.TryAdd(name, ms);
                    Console.WriteLine($"{size,10} {name,-28} {ms,8:F2} {ms / first[name],6:F2}");
                }
            }

            await app.StopAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static IEnumerable<(string Name, Actor Actor, Func<IDispatcher, Task> Ask)> Questions()
    {
        var all = Actor.System("bench");
        var requester = new Actor(Requester(7), "Requester", Role.Advisor, Permission.All, new ClientScope(false, [Requester(7)]), "hu", "bench");
        yield return ("first page, open", all, d => d.Ask(new ListProcesses(new ProcessFilter(Category: StateCategory.Open), null, 50)));
        yield return ("one state", all, d => d.Ask(new ListProcesses(new ProcessFilter("purchase-approval", "ordered"), null, 50)));
        yield return ("past the deadline", all, d => d.Ask(new ListProcesses(new ProcessFilter(Late: true), null, 50)));
        yield return ("board", all, d => d.Ask(new GetProcessBoard("purchase-approval", false, 20)));
        yield return ("a requester's own", requester, d => d.Ask(new ListProcesses(new ProcessFilter(), null, 50)));
        yield return ("a requester's board", requester, d => d.Ask(new GetProcessBoard("purchase-approval", true, 20)));
        yield return ("ten pages on", all, async d =>
        {
            string? after = null;
            for (var i = 0; i < 10; i++)
            {
                after = (await d.Ask(new ListProcesses(new ProcessFilter(), after, 10))).Next;
            }
        }
        );
    }

    private static Guid Requester(int number) => new(number, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]);

    private static async Task Fill(IServiceProvider services, int from, int until)
    {
        await using var connection = await services.GetRequiredService<Database>().Source.OpenConnectionAsync();
        await connection.Execute(
            """
            insert into processes.instance(id, key, definition_version, state, category, subject, title, starter_id, roles, deadline_on, started_at, changed_at, version)
            select gen_random_uuid(), 'purchase-approval', 1, s.state, s.category, '{"language":"hu"}', 'Purchase ' || n, ('0000000' || n % 10 || '-0001-0001-0101-010101010101')::uuid, '{administrator,manager}',
              case when s.category = 'open' then date '2026-11-01' + n % 60 end, now() - n * interval '1 minute', now() - n * interval '1 minute', 1
            from generate_series($1 + 1, $2) n
            cross join lateral (select (array['requested','aboveLimit','questioned','approved','ordered','chased','received','received','rejected','withdrawn'])[1 + n % 10] as state) p
            cross join lateral (select p.state, case when p.state = 'received' then 'won' when p.state in ('rejected', 'withdrawn') then 'lost' else 'open' end as category) s
            """,
            [from, until],
            default);
        await connection.Execute("analyze processes.instance", [], default);
    }

    private static async Task<double> Median(IServiceProvider services, Actor actor, Func<IDispatcher, Task> ask)
    {
        var taken = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallContext>().Actor = actor;
            var began = Stopwatch.GetTimestamp();
            await ask(scope.ServiceProvider.GetRequiredService<IDispatcher>());
            if (i >= 10)
            {
                taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return BenchHouse.Median(taken);
    }
}
