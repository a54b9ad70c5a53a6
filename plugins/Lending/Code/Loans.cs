using System.Globalization;
using CrossSell.Sdk;

namespace CrossSell.Plugins.Lending;

/// <summary>The conditions of the line's loans.</summary>
internal static class Loans
{
    public const string Currency = "HUF";

    /// <summary>The share of a property's value that may be lent on it.</summary>
    private const decimal MostOfValue = 0.80m;

    private static readonly Dictionary<(string Product, string Variant), (decimal Amount, int Months, decimal Interest)> Listed = new()
    {
        [("mortgage", "fixed-10")] = (20_000_000, 240, 6.4m),
        [("mortgage", "fixed-20")] = (20_000_000, 240, 6.9m),
        [("mortgage", "green")] = (20_000_000, 240, 5.9m),
        [("personal-loan", "standard")] = (3_000_000, 60, 14.9m),
        [("personal-loan", "consolidation")] = (4_000_000, 72, 12.9m),
        [("personal-loan", "home-improvement")] = (5_000_000, 84, 13.4m),
        [("overdraft", "basic")] = (300_000, 12, 24.9m),
        [("overdraft", "plus")] = (800_000, 12, 22.9m),
    };

    public static Quote? Quote(QuoteRequest request)
    {
        if (request.Product == "overdraft")
        {
            return null;
        }

        var loan = Of(request.Product, request.Variant, request.Answers);
        return new Quote(loan.Instalment, Currency, "month",
        [
            new QuoteLine(new Text("Kölcsönösszeg", "Loan amount"), loan.Amount),
            new QuoteLine(new Text("Futamidő", "Term"), null, $"{loan.Months}"),
            new QuoteLine(new Text("Kamat, évi", "Interest, a year"), null, Percent(loan.InterestPercent)),
            new QuoteLine(new Text("Folyósítási díj", "Disbursement fee"), loan.Fee),
            new QuoteLine(new Text("Visszafizetendő összesen", "Total to pay"), loan.Total),
            new QuoteLine(new Text("THM", "APRC"), null, Percent(loan.AprcPercent)),
        ])
        {
            Missing = [.. new[] { "loanAmount", "termMonths" }.Where(name => !request.Answers.ContainsKey(name))],
        };
    }

    public static Loan Of(string product, string? variant, IReadOnlyDictionary<string, string> answers)
    {
        var listed = Listed.TryGetValue((product, variant ?? string.Empty), out var known) ? known : Listed.First(l => l.Key.Product == product).Value;
        var amount = Number(answers, product == "overdraft" ? "limitAmount" : "loanAmount") ?? listed.Amount;
        var months = (int)(Number(answers, "termMonths") ?? listed.Months);
        return new Loan(amount, Math.Max(1, months), listed.Interest, FeeOf(product, amount));
    }

    public static IReadOnlyList<ValueFault> Check(string product, IReadOnlyDictionary<string, string> fields) =>
        product == "mortgage" && Number(fields, "loanAmount") is { } loan && Number(fields, "collateralValue") is { } value && loan > value * MostOfValue
            ? [new ValueFault("loanAmount", new Text("Legfeljebb az ingatlan értékének 80 százaléka lehet.", "At most 80 per cent of the property's value."))]
            : [];

    private static decimal FeeOf(string product, decimal amount) => product switch
    {
        "mortgage" => Math.Min(amount * 0.01m, 200_000),
        "personal-loan" => decimal.Round(amount * 0.0075m),
        _ => 0,
    };

    private static decimal? Number(IReadOnlyDictionary<string, string> answers, string name) =>
        decimal.TryParse(answers.GetValueOrDefault(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Percent(decimal value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
