using System.Globalization;

namespace CrossSell.Host.Postgres;

/// <summary>What PostgreSQL's own pid file and the process list tell about a server on a folder.</summary>
internal sealed class Postmaster(EmbeddedPostgresOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public bool IsReady => Lines() is [var pid, _, _, _, _, _, _, var status, ..] && status.Trim() == "ready" && Directory.Exists($"/proc/{pid.Trim()}");

    /// <summary>The folder of the socket it really listens on: another process may have another temporary folder.</summary>
    public string SocketFolder => Lines() is [_, _, _, _, { Length: > 0 } folder, ..] ? folder.Trim() : options.SocketFolder;

    public int? Pid => Lines() is [var pid, ..] && int.TryParse(pid, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// A server whose host was killed stops by itself; one that has not yet is told to, and awaited. A number that now belongs to
    /// somebody else's process makes the pid file worthless once nobody works in the folder. A dead number PostgreSQL clears itself.
    /// </summary>
    public async Task EndEarlier(TimeProvider time, CancellationToken ct)
    {
        var folder = await RealPath(ct);
        var began = time.GetTimestamp();
        for (var asked = false; Inhabitants(folder) is { Count: > 0 } left; await Task.Delay(50, ct))
        {
            if (!asked && Pid is { } pid && left.Contains(pid))
            {
                await Tool.Run(["sh", "-c", "kill -INT \"$1\"", "sh", pid.ToString(CultureInfo.InvariantCulture)], ct);
                asked = true;
            }

            if (time.GetElapsedTime(began) > Patience)
            {
                throw new EmbeddedPostgresException($"Waited {Patience.TotalSeconds} s for the PostgreSQL of an earlier host on {options.Database} to stop; still running: process {string.Join(", ", left)}.");
            }
        }

        if (Pid is { } foreign && Directory.Exists($"/proc/{foreign}"))
        {
            File.Delete(options.PidFile);
        }
    }

    private async Task<string> RealPath(CancellationToken ct) =>
        await Tool.Run(["realpath", options.Database], ct) is (0, var path) ? path.Trim() : options.Database;

    /// <summary>PostgreSQL's processes have their data folder as the current one.</summary>
    private static List<int> Inhabitants(string folder) =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Where(name => WorksIn(name!, folder)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))];

    private static bool WorksIn(string process, string folder)
    {
        try
        {
            return new FileInfo($"/proc/{process}/cwd").LinkTarget == folder;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string[] Lines()
    {
        try
        {
            return File.Exists(options.PidFile) ? File.ReadAllLines(options.PidFile) : [];
        }
        catch (Exception replaced) when (replaced is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
