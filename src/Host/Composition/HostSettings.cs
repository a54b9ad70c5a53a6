namespace CrossSell.Host.Composition;

/// <summary>What the command line says about how to run.</summary>
internal sealed record HostSettings(string DataFolder, string? Urls, bool Demo, DateTimeOffset? Now, string? Plugins)
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The product lines: as told, else <c>plugins/</c> of the current directory, else beside the host's assembly.</summary>
    public string PluginsFolder => Plugins ?? Beside("plugins");

    public static string TemplatesFolder => Beside("templates");

    private static string Beside(string name) =>
        Directory.Exists(Path.Combine(Environment.CurrentDirectory, name))
            ? Path.Combine(Environment.CurrentDirectory, name)
            : Path.Combine(AppContext.BaseDirectory, name);
}
