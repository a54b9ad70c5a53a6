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
        "attr.",
        new Dictionary<string, string[]>
        {
            ["external_id"] = ["Ügyfélkód", "Ügyfélazonosító", "Ügyfélszám", "Partnerkód", "Azonosító", "Kód", "id", "client id", "client code", "customer id", "customer number", "customer code"],
            ["kind"] = ["Típus", "Ügyféltípus", "Jelleg", "Személy vagy cég", "type", "client type", "customer type"],
            ["given_name"] = ["Keresztnév", "Utónév", "first name", "forename"],
            ["family_name"] = ["Vezetéknév", "Családnév", "last name", "surname"],
            ["company_name"] = ["Cégnév", "Cég neve", "Szervezet", "company", "organisation", "organization"],
            ["birth_date"] = ["Születési dátum", "Születési idő", "Szül. dátum", "Született", "date of birth", "birthday", "dob"],
            ["tax_number"] = ["Adószám", "Adóazonosító", "Adóazonosító jel", "vat number", "tax id"],
            ["email"] = ["E-mail", "E-mail cím", "Emailcím", "mail", "email address"],
            ["phone"] = ["Telefon", "Telefonszám", "Mobil", "Mobilszám", "Tel", "Telszám", "Telefon száma", "telephone", "phone number", "mobile"],
            ["country"] = ["Ország", "Országkód", "country code"],
            ["postal_code"] = ["Irányítószám", "Irsz", "zip", "zip code", "postcode"],
            ["city"] = ["Város", "Település", "Helység", "town"],
            ["street"] = ["Utca", "Cím", "Utca, házszám", "Közterület", "address", "street address"],
            ["language"] = ["Nyelv", "Levelezés nyelve", "lang"],
            ["advisor"] = ["Tanácsadó", "Üzletkötő", "Kapcsolattartó", "Ügyintéző", "Tanácsadó e-mail címe", "agent", "account manager", "owner", "adviser"],
            ["tags"] = ["Címkék", "Címke", "Jelölők", "labels", "tag"],
            ["consents"] = ["Hozzájárulások", "Hozzájárulás", "Engedélyek", "consent", "permissions"],
        });

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
