using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Portfolio.Domain;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features.Import;

/// <summary>The file's columns and how a row becomes a contract's data.</summary>
internal static class ContractColumns
{
    public static readonly CsvShape Shape = new(
        [
            "external_id", "client_external_id", "product", "variant", "held_at", "provider", "number", "start", "expiry",
            "notice_days", "price", "currency", "period",
        ],
        ["client_external_id", "product", "held_at", "start"],
        "field.",
        new Dictionary<string, string[]>
        {
            ["external_id"] = ["Szerződéskód", "Szerződésazonosító", "Azonosító", "contract id", "policy id", "id"],
            ["client_external_id"] = ["Ügyfélkód", "Ügyfélazonosító", "Ügyfélszám", "Partnerkód", "Ügyfél", "client id", "customer id", "client code", "customer number", "client"],
            ["product"] = ["Termék", "Termékkód", "Ágazat", "product code"],
            ["variant"] = ["Módozat", "Változat", "Csomag", "package", "plan"],
            ["held_at"] = ["Hol van", "Kinél", "Nálunk vagy máshol", "held", "held with"],
            ["provider"] = ["Biztosító", "Szolgáltató", "Társaság", "Bank", "Hitelező", "insurer", "carrier", "company", "lender"],
            ["number"] = ["Kötvényszám", "Szerződésszám", "Hitelszám", "policy number", "contract number", "policy no"],
            ["start"] = ["Kezdet", "Kezdete", "Kezdő dátum", "Kockázatviselés kezdete", "Hatályba lépés", "start date", "inception", "effective date", "from"],
            ["expiry"] = ["Lejárat", "Lejárat dátuma", "Vége", "Évforduló", "end", "end date", "expiry date", "expires", "expiration", "until"],
            ["notice_days"] = ["Felmondási idő", "Felmondási napok", "Felmondási idő (nap)", "notice", "notice period"],
            ["price"] = ["Díj", "Éves díj", "Ár", "Összeg", "Törlesztő", "premium", "amount", "fee"],
            ["currency"] = ["Pénznem", "Deviza", "ccy"],
            ["period"] = ["Díjfizetés", "Fizetési gyakoriság", "Gyakoriság", "Ütem", "frequency", "payment frequency", "billing period"],
        });

    public static ContractRow Read(CsvRow row, Faults faults) => new(
        row,
        row.Required("client_external_id", faults),
        new ContractData(
            faults.Text("external_id", row.Text("external_id"), 100),
            null,
            row.Required("product", faults)?.ToLowerInvariant(),
            row.Text("variant"),
            row.Required("held_at", faults),
            row.Text("provider"),
            row.Text("number"),
            Start(row, faults),
            row.Date("expiry", faults),
            row.Whole("notice_days", faults),
            null,
            row.Free),
        row.Decimal("price", faults),
        row.Text("currency"),
        row.Text("period"),
        faults);

    private static DateOnly? Start(CsvRow row, Faults faults) => row.Required("start", faults) is null ? null : row.Date("start", faults);
}

/// <summary>A row that could be read, before it is compared with what is known.</summary>
internal sealed record ContractRow(CsvRow Source, string? Client, ContractData Data, decimal? Price, string? Currency, string? Period, Faults Faults)
{
    /// <summary>The price as the file says it; what it leaves out is as it was.</summary>
    public PriceData? PriceOver(Contract? old) =>
        Price is null && Currency is null && Period is null ? null
        : (Price ?? old?.Price) is { } amount ? new PriceData(amount, Currency ?? old?.Currency ?? string.Empty, Period ?? old?.Period ?? string.Empty)
        : null;
}
