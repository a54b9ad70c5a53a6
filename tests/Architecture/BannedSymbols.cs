using System.Text.RegularExpressions;

namespace CrossSell.Architecture;

/// <summary>The build refuses banned symbols; this holds the list and its use in place, and looks where analyzers don't (pages).</summary>
public sealed partial class BannedSymbols
{
    [Fact]
    public void The_build_refuses_them()
    {
        var list = File.ReadAllLines(Path.Combine(House.Root, "src", "BannedSymbols.txt"));
        list.Length.ShouldBeGreaterThan(5);
        list.ShouldAllBe(line => line.Contains(';'));
        File.ReadAllText(Path.Combine(House.Root, "src", "Directory.Build.props")).ShouldContain("BannedSymbols.txt");
        File.ReadAllText(Path.Combine(House.Root, ".editorconfig")).ShouldContain("dotnet_diagnostic.RS0030.severity = error");
    }

    [Fact]
    public void No_page_or_source_reads_the_wall_clock()
    {
        var files = Directory.EnumerateFiles(Path.Combine(House.Root, "src"), "*.cs*", SearchOption.AllDirectories)
            .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal)).ToList();
        files.Count.ShouldBeGreaterThan(150);

        files.Where(f => Clock().IsMatch(File.ReadAllText(f))).ShouldBeEmpty();
    }

    [Fact]
    public void A_look_at_the_wall_clock_is_found() => Clock().IsMatch("var now = DateTime.UtcNow;").ShouldBeTrue();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bGuid\.NewGuid\b|Thread\.Sleep")]
    private static partial Regex Clock();
}
