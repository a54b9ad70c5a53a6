using System.Globalization;
using CrossSell.Host.Postgres;
using CrossSell.Integration.House;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CrossSell.Integration.Postgres;

/// <summary>An empty data folder, and the ways to open it.</summary>
internal sealed class TrialFolder : IDisposable
{
    public TrialFolder() => Options = new EmbeddedPostgresOptions(Directory.CreateTempSubdirectory("crosssell-pg-").FullName, null);

    public EmbeddedPostgresOptions Options { get; set; }

    public Task<EmbeddedPostgres> Start() => Start(Options);

    public static Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options) =>
        EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, default);

    public Task<EmbeddedPostgres> AttachOrStart() => EmbeddedPostgres.AttachOrStartAsync(Options, TimeProvider.System, NullLogger.Instance, default);

    public static async Task Execute(EmbeddedPostgres postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<string?> Ask(EmbeddedPostgres postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The server's process id once it says that it is ready.</summary>
    public async Task<int> ServerReady()
    {
        var postmaster = new Postmaster(Options);
        await HouseFixture.Eventually($"the server on {Options.Database} to be ready", () => Task.FromResult(postmaster.IsReady), ready => ready);
        return postmaster.Pid!.Value;
    }

    public static Task Gone(string who, int process) =>
        HouseFixture.Eventually($"{who} (process {process}) to end", () => Task.FromResult(Directory.Exists($"/proc/{process}")), there => !there);

    public void Dispose() => Directory.Delete(Options.DataFolder, true);
}
