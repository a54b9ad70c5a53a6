using System.Globalization;
using System.Text.Json;

namespace CrossSell.Host.Demo;

/// <summary>Makes what contracts of each product look like: variant, price, fields.</summary>
internal sealed class DemoProducts(DemoRecipe recipe, DemoChance chance, DateOnly today)
{
    public string Provider(string product) => chance.One(recipe.Words[recipe.Products[product].Provider]);

    public (string Variant, int Price, string Period) Terms(string product, DemoVehicle vehicle)
    {
        var made = recipe.Products[product];
        var variant = made.Variants.ValueKind == JsonValueKind.String ? vehicle.Variant : chance.One([.. made.Variants.EnumerateArray().Select(v => v.GetString()!)]);
        return (variant, chance.Rounded(made.Price[0], made.Price[1], made.Price[2]), made.Period);
    }

    public Dictionary<string, string> Fields(string product, DemoClient client, DemoVehicle vehicle, bool second, bool here) =>
        recipe.Products[product].Fields.Concat(here ? recipe.Products[product].OnlyHere : []).ToDictionary(f => f.Key, f => f.Value.ValueKind == JsonValueKind.String ? Known(f.Value.GetString()!, client, vehicle, second) : Made(f.Value));

    public DemoVehicle Vehicle()
    {
        var registered = today.AddDays(-chance.Between(200, 5000));
        var plate = registered.Year >= 2023 ? $"AA{chance.Letters(2)}-{chance.Digits(3)}" : $"{chance.One(["M", "N", "P", "R", "S"])}{chance.Letters(2)}-{chance.Digits(3)}";
        var model = chance.One(recipe.Vehicles);
        return new DemoVehicle(plate, model[0], model[1], registered);
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetInt32())];

    private static string Part(JsonElement made, string name) => made.TryGetProperty(name, out var text) ? text.GetString()! : string.Empty;

    private string Known(string what, DemoClient client, DemoVehicle vehicle, bool second) => what switch
    {
        "address" => second ? $"8600 Siófok, {chance.One(DemoPlaces.Streets)} {chance.Between(1, 98)}." : client.Address,
        "employer" => chance.One(DemoNames.Companies),
        "plate" => vehicle.Plate,
        "vehicle" => vehicle.Model,
        "registered" => Text(vehicle.Registered),
        _ => throw new InvalidOperationException($"{DemoRecipe.File}: '{what}' is nothing that is known of a client."),
    };

    private string Made(JsonElement made)
    {
        var value = made.EnumerateObject().First() switch
        {
            { Name: "between" } p when Numbers(p.Value) is [var least, var most] => chance.Between(least, most).ToString(CultureInfo.InvariantCulture),
            { Name: "rounded" } p when Numbers(p.Value) is [var least, var most, var step] => chance.Rounded(least, most, step).ToString(CultureInfo.InvariantCulture),
            { Name: "one" } p => chance.One(p.Value.ValueKind == JsonValueKind.String ? recipe.Words[p.Value.GetString()!] : [.. p.Value.EnumerateArray().Select(v => v.GetString()!)]),
            { Name: "digits" } p => chance.Digits(p.Value.GetInt32()),
            { Name: "percent" } p => chance.In(p.Value.GetInt32()) ? Part(made, "then") : Part(made, "else"),
            { Name: "daysAgo" } p when Numbers(p.Value) is [var least, var most] => Text(today.AddDays(-chance.Between(least, most))),
            var other => throw new InvalidOperationException($"{DemoRecipe.File}: '{other.Name}' makes no value."),
        };
        return Part(made, "before") + value + Part(made, "after");
    }
}

/// <param name="Variant">Code of the variant of parts that fit it.</param>
internal sealed record DemoVehicle(string Plate, string Model, string Variant, DateOnly Registered);
