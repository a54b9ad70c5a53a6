using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Data;
using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>A definition as a process file says it: what the reader reads, without what goes without saying.</summary>
internal static class ProcessText
{
    private const int Widest = 150;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ProcessDefinition definition)
    {
        var json = JsonSerializer.SerializeToNode(definition, JsonText.Options)!.AsObject();
        string[] order = ["key", "version", "name", "startedBy", "aboutClient", "roles", "fields", "start", "states", "transitions"];
        var ordered = new JsonObject(order.Where(json.ContainsKey).Select(name => KeyValuePair.Create(name, json[name]?.DeepClone())));
        return Write(Trim(ordered, "states", "transitions")!, 0) + "\n";
    }

    private static JsonNode? Trim(JsonNode? node, params string[] keep)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json.ToList())
                {
                    if (Trim(value) is JsonArray { Count: 0 } && !keep.Contains(name) || (value is JsonValue flag && flag.GetValueKind() == JsonValueKind.False))
                    {
                        json.Remove(name);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Trim(item);
                }

                break;
        }

        return node;
    }

    /// <summary>On one line what fits on one.</summary>
    private static string Write(JsonNode? node, int depth)
    {
        var flat = Flat(node);
        if (depth > 0 && flat.Length + (depth * 2) <= Widest && !(depth == 1 && node is JsonArray { Count: > 1 } list && list[0] is JsonObject))
        {
            return flat;
        }

        var pad = new string(' ', (depth + 1) * 2);
        var end = new string(' ', depth * 2);
        return node switch
        {
            JsonObject json => $"{{\n{string.Join(",\n", json.Select(p => $"{pad}{JsonSerializer.Serialize(p.Key, Plain)}: {Write(p.Value, depth + 1)}"))}\n{end}}}",
            JsonArray items => $"[\n{string.Join(",\n", items.Select(item => pad + Write(item, depth + 1)))}\n{end}]",
            _ => flat,
        };
    }

    private static string Flat(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject json => $"{{ {string.Join(", ", json.Select(p => $"{JsonSerializer.Serialize(p.Key, Plain)}: {Flat(p.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Flat))}]",
        _ => node?.ToJsonString(Plain) ?? "null",
    };
}
