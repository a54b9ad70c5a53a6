using System.Globalization;
using CrossSell.Sdk;

namespace CrossSell.Plugins.Insurance;

/// <summary>The tariffs: a base from a table, and what multiplies it, line by line.</summary>
internal static class Premiums
{
    public const int OldestForLife = 65;

    private static readonly Dictionary<string, decimal> HomeRates = new() { ["basic"] = 0.75m, ["plus"] = 1.05m, ["premium"] = 1.45m };
    private static readonly Dictionary<string, decimal> CascoRates = new() { ["partial"] = 0.018m, ["full"] = 0.034m, ["new-value"] = 0.042m };
    private static readonly Dictionary<string, decimal> LifeLoads = new() { ["basic"] = 1.0m, ["family"] = 1.25m, ["care"] = 1.6m };
    private static readonly Dictionary<string, decimal> TravelDays = new() { ["europe"] = 690m, ["world"] = 1290m, ["winter"] = 1190m };
    private static readonly Dictionary<string, decimal> MotorExtras = new() { ["standard"] = 0m, ["assistance"] = 7_100m, ["driver"] = 11_600m };

    /// <summary>Yearly base by engine power in kW, up to and including.</summary>
    private static readonly (decimal Kilowatts, decimal Base)[] MotorTable = [(37, 38_400), (50, 46_800), (70, 58_200), (100, 74_400), (180, 98_400), (decimal.MaxValue, 142_800)];

    public static Quote Home(QuoteRequest request)
    {
        var answers = new Answers(request.Answers);
        var sum = answers.Number("sumInsured", 45_000_000);
        var tariff = new Tariff(sum / 1000 * HomeRates.GetValueOrDefault(request.Variant ?? "basic", 1m), new Text("Alapdíj a biztosítási összegből", "Base by sum insured"));
        tariff.Times(answers.Number("builtIn", 1990) switch { < 1945 => 1.25m, < 1980 => 1.10m, < 2010 => 1.00m, _ => 0.92m }, new Text("Építés éve", "Year of construction"));
        tariff.Times(answers.Word("wall", "brick") switch { "panel" => 0.95m, "light" => 1.30m, _ => 1.00m }, new Text("Falazat", "Walls"));
        tariff.Times(answers.Yes("alarm") ? 0.93m : 1m, new Text("Riasztó", "Alarm"));
        tariff.Times(answers.Number("claims3", 0) switch { 0 => 0.90m, 1 => 1.00m, 2 => 1.20m, _ => 1.50m }, new Text("Károk három évben", "Claims in three years"));
        return tariff.Yearly(answers.Missing);
    }

    /// <summary>The class of the period just ending moves at the anniversary on which the new contract begins.</summary>
    public static Quote MotorLiability(QuoteRequest request)
    {
        var answers = new Answers(request.Answers);
        var power = answers.Number("power", 66);
        var row = MotorTable.First(r => power <= r.Kilowatts);
        var present = BonusClass.Parse(answers.Word("bonusClass", "A00")) ?? BonusClass.Base;
        var next = present.After((int)answers.Number("claims", 0), (int)answers.Number("insuredDays", 365));
        var tariff = new Tariff(row.Base, new Text($"Alapdíj, {power:0} kW", $"Base, {power:0} kW"));
        tariff.Times(next.Rate, new Text($"Bonus: {present} → {next}", $"Bonus class: {present} → {next}"));
        tariff.Times(request.Client.Kind == "company" ? 1.15m : request.Client.Age switch { < 25 => 1.40m, < 30 => 1.15m, > 70 => 1.10m, _ => 1.00m }, new Text("Üzembentartó", "Keeper"));
        tariff.Plus(MotorExtras.GetValueOrDefault(request.Variant ?? "standard"), new Text("Kiegészítők", "Extras"));
        tariff.Say(new Text("Kezdete: évforduló, nulla óra", "Begins on the anniversary, at zero hours"), request.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        tariff.Say(new Text("A régit felmondani eddig", "Notice of the old one until"), Anniversary.LastNotice(request.Start).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return tariff.Yearly([.. answers.Missing.Except(["insuredDays"])]);
    }

    public static Quote Casco(QuoteRequest request)
    {
        var answers = new Answers(request.Answers);
        var value = answers.Number("vehicleValue", 6_000_000);
        var tariff = new Tariff(value * CascoRates.GetValueOrDefault(request.Variant ?? "full", 0.034m), new Text("Alapdíj a jármű értékéből", "Base by value of the vehicle"));
        tariff.Times(answers.Word("excessLevel", "10") switch { "5" => 1.15m, "20" => 0.80m, _ => 1.00m }, new Text("Önrész", "Excess"));
        tariff.Times(answers.Word("parking", "street") switch { "garage" => 0.90m, "yard" => 0.96m, _ => 1.00m }, new Text("Tárolás", "Parking"));
        return tariff.Yearly(answers.Missing);
    }

    public static Quote Life(QuoteRequest request)
    {
        var answers = new Answers(request.Answers);
        var sum = answers.Number("sumInsured", 10_000_000);
        var age = request.Client.Age ?? 40;
        var perMille = 0.9m + Math.Max(0, age - 25) * Math.Max(0, age - 25) * 0.006m;
        var tariff = new Tariff(sum / 1000 * perMille, new Text($"Alapdíj, {age} éves", $"Base, age {age}"));
        tariff.Times(answers.Yes("smoker") ? 1.9m : 1m, new Text("Dohányzás", "Smoking"));
        tariff.Times(LifeLoads.GetValueOrDefault(request.Variant ?? "basic", 1m), new Text("Módozat", "Variant"));
        return tariff.Monthly(answers.Missing);
    }

    public static Quote Travel(QuoteRequest request)
    {
        var answers = new Answers(request.Answers);
        var (days, travellers) = (answers.Number("tripDays", 14), answers.Number("travellers", 1));
        var tariff = new Tariff(TravelDays.GetValueOrDefault(request.Variant ?? "europe", 690m) * days, new Text($"{days:0} nap", $"{days:0} days"));
        tariff.Times(travellers, new Text("Utazók", "Travellers"));
        tariff.Times(travellers >= 4 ? 0.85m : 1m, new Text("Csoport", "Group"));
        return tariff.Yearly(answers.Missing);
    }
}
