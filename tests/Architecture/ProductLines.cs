using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrossSell.Architecture;

/// <summary>Nothing in <c>src/</c> knows a product of any line: a line is added without touching the host.</summary>
public sealed partial class ProductLines
{
    private static readonly (string Line, string[] Products)[] Lines =
    [
        .. Directory.EnumerateFiles(Path.Combine(House.Root, "plugins"), "line.json", SearchOption.AllDirectories).Where(f => !IsBuilt(f)).Select(Read),
    ];

    [Fact]
    public void Are_found_with_their_products() => Lines.Sum(l => l.Products.Length).ShouldBeGreaterThan(30);

    [Fact]
    public void Are_not_known_in_the_sources()
    {
        var files = Directory.EnumerateFiles(Path.Combine(House.Root, "src"), "*.*", SearchOption.AllDirectories).Where(f => !IsBuilt(f) && Source().IsMatch(f)).ToList();
        files.Count.ShouldBeGreaterThan(300);

        files.SelectMany(f => Named(File.ReadAllText(f)).Select(name => $"{Path.GetRelativePath(House.Root, f)} names {name}")).ShouldBeEmpty();
    }

    [Fact]
    public void A_product_that_is_named_is_found()
    {
        Named("new(\"insurance/home\")").ShouldBe(["insurance/home"]);
        Named("if (code == \"motor-liability\")").ShouldBe(["motor-liability"]);
        Named("line == \"motorparts\"").ShouldBe(["motorparts"]);
        Named("a \"home\" page").ShouldBeEmpty();
    }

    /// <summary>Addresses, line codes in quotes, and product codes in quotes where they are no everyday word.</summary>
    private static IEnumerable<string> Named(string text) =>
        Lines.SelectMany(l => l.Products.Select(p => $"{l.Line}/{p}").Where(a => Regex.IsMatch(text, $@"\b{Regex.Escape(a)}\b"))
            .Concat(l.Products.Where(p => p.Contains('-', StringComparison.Ordinal)).Append(l.Line).Where(c => text.Contains($"\"{c}\"", StringComparison.Ordinal)))).Distinct();

    private static (string, string[]) Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return (json.RootElement.GetProperty("line").GetString()!, [.. json.RootElement.GetProperty("products").EnumerateArray().Select(p => p.GetProperty("code").GetString()!)]);
    }

    private static bool IsBuilt(string file) => Built().IsMatch(file);

    [GeneratedRegex(@"/(bin|obj|node_modules|lib)/")]
    private static partial Regex Built();

    [GeneratedRegex(@"\.(cs|cshtml|json|js|css)$")]
    private static partial Regex Source();
}
