using CrossSell.Host.Postgres;

namespace CrossSell.Host.Composition;

/// <summary>The database to work on: the configured server, else the embedded one of the data folder.</summary>
internal sealed class HouseDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private HouseDatabase(string connectionString, EmbeddedPostgres? embedded)
    {
        ConnectionString = connectionString;
        _embedded = embedded;
    }

    public string ConnectionString { get; }

    /// <summary>Whether another host serves from it already.</summary>
    public bool IsServed => _embedded is { Owns: false };

    /// <summary>For a serving host: nobody else may run on the data folder.</summary>
    public static Task<HouseDatabase> Start(IConfiguration configuration, HostSettings settings, TimeProvider time, ILogger log, CancellationToken ct) =>
        Open(configuration, settings, options => EmbeddedPostgres.StartAsync(options, time, log, ct));

    /// <summary>For a command: beside a running host, or alone.</summary>
    public static Task<HouseDatabase> Attach(IConfiguration configuration, HostSettings settings, TimeProvider time, ILogger log, CancellationToken ct) =>
        Open(configuration, settings, options => EmbeddedPostgres.AttachOrStartAsync(options, time, log, ct));

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }

    private static async Task<HouseDatabase> Open(IConfiguration configuration, HostSettings settings, Func<EmbeddedPostgresOptions, Task<EmbeddedPostgres>> start)
    {
        if (configuration.GetConnectionString(HostConfiguration.ConnectionName) is { Length: > 0 } configured)
        {
            return new HouseDatabase(configured, null);
        }

        var embedded = await start(new EmbeddedPostgresOptions(Path.GetFullPath(settings.DataFolder), configuration["Postgres:Binaries"]));
        return new HouseDatabase(embedded.ConnectionString, embedded);
    }
}
