using System.Security.Cryptography;
using System.Text;

namespace CrossSell.Host.Postgres;

/// <param name="DataFolder">The host's data folder; the database lives in <c>pg</c> below it.</param>
/// <param name="Binaries">Folder with <c>postgres</c> and <c>initdb</c>; found by itself when not given.</param>
internal sealed record EmbeddedPostgresOptions(string DataFolder, string? Binaries)
{
    private const int LongestSocketFolder = 107 - 15;

    /// <summary>Where programs are looked for; <c>PATH</c> and Debian's folders unless told otherwise.</summary>
    public IReadOnlyList<string> SearchFolders { get; init; } = PostgresBinaries.UsualFolders();

    /// <summary>Whether root may become nobody in a user namespace; else by changing the owner of the files.</summary>
    public bool UserNamespaces { get; init; } = true;

    public string Home => Path.Combine(Path.GetFullPath(DataFolder), "pg");

    public string Database => Path.Combine(Home, "db");

    public string Settings => Path.Combine(Home, "embedded.conf");

    public string Log => Path.Combine(Home, "postgres.log");

    public string PidFile => Path.Combine(Database, "postmaster.pid");

    /// <summary>Short, because a socket's path has at most 107 bytes.</summary>
    public string SocketFolder
    {
        get
        {
            var name = "pg-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Home)))[..12];
            var folder = Path.Combine(Path.GetTempPath(), name);
            return Encoding.UTF8.GetByteCount(folder) <= LongestSocketFolder ? folder : Path.Combine("/tmp", name);
        }
    }
}
