using System.Text.RegularExpressions;

namespace CrossSell.Architecture;

/// <summary>A module's statements touch its own schema, the Kernel's audit, and the views that others publish (ADR 0004).</summary>
public sealed partial class Sql
{
    private static readonly string[] Schemas = ["access", "clients", "catalog", "portfolio", "worklist", "documents", "mail", "processes", "offers", "segments", "insights"];

    [Fact]
    public void Stays_in_its_own_schema()
    {
        var files = Schemas.SelectMany(s => Sources(s).Select(f => (Schema: s, File: f))).ToList();
        files.Count.ShouldBeGreaterThan(60);

        files.SelectMany(f => Foreign(f.Schema, File.ReadAllText(f.File)).Select(name => $"{Path.GetRelativePath(House.Root, f.File)} reads {name}")).ShouldBeEmpty();
    }

    [Fact]
    public void A_look_into_anothers_table_is_found()
    {
        Foreign("offers", "select 1 from clients.client where id = $1").ShouldBe(["clients.client"]);
        Foreign("offers", "select 1 from clients.pub_client join offers.offer o on true").ShouldBeEmpty();
    }

    [Fact]
    public void Has_no_procedural_language() =>
        Directory.EnumerateFiles(Path.Combine(House.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !IsBuilt(f) && Procedural().IsMatch(File.ReadAllText(f))).ShouldBeEmpty();

    private static IEnumerable<string> Sources(string schema) =>
        Directory.EnumerateFiles(Path.Combine(House.Root, "src", "Modules", char.ToUpperInvariant(schema[0]) + schema[1..]), "*.cs", SearchOption.AllDirectories)
            .Where(f => !IsBuilt(f) && !f.Contains("/Migrations/", StringComparison.Ordinal));

    private static bool IsBuilt(string file) => file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal);

    private static IEnumerable<string> Foreign(string schema, string text) =>
        Tables().Matches(text).Select(m => m.Groups[1].Value)
            .Where(name => Schemas.Contains(name.Split('.')[0]) && name.Split('.')[0] != schema && !name.Split('.')[1].StartsWith("pub_", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(?:from|join|into|update)\s+([a-z]+\.[a-z_]+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Tables();

    [GeneratedRegex("plpgsql|do \\$\\$", RegexOptions.IgnoreCase)]
    private static partial Regex Procedural();
}
