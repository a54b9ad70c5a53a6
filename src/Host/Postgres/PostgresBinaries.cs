using System.Globalization;
using System.Text.RegularExpressions;

namespace CrossSell.Host.Postgres;

/// <summary>PostgreSQL's programs: the configured folder, else the newest of PATH and Debian's folders, else the npm package.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    private const string DebianFolder = "/usr/lib/postgresql";

    public string Server => Path.Combine(Folder, "postgres");

    public string Initdb => Path.Combine(Folder, "initdb");

    /// <param name="options">Where to look.</param>
    /// <param name="madeBy">The major version that made the data, when there is data.</param>
    public static async Task<PostgresBinaries> Find(EmbeddedPostgresOptions options, int? madeBy, CancellationToken ct)
    {
        var best = options.Binaries is { Length: > 0 } configured
            ? await At(configured, ct) ?? throw new EmbeddedPostgresException($"There is no PostgreSQL in {configured} (setting Postgres:Binaries): it needs the programs postgres and initdb.")
            : await Search(options, madeBy, ct);
        return madeBy is null || madeBy == best.Major
            ? best
            : throw new EmbeddedPostgresException(
                $"The data in {options.Database} was made by PostgreSQL {madeBy}, but only version {best.Major} was found ({best.Folder}). Install PostgreSQL {madeBy}, or name its folder in the setting Postgres:Binaries.");
    }

    public static IReadOnlyList<string> UsualFolders()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries);
        var debian = Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [];
        return [.. path.Concat(debian.Select(version => Path.Combine(version, "bin"))).Distinct()];
    }

    internal static async Task<PostgresBinaries?> At(string folder, CancellationToken ct)
    {
        var here = new PostgresBinaries(folder, 0);
        if (!File.Exists(here.Server) || !File.Exists(here.Initdb))
        {
            return null;
        }

        var (code, output) = await Tool.Run([here.Server, "--version"], ct);
        return code == 0 && Version().Match(output) is { Success: true } match
            ? here with { Major = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) }
            : null;
    }

    private static async Task<PostgresBinaries> Search(EmbeddedPostgresOptions options, int? madeBy, CancellationToken ct)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in options.SearchFolders)
        {
            if (await At(folder, ct) is { } binaries)
            {
                found.Add(binaries);
            }
        }

        var fitting = found.Find(b => b.Major == madeBy);
        return fitting is null && (found.Count == 0 || madeBy == NpmPostgres.Major)
            ? await NpmPostgres.Find(options, ct)
            : fitting ?? found.MaxBy(b => b.Major)!;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
