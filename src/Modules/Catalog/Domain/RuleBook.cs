using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>Lays what administrators made of rules over what a line says.</summary>
internal static class RuleBook
{
    public const string Draft = "draft";
    public const string On = "on";
    public const string Off = "off";
    public const string Own = "own";

    /// <summary>The rules that speak.</summary>
    public static IEnumerable<CatalogRule> InForce(LineDefinition line, IReadOnlyList<StoredRule> stored) =>
        All(line, stored).Where(r => r.State == RuleState.On).Select(r => new CatalogRule(r.Rule.Code, line.Line, line.Version, r.Rule) { Version = r.Version });

    /// <param name="stored">Every version of the line's rules.</param>
    public static IEnumerable<RuleView> All(LineDefinition line, IReadOnlyList<StoredRule> stored)
    {
        var versions = stored.Where(s => s.Line == line.Line).ToLookup(s => s.Code);
        return line.Rules.Select(r => View(line, r, [.. versions[r.Code]]))
            .Concat(versions.Where(v => line.Rules.All(r => r.Code != v.Key)).Select(v => View(line, null, [.. v])).OfType<RuleView>())
            .OfType<RuleView>();
    }

    private static RuleView? View(LineDefinition line, RuleDefinition? own, IReadOnlyList<StoredRule> versions)
    {
        var newest = versions.MaxBy(v => v.Version);
        var present = versions.Where(v => v.State != Draft).MaxBy(v => v.Version);
        var draft = newest?.State == Draft ? newest.Rule : null;
        var made = present is null or { State: Own } ? null : present;
        var rule = made?.Rule ?? own ?? draft;
        if (rule is null || (own is null && versions.Any(v => v.Own is not null)))
        {
            return null;
        }

        var state = present?.State == Off ? RuleState.Off : own is null && made is null ? RuleState.Draft : RuleState.On;
        var source = own is null ? RuleSource.House : made?.Rule is { } changed && !Same(changed, own) ? RuleSource.Override : RuleSource.Line;
        var shown = present ?? newest;
        return new RuleView(
            $"{line.Line}/{rule.Code}", line.Line, line.Name, line.Version, rule, state, source, present?.Version ?? 0, shown?.By, shown?.At, shown?.Note, own,
            source == RuleSource.Override && made?.Own is { } then && !Same(then, own!), draft, newest?.Version ?? 0);
    }

    public static bool Same(RuleDefinition a, RuleDefinition b) => JsonText.Write(a) == JsonText.Write(b);
}

/// <param name="Own">What the line said then; none for a rule of the house.</param>
internal sealed record StoredRule(string Line, string Code, int Version, string State, RuleDefinition? Rule, RuleDefinition? Own, string By, DateTimeOffset At, string? Note);
