using System.Globalization;
using System.Text.Json;

namespace CrossSell.Clients.Domain;

/// <summary>A client with one field as the audit says it was. What follows from the fields, and the consents' history, are the caller's.</summary>
internal static class ClientFacts
{
    public static Client With(Client client, string name, JsonElement value) => name switch
    {
        "externalId" => client with { ExternalId = value.GetString() },
        "kind" => client with { Kind = value.GetString()! },
        "givenName" => client with { GivenName = value.GetString() },
        "familyName" => client with { FamilyName = value.GetString() },
        "companyName" => client with { CompanyName = value.GetString() },
        "birthDate" => client with { BirthDate = value.ValueKind == JsonValueKind.String ? DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null },
        "taxNumber" => client with { TaxNumber = value.GetString() },
        "email" => client with { Email = value.GetString() },
        "phone" => client with { Phone = value.GetString() },
        "country" => client with { Country = value.GetString() },
        "postalCode" => client with { PostalCode = value.GetString() },
        "city" => client with { City = value.GetString() },
        "street" => client with { Street = value.GetString() },
        "language" => client with { Language = value.GetString()! },
        "advisorId" => client with { AdvisorId = value.GetGuid() },
        "tags" => client with { Tags = value.Deserialize<string[]>() ?? [] },
        "consents" => client with { Granted = value.Deserialize<string[]>() ?? [] },
        "attributes" => client with { Attributes = new SortedDictionary<string, string>(value.Deserialize<Dictionary<string, string>>() ?? [], StringComparer.Ordinal) },
        "doNotContact" => client with { DoNotContact = value.ValueKind == JsonValueKind.True },
        _ => throw new InvalidOperationException($"A client has no field {name}."),
    };
}
