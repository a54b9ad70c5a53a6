using System.Globalization;

namespace CrossSell.Host.Demo;

/// <summary>A contract of the demo book.</summary>
internal sealed record DemoContract(
    string ExternalId, string Client, string Product, string Variant, string? Provider, string Number, DateOnly Start, DateOnly? Expiry,
    int Price, string Period, IReadOnlyDictionary<string, string> Fields)
{
    public static string[] Columns(DemoRecipe recipe) =>
    [
        "external_id", "client_external_id", "product", "variant", "held_at", "provider", "number", "start", "expiry", "notice_days", "price", "currency", "period",
        .. recipe.FieldNames.Select(n => "field." + n),
    ];

    public Dictionary<string, string?> Row()
    {
        var row = new Dictionary<string, string?>
        {
            ["external_id"] = ExternalId,
            ["client_external_id"] = Client,
            ["product"] = Product,
            ["variant"] = Variant,
            ["held_at"] = Provider is null ? "us" : "elsewhere",
            ["provider"] = Provider,
            ["number"] = Number,
            ["start"] = Text(Start),
            ["expiry"] = Expiry is { } expiry ? Text(expiry) : null,
            ["price"] = Price.ToString(CultureInfo.InvariantCulture),
            ["currency"] = "HUF",
            ["period"] = Period,
        };
        foreach (var (name, value) in Fields)
        {
            row["field." + name] = value;
        }

        return row;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
