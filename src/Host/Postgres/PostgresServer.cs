using System.Diagnostics;
using System.Globalization;

namespace CrossSell.Host.Postgres;

/// <summary>
/// A running server of this process. A shell between the two holds the other end of a pipe: whatever ends this process, the shell
/// reads the end of the file and stops the server. Ctrl+C reaches neither, so the host can finish its work first.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Wrapper =
        """exec 2>>"$0"; "$@" </dev/null >>"$0" 2>&1 & p=$!; echo "$p"; trap "" INT TERM HUP; read -r _; kill -INT "$p"; wait "$p" """;

    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Stopping = TimeSpan.FromSeconds(60);
    private readonly EmbeddedPostgresOptions _options;
    private readonly Process _shell;
    private readonly TimeProvider _time;
    private int _server;

    private PostgresServer(EmbeddedPostgresOptions options, Process shell, TimeProvider time)
    {
        _options = options;
        _shell = shell;
        _time = time;
    }

    /// <summary>The wrapper and the server, for whoever must end them by force.</summary>
    public (int Wrapper, int Server) Processes => (_shell.Id, _server);

    public static async Task<PostgresServer> Launch(EmbeddedPostgresOptions options, PostgresBinaries binaries, PostgresUser user, TimeProvider time, CancellationToken ct)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Wrapper, options.Log, .. user.Prefix, binaries.Server, "-D", options.Database])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var server = new PostgresServer(options, Process.Start(start)!, time);
        try
        {
            await server.AwaitReady(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        try
        {
            await _shell.WaitForExitAsync().WaitAsync(Stopping, _time);
        }
        catch (TimeoutException)
        {
            throw new EmbeddedPostgresException($"Waited {Stopping.TotalSeconds} s for PostgreSQL (process {_server}) on {_options.Database} to stop; it is still running.");
        }
        finally
        {
            _shell.Dispose();
        }
    }

    private async Task AwaitReady(CancellationToken ct)
    {
        var line = await _shell.StandardOutput.ReadLineAsync(ct);
        _server = int.TryParse(line, CultureInfo.InvariantCulture, out var pid) ? pid : 0;
        var postmaster = new Postmaster(_options);
        for (var began = _time.GetTimestamp(); !(postmaster.IsReady && postmaster.Pid == _server); await Task.Delay(20, ct))
        {
            if (!Runs())
            {
                throw new EmbeddedPostgresException($"PostgreSQL did not start on {_options.Database}. Its log ends with:\n{Tail()}");
            }

            if (_time.GetElapsedTime(began) > Recovery)
            {
                throw new EmbeddedPostgresException($"Waited {Recovery.TotalMinutes} minutes for PostgreSQL (process {_server}) on {_options.Database} to be ready. Its log ends with:\n{Tail()}");
            }
        }
    }

    private string Tail() => new DatabaseFolder(_options).LogTail();

    /// <summary>A server that ended stays in the process list as a zombie until its shell ends.</summary>
    private bool Runs()
    {
        try
        {
            return _server != 0 && File.ReadAllText($"/proc/{_server}/stat").Split(") ")[^1] is not ['Z', ..];
        }
        catch (IOException)
        {
            return false;
        }
    }
}
