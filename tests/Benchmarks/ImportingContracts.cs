using System.Diagnostics;
using System.Globalization;
using System.Text;
using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Host.Composition;
using CrossSell.Host.Postgres;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CrossSell.Benchmarks;

/// <summary>
/// Importing contracts end to end (reading, validation, comparison with what is known, audit of every row in its chain, one transaction) against PostgreSQL's own <c>\copy</c> of the same rows
/// into a table with the same columns and indexes, in alternating rounds of one run.
/// </summary>
internal static class ImportingContracts
{
    private const int Clients = 100_000;
    private const int Rounds = 3;

    public static async Task<int> Run(string[] args)
    {
        var rows = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("crosssell-bench-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, null), TimeProvider.System, NullLogger.Instance, default);
            await using var services = await House(folder, postgres.ConnectionString);
            await Measure(services, folder, rows);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task Measure(ServiceProvider services, string folder, int rows)
    {
        await Act(services, new AddUser("a@bench.example", Role.Advisor, "Bench", null, null, "Correct-horse-7"));
        await Act(services, new ImportClients(ClientFile(), false, true));
        var file = ContractFile(rows);
        var source = services.GetRequiredService<NpgsqlDataSource>();
        var (ours, copies) = (new List<double>(), new List<double>());
        var most = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            await Clear(source);
            var memory = new PeakMemory();
            var watch = Stopwatch.StartNew();
            var report = await Act(services, new ImportContracts(file, false, true));
            ours.Add(watch.Elapsed.TotalSeconds);
            most = Math.Max(most, memory.Stop());
            if (report.Created != rows)
            {
                throw new InvalidOperationException($"{report.Created} of {rows} rows were imported.");
            }

            copies.Add(await Copied(source, folder));
            Console.WriteLine($"round {round + 1}: import {ours[^1]:F1} s, \\copy {copies[^1]:F1} s, \\copy / import {copies[^1] / ours[^1]:F2}");
        }

        Console.WriteLine($"importing {rows} contracts ({file.Length >> 20} MB of CSV), {Rounds} rounds, medians");
        Console.WriteLine($"import, validated and audited  {Median(ours),6:F1} s  {rows / Median(ours),9:F0} rows/s  {most >> 20} MB of managed memory at most, the file among them");
        Console.WriteLine($"\\copy of the same rows         {Median(copies),6:F1} s  {rows / Median(copies),9:F0} rows/s");
        Console.WriteLine($"speed of import / \\copy        {Median(ours.Zip(copies, (o, c) => c / o)),6:F2}");
    }

    /// <summary>The rows as the import wrote them, out to a file and by COPY FROM STDIN as psql's \copy does it, in one transaction, into an empty table with the same indexes.</summary>
    private static async Task<double> Copied(NpgsqlDataSource source, string folder)
    {
        var path = Path.Combine(folder, "contracts.csv");
        await using var connection = await source.OpenConnectionAsync();
        await using (var writer = File.CreateText(path))
        {
            using var reader = await connection.BeginTextExportAsync("copy portfolio.contract to stdout (format csv)");
            await Pump(reader, writer);
        }

        await connection.Execute("drop table if exists portfolio.peer", [], default);
        await connection.Execute("create table portfolio.peer (like portfolio.contract including all)", [], default);
        var watch = Stopwatch.StartNew();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            using (var reader = File.OpenText(path))
            {
                await using var writer = await connection.BeginTextImportAsync("copy portfolio.peer from stdin (format csv)");
                await Pump(reader, writer);
            }

            await transaction.CommitAsync();
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static async Task Pump(TextReader reader, TextWriter writer)
    {
        var buffer = new char[64 * 1024];
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            await writer.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    private static async Task Clear(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await connection.Execute("truncate portfolio.contract, portfolio.identifier", [], default);
        await connection.Execute("drop table if exists portfolio.peer", [], default);
        await connection.Execute("truncate kernel.audit_part", [], default);
        GC.Collect();
    }

    private static byte[] ClientFile()
    {
        var text = new StringBuilder("external_id,kind,family_name,given_name,advisor\n");
        for (var i = 0; i < Clients; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"C{i},person,Kovács,Teszt{i},a@bench.example\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] ContractFile(int rows)
    {
        string[] products = ["insurance/home", "insurance/travel", "insurance/life", "insurance/casco"];
        var start = new DateOnly(2020, 1, 1);
        var text = new StringBuilder("external_id,client_external_id,product,held_at,provider,number,start,expiry,price,currency,period,field.note\n", rows * 110);
        for (var i = 0; i < rows; i++)
        {
            var day = start.AddDays(i * 7 % 2300);
            text.Append(CultureInfo.InvariantCulture, $"K{i},C{(long)i * 7919 % Clients},{products[i % products.Length]},elsewhere,Másik Biztosító,N-{i},{day:yyyy-MM-dd},{day.AddYears(7):yyyy-MM-dd},{20000 + i % 90000},HUF,year,jegyzet {i % 10}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<ServiceProvider> House(string folder, string connectionString)
    {
        var settings = new HostSettings(folder, null, false, null, Path.Combine(Root(AppContext.BaseDirectory), "plugins"));
        var configuration = new ConfigurationBuilder().AddConfiguration(HostConfiguration.Read(settings)).AddInMemoryCollection([new("Logging:Level", "Warning")]).Build();
        var services = new ServiceCollection().AddLogging().AddHouseOn(connectionString, configuration, TimeProvider.System).BuildServiceProvider();
        foreach (var problem in await HouseSetup.Prepare(services, settings, default))
        {
            throw new InvalidOperationException(problem);
        }

        return services;
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "CrossSell.sln")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No CrossSell.sln above the benchmarks."));

    private static async Task<T> Act<T>(IServiceProvider services, ICommand<T> command)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Actor = Actor.System("benchmark");
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(command);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    /// <summary>What the process holds while something runs, looked at ten times a second.</summary>
    private sealed class PeakMemory
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task<long> _watching;

        public PeakMemory() => _watching = Task.Run(Watch);

        public long Stop()
        {
            _stop.Cancel();
            return _watching.GetAwaiter().GetResult();
        }

        private async Task<long> Watch()
        {
            var most = 0L;
            while (!_stop.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(false));
                await Task.Delay(100);
            }

            return most;
        }
    }
}
