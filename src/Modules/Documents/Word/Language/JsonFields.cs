using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Errors;

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
        (JsonValueKind.Number, FieldType.Number or FieldType.Any) => TryNumber(node, out var number) ? Value.Of(number) : Value.Wrong("numberTooLarge", "is a number too large to be written exactly"),
        (JsonValueKind.True, FieldType.YesNo or FieldType.Any) => Value.Of(true),
        (JsonValueKind.False, FieldType.YesNo or FieldType.Any) => Value.Of(false),
        (JsonValueKind.Null, _) => Value.Missing,
        _ => Mismatch(node, type),
    };

    private static Value ReadMoney(JsonObject money) =>
        TryNumber(money["amount"]!, out var amount) ? Value.Of(amount, TextOf(money["currency"]!)) : Value.Wrong("amountTooLarge", "is an amount too large to be written exactly");

    private static bool TryNumber(JsonNode node, out decimal number) =>
        node.AsValue().TryGetValue(out number)
        || decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static Value Mismatch(JsonNode node, FieldType expected) => Value.Wrong("shouldBeButIs", $"should be {Describe(expected)} but is {Describe(node)}");

    public static Term Describe(FieldType type) => type switch
    {
        FieldType.Text => new("type.text", "text"),
        FieldType.Number => new("type.number", "a number"),
        FieldType.Money => new("type.money", "an amount of money like {\"amount\": 12000, \"currency\": \"HUF\"}"),
        FieldType.Date => new("type.date", "a date like 2026-11-23"),
        FieldType.YesNo => new("type.yesNo", "yes or no (true or false)"),
        FieldType.List => new("type.list", "a list"),
        FieldType.Object => new("type.group", "a group of fields"),
        FieldType.Picture => new("type.picture", "a picture"),
        FieldType.Rich => new("type.rich", "formatted text like {\"rich\": \"**important**\"}"),
        _ => new("type.any", "a value"),
    };

    private static Term Describe(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Array => Describe(FieldType.List),
        JsonValueKind.Object => Describe(FieldType.Object),
        JsonValueKind.Number => Describe(FieldType.Number),
        JsonValueKind.True or JsonValueKind.False => new("type.answer", "yes or no"),
        _ => Describe(FieldType.Text),
    };
}
