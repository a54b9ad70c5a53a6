using System.Diagnostics;
using System.Globalization;
using CrossSell.Host.Postgres;
using CrossSell.Integration.House;
using Npgsql;

namespace CrossSell.Integration.Postgres;

public sealed class Surviving_a_kill
{
    [Fact]
    public async Task Finds_every_acknowledged_row_after_the_server_was_killed()
    {
        using var folder = new TrialFolder();
        var postgres = await folder.Start();
        await TrialFolder.Execute(postgres, "create table written (n int primary key)");
        var (wrapper, server) = postgres.Server!.Processes;

        var writing = WriteUntilItBreaks(postgres.ConnectionString, out var acknowledged);
        await HouseFixture.Eventually("the writer to have 200 rows acknowledged", () => Task.FromResult(acknowledged.Count), n => n > 200);
        Kill(wrapper);
        Kill(server);
        await writing;
        await postgres.DisposeAsync();

        await using var again = await folder.Start();
        var found = int.Parse((await TrialFolder.Ask(again, $"select count(*) from written where n <= {acknowledged.Count}"))!, CultureInfo.InvariantCulture);
        found.ShouldBe(acknowledged.Count);
    }

    [Fact]
    public async Task Stops_when_its_host_is_killed_and_serves_the_next_one()
    {
        using var folder = new TrialFolder();
        using var host = StartHost(folder.Options.DataFolder);
        var server = await folder.ServerReady();
        Kill(host.Id);
        await TrialFolder.Gone("the killed host's server", server);

        await using var next = await folder.AttachOrStart();
        next.Owns.ShouldBeTrue();
        (await TrialFolder.Ask(next, "select 1")).ShouldBe("1");
    }

    [Fact]
    public async Task Ends_a_server_that_outlived_its_host()
    {
        using var folder = new TrialFolder();
        var orphaned = await folder.Start();
        await TrialFolder.Execute(orphaned, "create table kept (n int)");
        var (wrapper, server) = orphaned.Server!.Processes;
        Kill(wrapper);
        await orphaned.DisposeAsync();
        Directory.Exists($"/proc/{server}").ShouldBeTrue("the server should outlive its wrapper, or this shows nothing");

        await using var next = await folder.Start();
        await TrialFolder.Gone("the outliving server", server);
        (await TrialFolder.Ask(next, "select count(*) from kept")).ShouldBe("0");
    }

    [Fact]
    public async Task Is_not_misled_by_a_stranger_that_took_the_servers_number()
    {
        using var folder = new TrialFolder();
        await (await folder.Start()).DisposeAsync();
        await File.WriteAllLinesAsync(folder.Options.PidFile, [$"{Environment.ProcessId}", folder.Options.Database, "0", "5432", folder.Options.SocketFolder, "", "0 0", "ready   "]);

        await using var next = await folder.Start();

        (await TrialFolder.Ask(next, "select 1")).ShouldBe("1");
    }

    private static Task WriteUntilItBreaks(string connectionString, out Acknowledged acknowledged)
    {
        var count = acknowledged = new Acknowledged();
        return Task.Run(async () =>
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            try
            {
                while (true)
                {
                    await using var insert = source.CreateCommand($"insert into written values ({count.Count + 1})");
                    await insert.ExecuteNonQueryAsync();
                    count.Count++;
                }
            }
            catch (NpgsqlException)
            {
                return;
            }
        });
    }

    private static Process StartHost(string data)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EmbeddedPostgres).Assembly.Location, "serve", "--urls", "http://127.0.0.1:0", "--data", data, "--plugins", Repository.Plugins])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static void Kill(int process) => Process.GetProcessById(process).Kill();

    private sealed class Acknowledged
    {
        public volatile int Count;
    }
}
