using CrossSell.Clients.Messages;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;

namespace CrossSell.Clients.Features.Import;

/// <summary>The file's columns and how a row becomes a client's data.</summary>
internal static class ClientColumns
{
    public static readonly CsvShape Shape = new(
        [
            "external_id", "kind", "given_name", "family_name", "company_name", "birth_date", "tax_number", "email", "phone",
            "country", "postal_code", "city", "street", "language", "advisor", "tags", "consents",
        ],
        ["external_id", "kind", "advisor"],
        "attr.");

    public static ClientData Data(CsvRow row, Faults faults) => new(
        faults.Text("external_id", row.Required("external_id", faults), 100),
        row.Required("kind", faults),
        row.Text("given_name"),
        row.Text("family_name"),
        row.Text("company_name"),
        row.Date("birth_date", faults),
        row.Text("tax_number"),
        row.Text("email"),
        row.Text("phone"),
        new AddressData(row.Text("country"), row.Text("postal_code"), row.Text("city"), row.Text("street")),
        row.Text("language"),
        row.Required("advisor", faults),
        row.List("tags"),
        null,
        row.Free);
}
