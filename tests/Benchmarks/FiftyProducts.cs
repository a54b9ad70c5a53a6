using System.Text.Json;
using CrossSell.Host.Composition;

namespace CrossSell.Benchmarks;

/// <summary>The house's own product lines with as many made-up products beside them as make fifty.</summary>
internal sealed class FiftyProducts : IDisposable
{
    private const int Wanted = 50;
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("crosssell-lines-");

    public FiftyProducts()
    {
        var known = 0;
        foreach (var line in Directory.EnumerateDirectories(new HostSettings(_root.FullName, null, false, null, null).PluginsFolder).Where(d => File.Exists(Path.Combine(d, "line.json"))))
        {
            using var read = JsonDocument.Parse(File.ReadAllText(Path.Combine(line, "line.json")));
            known += read.RootElement.TryGetProperty("products", out var products) ? products.GetArrayLength() : 0;
            Directory.CreateSymbolicLink(Path.Combine(Folder, Path.GetFileName(line)), Path.GetFullPath(line));
        }

        var more = Enumerable.Range(1, Math.Max(1, Wanted - known)).Select(i => $$"""{ "code": "p{{i}}", "name": { "hu": "Termék {{i}}", "en": "Product {{i}}" }, "term": { "months": 12, "renews": "automatically", "noticeDays": 30 }, "cooldownDays": 60, "eligible": { "minAge": 18 } }""");
        File.WriteAllText(
            Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "Bench")).FullName, "line.json"),
            $$"""{ "line": "bench", "version": "1.0.0", "sdk": 1, "name": { "hu": "Próba", "en": "Bench" }, "products": [ {{string.Join(", ", more)}} ] }""");
    }

    public string Folder => _root.FullName;

    public void Dispose() => _root.Delete(true);
}
