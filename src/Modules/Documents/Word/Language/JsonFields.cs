using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossSell.Documents.Word;

/// <summary>Reads typed values from the model, strictly: nothing is converted by guess.</summary>
internal static class JsonFields
{
    private const string DayForm = "yyyy-MM-dd";
    private static readonly string[] DateForms = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];
    private static readonly string[] InstantForms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK"];

    public static Value Read(JsonNode? node, FieldType type) => node is null ? Value.Missing : (type, node) switch
    {
        (FieldType.List or FieldType.Any, JsonArray list) => Value.Of(list),
        (FieldType.Money or FieldType.Any, JsonObject group) when FieldCatalogue.IsMoney(group) => ReadMoney(group),
        (FieldType.Rich or FieldType.Any, JsonObject group) when FieldCatalogue.IsRich(group) => Value.OfRich(TextOf(group["rich"]!)),
        (FieldType.Object or FieldType.Any, JsonObject) => Value.OfObject(),
        (_, JsonValue value) => ReadSimple(value, type),
        _ => Mismatch(node, type),
    };

    public static string TextOf(JsonNode node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.Deserialize<string>() ?? "";

    public static bool TryDate(string text, out DateTime date)
    {
        if (text.Length == DayForm.Length)
        {
            return DateTime.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        }
        if (DateTime.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return true;
        }
        var isInstant = DateTimeOffset.TryParseExact(text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant);
        date = instant.DateTime;
        return isInstant;
    }

    private static Value ReadSimple(JsonValue node, FieldType type) => (node.GetValueKind(), type) switch
    {
        (JsonValueKind.String, FieldType.Text or FieldType.Any) => Value.Of(TextOf(node)),
        (JsonValueKind.String, FieldType.Date) => TryDate(TextOf(node), out var date) ? Value.Of(date) : Mismatch(node, type),
        (JsonValueKind.Number, FieldType.Number or FieldType.Any) => TryNumber(node, out var number) ? Value.Of(number) : Value.Wrong("is a number too large to be written exactly"),
        (JsonValueKind.True, FieldType.YesNo or FieldType.Any) => Value.Of(true),
        (JsonValueKind.False, FieldType.YesNo or FieldType.Any) => Value.Of(false),
        (JsonValueKind.Null, _) => Value.Missing,
        _ => Mismatch(node, type),
    };

    private static Value ReadMoney(JsonObject money) =>
        TryNumber(money["amount"]!, out var amount) ? Value.Of(amount, TextOf(money["currency"]!)) : Value.Wrong("is an amount too large to be written exactly");

    private static bool TryNumber(JsonNode node, out decimal number) =>
        node.AsValue().TryGetValue(out number)
        || decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static Value Mismatch(JsonNode node, FieldType expected) => Value.Wrong($"should be {Describe(expected)} but is {Describe(node)}");

    public static string Describe(FieldType type) => type switch
    {
        FieldType.Text => "text",
        FieldType.Number => "a number",
        FieldType.Money => "an amount of money like {\"amount\": 12000, \"currency\": \"HUF\"}",
        FieldType.Date => "a date like 2026-11-23",
        FieldType.YesNo => "yes or no (true or false)",
        FieldType.List => "a list",
        FieldType.Object => "a group of fields",
        FieldType.Picture => "a picture",
        FieldType.Rich => "formatted text like {\"rich\": \"**important**\"}",
        _ => "a value",
    };

    private static string Describe(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a group of fields",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "yes or no",
        _ => "text",
    };
}
