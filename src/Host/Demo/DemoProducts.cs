using System.Globalization;

namespace CrossSell.Host.Demo;

/// <summary>What contracts of each product look like: variant, price, fields.</summary>
internal sealed class DemoProducts(DemoChance chance, DateOnly today)
{
    public static readonly string[] FieldNames =
    [
        "propertyAddress", "floorArea", "sumInsured", "builtIn", "lender", "loanNumber", "outstandingDebt", "beneficiary", "smoker", "employer", "employedSince",
        "insuredPersons", "plate", "vehicle", "firstRegistered", "bonusClass", "vehicleValue", "excess", "travellers", "destination",
        "loanAmount", "collateralValue", "purpose", "accountNumber", "limitAmount",
    ];

    private static readonly string[] Vehicles =
    [
        "Suzuki Vitara 1.4", "Skoda Octavia 1.5 TSI", "Opel Astra 1.2", "Ford Focus 1.0", "Toyota Corolla 1.8 Hybrid", "Volkswagen Golf 1.5", "Dacia Duster 1.3",
        "Kia Ceed 1.5", "Hyundai i20 1.2", "Renault Clio 1.0", "Peugeot 208 1.2", "Fiat Tipo 1.4",
    ];

    private static readonly string[] Insurers = ["Borostyán Biztosító", "Szélkakas Biztosító", "Holdfény Biztosító", "Kerecsen Biztosító"];
    private static readonly string[] Lenders = ["Vízimalom Bank", "Ezüsthíd Bank", "Harkály Takarék", "Fenyves Jelzálogbank"];

    public string Provider(string product) => chance.One(IsLoan(product) ? Lenders : Insurers);

    public (string Variant, int Price, string Period) Terms(string product) => product switch
    {
        DemoBundles.Home => (chance.One(["basic", "plus", "premium"]), chance.Rounded(28_000, 96_000, 100), "year"),
        DemoBundles.CreditCover => (chance.One(["standard", "extended"]), chance.Rounded(3_900, 8_400, 10), "month"),
        DemoBundles.Life => (chance.One(["basic", "family", "care"]), chance.Rounded(5_000, 18_500, 100), "month"),
        DemoBundles.Unemployment => (chance.One(["six-months", "twelve-months"]), chance.Rounded(2_700, 5_400, 10), "month"),
        DemoBundles.Accident => (chance.One(["single", "family", "sport"]), chance.Rounded(14_000, 42_000, 100), "year"),
        DemoBundles.MotorLiability => (chance.One(["standard", "assistance", "driver"]), chance.Rounded(24_000, 78_000, 100), "year"),
        DemoBundles.Casco => (chance.One(["partial", "full", "new-value"]), chance.Rounded(79_000, 238_000, 500), "year"),
        DemoBundles.Travel => (chance.One(["europe", "world", "winter"]), chance.Rounded(18_000, 44_000, 100), "year"),
        DemoBundles.Mortgage => (chance.One(["fixed-10", "fixed-20", "green"]), chance.Rounded(92_000, 264_000, 10), "month"),
        DemoBundles.PersonalLoan => (chance.One(["standard", "consolidation", "home-improvement"]), chance.Rounded(32_000, 96_000, 10), "month"),
        DemoBundles.Overdraft => (chance.One(["basic", "plus"]), chance.Rounded(490, 1_190, 50), "month"),
        _ => throw new ArgumentOutOfRangeException(nameof(product), product, "The demo knows no such product."),
    };

    public Dictionary<string, string> Fields(string product, DemoClient client, DemoVehicle vehicle, bool second) => product switch
    {
        DemoBundles.Home => new()
        {
            ["propertyAddress"] = second ? HolidayHome() : client.Address,
            ["floorArea"] = Number(chance.Between(38, 164)),
            ["sumInsured"] = Number(chance.Rounded(18_000_000, 92_000_000, 500_000)),
            ["builtIn"] = Number(chance.Between(1932, 2022)),
        },
        DemoBundles.CreditCover => new()
        {
            ["lender"] = chance.One(Lenders),
            ["loanNumber"] = "H-" + chance.Digits(8),
            ["outstandingDebt"] = Number(chance.Rounded(900_000, 24_000_000, 10_000)),
        },
        DemoBundles.Life => new() { ["sumInsured"] = Number(chance.Rounded(5_000_000, 30_000_000, 500_000)), ["smoker"] = chance.In(24) ? "yes" : "no" },
        DemoBundles.Unemployment => new()
        {
            ["employer"] = chance.One(DemoNames.Companies),
            ["employedSince"] = Text(today.AddDays(-chance.Between(700, 5200))),
        },
        DemoBundles.Accident => new() { ["insuredPersons"] = Number(chance.Between(1, 4)) },
        DemoBundles.MotorLiability => new()
        {
            ["plate"] = vehicle.Plate,
            ["vehicle"] = vehicle.Model,
            ["firstRegistered"] = Text(vehicle.Registered),
            ["bonusClass"] = "B" + Number(chance.Between(2, 10)),
        },
        DemoBundles.Casco => new()
        {
            ["plate"] = vehicle.Plate,
            ["vehicle"] = vehicle.Model,
            ["vehicleValue"] = Number(chance.Rounded(2_400_000, 11_800_000, 50_000)),
            ["excess"] = chance.One(["10 %, min. 50 000 Ft", "10 %, min. 100 000 Ft", "5 %, min. 200 000 Ft"]),
        },
        DemoBundles.Travel => new() { ["travellers"] = Number(chance.Between(1, 4)), ["destination"] = chance.One(["Ausztria", "Horvátország", "Olaszország", "Görögország", "Egyesült Királyság"]) },
        DemoBundles.Mortgage => new()
        {
            ["propertyAddress"] = client.Address,
            ["loanAmount"] = Number(chance.Rounded(12_000_000, 45_000_000, 100_000)),
            ["collateralValue"] = Number(chance.Rounded(46_000_000, 98_000_000, 500_000)),
        },
        DemoBundles.PersonalLoan => new()
        {
            ["loanAmount"] = Number(chance.Rounded(800_000, 6_000_000, 50_000)),
            ["purpose"] = chance.One(["lakásfelújítás", "gépkocsi", "hitelkiváltás", "tanulmányok", "háztartási gépek"]),
        },
        _ => new() { ["accountNumber"] = $"11700000-{chance.Digits(8)}-00000000", ["limitAmount"] = Number(chance.Rounded(100_000, 800_000, 50_000)) },
    };

    public DemoVehicle Vehicle()
    {
        var registered = today.AddDays(-chance.Between(200, 5000));
        var plate = registered.Year >= 2023 ? $"AA{chance.Letters(2)}-{chance.Digits(3)}" : $"{chance.One(["M", "N", "P", "R", "S"])}{chance.Letters(2)}-{chance.Digits(3)}";
        return new DemoVehicle(plate, chance.One(Vehicles), registered);
    }

    private static bool IsLoan(string product) => product.StartsWith("lending/", StringComparison.Ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string HolidayHome() => $"8600 Siófok, {chance.One(DemoPlaces.Streets)} {chance.Between(1, 98)}.";
}

internal sealed record DemoVehicle(string Plate, string Model, DateOnly Registered);
