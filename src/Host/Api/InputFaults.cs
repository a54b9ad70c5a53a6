using System.Text.Json;
using System.Text.RegularExpressions;
using CrossSell.Kernel.Errors;

namespace CrossSell.Host.Api;

/// <summary>Says of a request that can't be read which field or parameter is at fault and what was expected there.</summary>
internal static partial class InputFaults
{
    public static FieldFault Of(BadHttpRequestException refused) =>
        refused.InnerException is JsonException json ? Of(json)
        : Parameter().Match(refused.Message) is { Success: true } match ? Expected(match.Groups["name"].Value, match.Groups["type"].Value)
        : new FieldFault("body", "body", "A JSON body is required.");

    public static FieldFault Of(JsonException json)
    {
        var field = Field(json.Path);
        return json switch
        {
            UnknownWordException word => new FieldFault(field, "notOneOf", word.Message, ("words", string.Join(", ", word.Allowed))),
            { InnerException: JsonException broken } => Broken(broken),
            _ when json.Message.StartsWith("Duplicate", StringComparison.Ordinal) => new FieldFault(field, "twice", "Is there twice."),
            _ when Unmapped().Match(json.Message) is { Success: true } unknown => Unknown(json.Path, unknown.Groups["name"].Value),
            _ => Expected(field, Wanted(json)),
        };
    }

    /// <summary>The type that was wanted: of a record's parameter only the reader's own complaint tells it.</summary>
    private static string Wanted(JsonException json) =>
        json.InnerException is { } reader && Complaint().Match(reader.Message) is { Success: true } complaint
            ? complaint.Groups["type"].Value
            : Target().Match(json.Message).Groups["type"].Value;

    private static FieldFault Broken(JsonException json) => new(
        "body", "json", $"This is not valid JSON: line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.",
        ("line", json.LineNumber + 1), ("byte", json.BytePositionInLine + 1));

    private static FieldFault Unknown(string? path, string name)
    {
        var field = Field(path);
        return new FieldFault(field == name || field.EndsWith("." + name, StringComparison.Ordinal) ? field : field == "body" ? name : $"{field}.{name}", "unknownField", "There is no such field.");
    }

    private static FieldFault Expected(string field, string type) => KindOf(type) switch
    {
        "DateOnly" => new FieldFault(field, "type.day", "Must be a day like 2026-11-23."),
        "DateTimeOffset" => new FieldFault(field, "type.instant", "Must be an instant like 2026-11-23T09:00:00Z."),
        "Guid" => new FieldFault(field, "type.id", "Must be an id like 019ab3c4-5d6e-7f80-9a1b-2c3d4e5f6071."),
        "Boolean" or "bool" or "boolean" => new FieldFault(field, "type.yesNo", "Must be true or false."),
        "Int32" or "Int64" or "int" or "long" => new FieldFault(field, "type.whole", "Must be a whole number."),
        "Decimal" or "Double" or "number" => new FieldFault(field, "type.number", "Must be a number."),
        "String" or "string" => new FieldFault(field, "type.text", "Must be a text."),
        _ => new FieldFault(field, "type.other", "Has a value of another type than expected."),
    };

    private static string KindOf(string type) => Simple().Match(type).Groups["name"].Value;

    private static string Field(string? path) => path is null or "$" ? "body" : Quoted().Replace(path, ".${name}")["$".Length..].TrimStart('.');

    /// <summary>The framework's sentence about a query or route value.</summary>
    [GeneratedRegex("""^Failed to bind parameter "(?<type>\S+) (?<name>\w+)" from """, RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("""^The JSON property '(?<name>.*?)' could not be mapped""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"could not be converted to (?<type>\S+?)\.?(\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Target();

    /// <summary><c>… token type 'Number' as a string.</c>, <c>… not in a supported DateOnly format.</c>, <c>… out of bounds for an Int32.</c></summary>
    [GeneratedRegex(@"( as an? (?<type>\w+)|supported (?<type>\w+) format|(for an?|represented as an?) (?<type>\w+))\.", RegexOptions.CultureInvariant)]
    private static partial Regex Complaint();

    /// <summary><c>System.Nullable`1[System.DateOnly]</c>, <c>Nullable&lt;DateOnly&gt;</c>, <c>System.DateOnly</c>, <c>DateOnly?</c>.</summary>
    [GeneratedRegex(@"^(System\.Nullable`1\[|Nullable<)?(System\.)?(?<name>\w+)[\]>?]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Simple();

    [GeneratedRegex(@"\['(?<name>[^']*)'\]", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
