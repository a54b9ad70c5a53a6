using System.Text.Json;
using CrossSell.Catalog.Domain;
using CrossSell.Kernel.Errors;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>Reads a rule in the form of <c>line.json</c>.</summary>
public static class RuleReader
{
    /// <exception cref="InvalidInputException">With every fault, by field.</exception>
    public static RuleDefinition Read(JsonElement json, string line)
    {
        var log = new FaultLog(string.Empty);
        var rule = RuleSection.Read(new DataNode(json, string.Empty, log), new ProductReferences(line));
        return log.Faults.Count == 0
            ? rule
            : throw new InvalidInputException([.. log.Faults.Select(f => f.At(Field(f.Pointer)))]);
    }

    /// <summary><c>/when/all/0/holds</c> as <c>when.all[0].holds</c>.</summary>
    private static string Field(string pointer) => pointer.Length == 0
        ? "rule"
        : string.Concat(pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Select((part, at) => int.TryParse(part, out _) ? $"[{part}]" : at == 0 ? part : "." + part));
}
