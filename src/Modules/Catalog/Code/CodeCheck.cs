using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Code;

/// <summary>The conditions that rules leave to the line's code.</summary>
internal static class CodeCheck
{
    public static IReadOnlyList<LineFault> Conditions(LineDefinition line, IReadOnlyDictionary<string, Text>? known) =>
    [
        .. line.Rules.SelectMany((rule, at) => Custom(rule.When, $"/rules/{at}/when").Concat(rule.Unless is null ? [] : Custom(rule.Unless, $"/rules/{at}/unless")))
            .Where(c => known is null || !known.ContainsKey(c.Name))
            .Select(c => new LineFault(
                LineFolder.LineFile, c.Pointer, $"condition '{c.Name}' is not known", known is null ? "it needs an assembly that implements IConditions" : known.Count == 0 ? "the assembly has no conditions" : "conditions: " + string.Join(", ", known.Keys))),
    ];

    private static IEnumerable<(string Name, string Pointer)> Custom(Condition condition, string pointer) => condition switch
    {
        Condition.Custom custom => [(custom.Name, pointer)],
        Condition.All all => all.Parts.SelectMany(p => Custom(p, pointer)),
        Condition.Any any => any.Parts.SelectMany(p => Custom(p, pointer)),
        Condition.Not not => Custom(not.Part, pointer),
        _ => [],
    };
}
