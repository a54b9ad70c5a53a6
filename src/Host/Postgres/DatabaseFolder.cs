using System.Globalization;

namespace CrossSell.Host.Postgres;

/// <summary>The server's files: made once, told its settings at every start.</summary>
internal sealed class DatabaseFolder(EmbeddedPostgresOptions options)
{
    public const string Superuser = "house";
    private const long LongestLog = 8 * 1024 * 1024;

    /// <summary>The major version that made the data; nothing where there is no data yet.</summary>
    public int? MadeBy()
    {
        var file = Path.Combine(options.Database, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Into a folder beside, then renamed: a broken attempt leaves nothing that looks like a database.</summary>
    public async Task Initialise(PostgresBinaries binaries, PostgresUser user, CancellationToken ct)
    {
        var fresh = Path.Combine(options.Home, "db.new");
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, true);
        }

        PasswordFile.Make(options);
        Directory.CreateDirectory(fresh);
        await user.HandOver([PasswordFile.PathOf(options), fresh], ct);
        await Initdb(binaries, user, fresh, ct);
        await File.AppendAllTextAsync(Path.Combine(fresh, "postgresql.conf"), "\ninclude_if_exists = '../embedded.conf'\n", ct);
        Directory.Move(fresh, options.Database);
    }

    public async Task Prepare(PostgresUser user, CancellationToken ct)
    {
        await MakeSocketFolder(ct);
        await File.WriteAllTextAsync(options.Settings, Settings(), ct);
        if (File.Exists(options.Log) && new FileInfo(options.Log).Length > LongestLog)
        {
            File.Move(options.Log, options.Log + ".1", true);
        }

        await user.HandOver([options.Database, options.Settings, options.SocketFolder], ct);
    }

    public void RemoveSocketFolder()
    {
        if (Directory.Exists(options.SocketFolder))
        {
            Directory.Delete(options.SocketFolder, true);
        }
    }

    public string LogTail() => File.Exists(options.Log) ? string.Join('\n', File.ReadLines(options.Log).TakeLast(12)) : "(there is no log)";

    private async Task Initdb(PostgresBinaries binaries, PostgresUser user, string fresh, CancellationToken ct)
    {
        var (code, output) = await Tool.Run(
            [
                .. user.Prefix, binaries.Initdb, "-D", fresh, "-U", Superuser, "-E", "UTF8", "--no-locale", "-A", "scram-sha-256",
                $"--pwfile={PasswordFile.PathOf(options)}", "--no-instructions",
            ],
            ct);
        if (code != 0)
        {
            throw new EmbeddedPostgresException($"A new database could not be made in {options.Home}: {output.Trim()}");
        }
    }

    /// <summary>Made anew by mkdir, which refuses a folder that is there: nobody else may have laid it in wait below the temporary folder.</summary>
    private async Task MakeSocketFolder(CancellationToken ct)
    {
        try
        {
            RemoveSocketFolder();
            await Tool.Demand(["mkdir", "-m", "700", options.SocketFolder], ct);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The socket folder {options.SocketFolder} belongs to somebody else: {refused.Message}", refused);
        }
    }

    /// <summary>An eighth of the machine's memory, in MB: PostgreSQL takes it only as it is used.</summary>
    private static long SharedBuffers => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / (1024 * 1024), 128, 1024);

    private string Settings() =>
        $"""
        listen_addresses = ''
        unix_socket_directories = '{options.SocketFolder}'
        max_connections = 200
        shared_buffers = {SharedBuffers}MB
        wal_compression = on
        fsync = on
        synchronous_commit = on
        jit = off
        log_line_prefix = '%m '

        """;
}
