namespace CrossSell.Host.Postgres;

/// <summary>
/// A private PostgreSQL below the data folder, on a Unix socket, with a password nobody else has.
/// It ends when the process that started it ends, however that happens.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly DatabaseFolder? _folder;
    private readonly FolderLock? _lock;
    private readonly PostgresServer? _server;

    private EmbeddedPostgres(string connectionString) => ConnectionString = connectionString;

    private EmbeddedPostgres(string connectionString, DatabaseFolder folder, FolderLock taken, PostgresServer server)
        : this(connectionString)
    {
        _folder = folder;
        _lock = taken;
        _server = server;
    }

    public string ConnectionString { get; }

    /// <summary>Whether this process started the server, and ends it.</summary>
    public bool Owns => _server is not null;

    internal PostgresServer? Server => _server;

    /// <summary>For a host that serves: takes the folder for itself.</summary>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, TimeProvider time, ILogger log, CancellationToken ct)
    {
        var taken = FolderLock.TryTake(options, toServe: true) ?? throw InUse(options);
        return await Own(options, taken, time, log, ct);
    }

    /// <summary>For a command: beside a host that serves, or alone. Waits for a host that is starting and for another command that works alone.</summary>
    public static async Task<EmbeddedPostgres> AttachOrStartAsync(EmbeddedPostgresOptions options, TimeProvider time, ILogger log, CancellationToken ct)
    {
        var postmaster = new Postmaster(options);
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Patience; await Task.Delay(100, ct))
        {
            if (FolderLock.TryTake(options, toServe: false) is { } taken)
            {
                return await Own(options, taken, time, log, ct);
            }

            if (FolderLock.Owner(options) is { Serves: true } host && Directory.Exists($"/proc/{host.Process}") && postmaster.IsReady)
            {
                return new EmbeddedPostgres(new ApplicationDatabase(options, postmaster.SocketFolder).ConnectionString);
            }
        }

        throw InUse(options);
    }

    public async ValueTask DisposeAsync()
    {
        using (_lock)
        {
            if (_server is not null)
            {
                await _server.DisposeAsync();
                _folder?.RemoveSocketFolder();
            }
        }
    }

    private static DataFolderInUseException InUse(EmbeddedPostgresOptions options) => new(options.DataFolder, FolderLock.Owner(options));

    private static async Task<EmbeddedPostgres> Own(EmbeddedPostgresOptions options, FolderLock taken, TimeProvider time, ILogger log, CancellationToken ct)
    {
        PostgresServer? server = null;
        try
        {
            var folder = new DatabaseFolder(options);
            server = await Run(options, folder, time, log, ct);
            var database = new ApplicationDatabase(options, options.SocketFolder);
            await database.Ensure(log, ct);
            return new EmbeddedPostgres(database.ConnectionString, folder, taken, server);
        }
        catch
        {
            using (taken)
            {
                await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            }

            throw;
        }
    }

    private static async Task<PostgresServer> Run(EmbeddedPostgresOptions options, DatabaseFolder folder, TimeProvider time, ILogger log, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new EmbeddedPostgresException("The embedded PostgreSQL runs on Linux only. Name a server in the setting ConnectionStrings:CrossSell.");
        }

        var began = time.GetTimestamp();
        var madeBy = folder.MadeBy();
        var binaries = await PostgresBinaries.Find(options, madeBy, ct);
        var user = await PostgresUser.Choose(options, binaries, ct);
        if (madeBy is null)
        {
            await folder.Initialise(binaries, user, ct);
        }

        await new Postmaster(options).EndEarlier(time, ct);
        await folder.Prepare(user, ct);
        var server = await PostgresServer.Launch(options, binaries, user, time, ct);
        log.LogInformation("PostgreSQL {Major} is ready after {Milliseconds} ms", binaries.Major, (int)time.GetElapsedTime(began).TotalMilliseconds);
        return server;
    }
}
