namespace CrossSell.Integration.House;

/// <summary>Where the sources lie, found from the test's own assembly upwards.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Plugins => Path.Combine(Root, "plugins");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "CrossSell.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No CrossSell.sln above the tests."));
}
