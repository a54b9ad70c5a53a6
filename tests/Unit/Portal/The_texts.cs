using System.Text.RegularExpressions;
using CrossSell.Host.Pages;
using Xunit.Sdk;

namespace CrossSell.Unit.Portal;

/// <summary>Everything the portal says is there in both languages.</summary>
public sealed partial class The_texts
{
    private static readonly IReadOnlyDictionary<string, string> Hungarian = Texts.Read("hu");
    private static readonly IReadOnlyDictionary<string, string> English = Texts.Read("en");

    [Fact]
    public void Have_the_same_keys_in_both_languages() => Hungarian.Keys.Order().ShouldBe(English.Keys.Order());

    [Fact]
    public void Have_the_same_places_to_fill_in() =>
        Hungarian.Where(t => !Places(t.Value).SetEquals(Places(English[t.Key]))).Select(t => t.Key).ShouldBeEmpty();

    [Fact]
    public void Are_there_for_every_key_a_page_names()
    {
        var named = Pages().SelectMany(f => Keys().Matches(File.ReadAllText(f)).Select(m => (Key: m.Groups[1].Value, Begins: m.Groups[2].Value == "+"))).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(150);

        named.Where(n => n.Begins ? !Hungarian.Keys.Any(k => k.StartsWith(n.Key, StringComparison.Ordinal)) : !Hungarian.ContainsKey(n.Key)).Select(n => n.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Are_there_for_everything_that_the_audit_says_happened()
    {
        var actions = Directory.EnumerateFiles(Path.Combine(Root(AppContext.BaseDirectory), "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Drafts().Matches(File.ReadAllText(f)).SelectMany(m => Named(m.Groups[1].Value))).Distinct().ToList();
        actions.Count.ShouldBeGreaterThan(40);

        actions.Where(a => !Hungarian.ContainsKey("timeline." + a)).ShouldBeEmpty();
    }

    [Fact]
    public void Are_found_missing() => Keys().Match("@T[\"no.such\"]").Groups[1].Value.ShouldBe("no.such");

    /// <summary>The actions an entry may have; those of imports are about clients or contracts.</summary>
    private static IEnumerable<string> Named(string action) => Actions().Matches(action).Select(m => m.Groups[1].Value)
        .Concat(OfImports().Matches(action).SelectMany(m => new[] { "clients", "contracts" }.Select(kind => $"{kind}.{m.Groups[1].Value}")));

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Root(AppContext.BaseDirectory), "src", "Host", "Pages"), "*.cs*", SearchOption.AllDirectories);

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "CrossSell.sln")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new XunitException("No CrossSell.sln above the tests."));

    /// <summary>A fact that is there in both languages is one place.</summary>
    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value.Replace("Hu}", "}").Replace("En}", "}"))];

    [GeneratedRegex("""\b(?:T|texts)(?:\.Find\(|\[)\s*"([^"]+)"\s*([\],)]|\+)""")]
    private static partial Regex Keys();

    [GeneratedRegex("""\b(?:AuditDraft|BlockPart)\(\s*([^,]+),""")]
    private static partial Regex Drafts();

    [GeneratedRegex("""
        "([a-z]+\.[A-Za-z]+)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Actions();

    [GeneratedRegex(@"\{[\w.]+\}\.([A-Za-z]+)")]
    private static partial Regex OfImports();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
