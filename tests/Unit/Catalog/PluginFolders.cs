using CrossSell.Catalog.Domain;

namespace CrossSell.Unit.Catalog;

/// <summary>The repository's product lines, found by scanning, so that a new one is tested without being named.</summary>
internal static class PluginFolders
{
    public static string Repository { get; } = FindRepository(AppContext.BaseDirectory);

    public static IReadOnlyList<string> All { get; } = LineFolder.In(Path.Combine(Repository, "plugins"));

    public static string Of(string name) => Path.Combine(Repository, "plugins", name);

    private static string FindRepository(string from)
    {
        var folder = from;
        while (!File.Exists(Path.Combine(folder, "CrossSell.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No CrossSell.sln above {from}.");
        }

        return folder;
    }
}
