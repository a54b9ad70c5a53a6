using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Sdk;

namespace CrossSell.Kernel.Import;

/// <summary>Faults of a row or a whole file, kept with their values so that they can be said in any language later.</summary>
internal static class KeptFaults
{
    public static string? Write(IReadOnlyList<FieldFault> faults) => faults.Count == 0 ? null : JsonText.Write(
        faults.Select(f => new KeptFault(f.Field, f.Code, f.Message, f.Arguments.Where(a => a.Value is not null).ToDictionary(a => a.Name, a => Node(a.Value!)))).ToList());

    public static IReadOnlyList<FieldFault> Read(string? kept) => kept is null ? [] :
        [.. JsonText.Read<List<KeptFault>>(kept).Select(f => new FieldFault(f.Field, f.Code, f.Message, [.. (f.Values ?? []).Select(v => (v.Key, Value(v.Value)))]))];

    private static JsonNode Node(object value) => value switch
    {
        Text text => new JsonObject { ["hu"] = text.Hu, ["en"] = text.En },
        DateOnly day => new JsonObject { ["day"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        int or long or decimal => JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()!),
    };

    private static object? Value(JsonNode? node) => node switch
    {
        JsonObject told when told["day"] is { } day => DateOnly.ParseExact(day.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        JsonObject told => new Text(told["hu"]!.GetValue<string>(), told["en"]!.GetValue<string>()),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number => number.GetValue<decimal>(),
        _ => node?.GetValue<string>(),
    };

    private sealed record KeptFault(string Field, string Code, string Message, Dictionary<string, JsonNode>? Values);
}
