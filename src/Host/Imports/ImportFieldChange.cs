using System.Text.Json;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;

namespace CrossSell.Host.Imports;

/// <summary>What an import makes of one field.</summary>
/// <param name="Before">As text; none when there was nothing.</param>
internal sealed record ImportFieldChange(string Field, string? Before, string? After)
{
    public static IReadOnlyList<ImportFieldChange> Of(ImportRowView row)
    {
        var before = Fields(row.Before);
        var after = Fields(row.After);
        return [.. after.Keys.Union(before.Keys).Where(f => f != "clientId").SelectMany(f => Of(f, before.GetValueOrDefault(f), after.GetValueOrDefault(f)))];
    }

    /// <summary>Free facts are told one by one: the others of them have not changed.</summary>
    private static IEnumerable<ImportFieldChange> Of(string field, JsonElement before, JsonElement after) =>
        before.ValueKind == JsonValueKind.Object || after.ValueKind == JsonValueKind.Object
            ? Names(after).Union(Names(before))
                .Select(name => new ImportFieldChange($"{field}.{name}", Text(Of(before, name)), Text(Of(after, name))))
                .Where(c => c.Before != c.After)
            : [new ImportFieldChange(field, Text(before), Text(after))];

    private static IEnumerable<string> Names(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(p => p.Name) : [];

    private static JsonElement Of(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var known) ? known : default;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.Array => value.GetArrayLength() == 0 ? null : string.Join(" | ", value.EnumerateArray().Select(v => v.ToString())),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString(),
    };

    private static Dictionary<string, JsonElement> Fields(string? json) => json is null ? [] : JsonText.Read<Dictionary<string, JsonElement>>(json);
}
