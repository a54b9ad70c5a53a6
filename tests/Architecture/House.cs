using System.Reflection;
using CrossSell.Kernel.Modules;

namespace CrossSell.Architecture;

/// <summary>The assemblies of the house, found by scanning what the tests were built with: a new module is checked without anybody remembering.</summary>
internal static class House
{
    private const string Prefix = "CrossSell.";

    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, Prefix + "*.dll")
            .Where(f => !f.EndsWith("CrossSell.Architecture.dll", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom),
    ];

    public static IReadOnlyList<Assembly> Modules { get; } = [.. Assemblies.Where(a => a.GetTypes().Any(t => typeof(IModule).IsAssignableFrom(t) && !t.IsInterface))];

    public static string Name(this Assembly assembly) => assembly.GetName().Name![Prefix.Length..];

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "CrossSell.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No CrossSell.sln above the tests."));
}
