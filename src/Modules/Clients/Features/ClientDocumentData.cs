using System.Text.Json.Nodes;
using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;

namespace CrossSell.Clients.Features;

/// <summary>What templates find under <c>client</c>.</summary>
internal sealed class ClientDocumentData(Database database) : IDocumentData
{
    public string Name => "client";

    public JsonNode Sample => Model(new Client
    {
        Kind = Client.Person,
        Name = "Kovács Anna",
        GivenName = "Anna",
        FamilyName = "Kovács",
        CompanyName = "Kovács és Társa Kft.",
        BirthDate = new DateOnly(1984, 5, 17),
        TaxNumber = "12345678-1-42",
        Email = "kovacs.anna@pelda.example",
        Phone = "+36301234567",
        Country = "HU",
        PostalCode = "1052",
        City = "Budapest",
        Street = "Váci utca 12.",
        ExternalId = "C-1001",
    });

    public async Task<JsonNode?> Load(DocumentSubject subject, CancellationToken ct)
    {
        var client = await database.Single($"select {ClientTable.List} from clients.client where id = $1", ClientTable.Read, [subject.ClientId], ct);
        return client is null ? null : Model(client);
    }

    private static JsonObject Model(Client c) => new()
    {
        ["kind"] = c.Kind,
        ["name"] = c.Name,
        ["givenName"] = c.GivenName,
        ["familyName"] = c.FamilyName,
        ["companyName"] = c.CompanyName,
        ["birthDate"] = c.BirthDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["taxNumber"] = c.TaxNumber,
        ["email"] = c.Email,
        ["phone"] = c.Phone,
        ["address"] = OneLine(c),
        ["country"] = c.Country,
        ["postalCode"] = c.PostalCode,
        ["city"] = c.City,
        ["street"] = c.Street,
        ["language"] = c.Language,
        ["externalId"] = c.ExternalId,
    };

    private static string? OneLine(Client c)
    {
        var town = $"{c.PostalCode} {c.City}".Trim();
        var parts = new[] { town, c.Street, c.Country is null or "HU" ? null : c.Country }.Where(p => !string.IsNullOrEmpty(p)).ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
