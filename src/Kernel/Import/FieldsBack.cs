using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Data;

namespace CrossSell.Kernel.Import;

/// <summary>Which fields of a changed thing can get back what they were before an import: those that still hold what it wrote.</summary>
public sealed record FieldsBack(IReadOnlyList<(string Name, JsonElement Value)> Back, IReadOnlyList<string> ChangedSince)
{
    /// <param name="now">The fields as they stand.</param>
    public static FieldsBack Of(ImportedRow row, IReadOnlyDictionary<string, object?> now)
    {
        var before = Fields(row.Before!);
        var back = new List<(string, JsonElement)>();
        var changed = new List<string>();
        foreach (var (name, written) in Fields(row.After!))
        {
            var stands = Element(now.GetValueOrDefault(name));
            if (Same(stands, written))
            {
                back.Add((name, before.GetValueOrDefault(name)));
            }
            else if (!Same(stands, before.GetValueOrDefault(name)))
            {
                changed.Add(name);
            }
        }

        return new FieldsBack(back, changed);
    }

    /// <summary>The facts with these fields as they were.</summary>
    public JsonObject Into(JsonObject facts)
    {
        foreach (var (name, value) in Back)
        {
            facts[name] = IsNothing(value) ? null : JsonSerializer.SerializeToNode(value);
        }

        return facts;
    }

    /// <summary>Whether the fields still are what the JSON says, and there are no others.</summary>
    public static bool Same(string written, IReadOnlyDictionary<string, object?> now, string? except = null)
    {
        var fields = Fields(written);
        return now.Keys.Union(fields.Keys).Where(name => name != except).All(name => Same(Element(now.GetValueOrDefault(name)), fields.GetValueOrDefault(name)));
    }

    private static Dictionary<string, JsonElement> Fields(string json) => JsonText.Read<Dictionary<string, JsonElement>>(json);

    private static JsonElement Element(object? value) => JsonSerializer.SerializeToElement(value, JsonText.Options);

    private static bool Same(JsonElement a, JsonElement b) =>
        IsNothing(a) || IsNothing(b) ? IsNothing(a) && IsNothing(b)
        : a.ValueKind == JsonValueKind.Number && b.ValueKind == JsonValueKind.Number ? a.GetDecimal() == b.GetDecimal()
        : JsonElement.DeepEquals(a, b);

    private static bool IsNothing(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
}
