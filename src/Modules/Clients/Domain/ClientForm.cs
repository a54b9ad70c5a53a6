using System.Text.RegularExpressions;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Clients.Domain;

/// <summary>
/// Fills what a caller gives into a client and says what can't be used. Not given means left as it is; empty means cleared.
/// The advisor and the consents are decided elsewhere: they need more than this input.
/// </summary>
internal sealed partial class ClientForm(ClientData data, DateOnly today, Faults faults)
{
    private static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    public Client FilledInto(Client client) => Checked(Address(Contact(Names(client)))).Derived();

    private Client Names(Client client) => client with
    {
        ExternalId = Text("externalId", data.ExternalId, client.ExternalId, 100),
        Kind = data.Kind is null ? client.Kind : faults.Word("kind", data.Kind, Client.Person, Client.Company) ?? string.Empty,
        GivenName = Text("givenName", data.GivenName, client.GivenName, 100),
        FamilyName = Text("familyName", data.FamilyName, client.FamilyName, 100),
        CompanyName = Text("companyName", data.CompanyName, client.CompanyName, 200),
        BirthDate = data.BirthDate ?? client.BirthDate,
        Language = string.IsNullOrWhiteSpace(data.Language) ? client.Language : faults.Word("language", data.Language, "hu", "en")!,
        Tags = data.Tags is null ? client.Tags : Tags(data.Tags),
        Attributes = data.Attributes is null ? client.Attributes : Attributes(client.Attributes, data.Attributes),
    };

    private Client Contact(Client client) => client with
    {
        TaxNumber = Text("taxNumber", data.TaxNumber, client.TaxNumber, 20),
        Email = Text("email", data.Email, client.Email, 200)?.ToLowerInvariant(),
        Phone = data.Phone is null ? client.Phone : faults.Text("phone", data.Phone, 40) is { } phone ? PhoneNumber.Normal(phone) : null,
    };

    private Client Address(Client client) => client with
    {
        Country = data.Address?.Country is { } country ? Country(country) : client.Country,
        PostalCode = Text("address.postalCode", data.Address?.PostalCode, client.PostalCode, 12),
        City = Text("address.city", data.Address?.City, client.City, 100),
        Street = Text("address.street", data.Address?.Street, client.Street, 200),
    };

    private Client Checked(Client client)
    {
        Require(client.Kind.Length > 0, "kind", "required", "Required: person or company.");
        Require(client.Kind != Client.Company || client.CompanyName is not null, "companyName", "required", "A company needs a company name.");
        Require(client.Kind != Client.Person || client.FamilyName is not null, "familyName", "required", "A person needs a family name.");
        Require(client.Kind != Client.Person || client.GivenName is not null, "givenName", "required", "A person needs a given name.");
        Require(data.BirthDate is null || data.BirthDate <= today, "birthDate", "inFuture", "Lies in the future.");
        Require(data.BirthDate is null || data.BirthDate >= EarliestBirth, "birthDate", "tooEarly", "Lies before 1900.");
        Require(client.Email is null || EmailShape().IsMatch(client.Email), "email", "notAnEmail", "Is no e-mail address.");
        Require(client.Phone is null || PhoneNumber.IsValid(client.Phone), "phone", "notAPhone", "Is no telephone number; expected e.g. +36 30 123 4567.");
        Require(client.TaxNumber is null || TaxShape().IsMatch(client.TaxNumber), "taxNumber", "notATaxNumber", "Is no tax number; expected e.g. 12345678-1-42.");
        Require(client.Country is null || client.Country.Length == 2, "address.country", "notACountry", "Must be a two-letter country code, e.g. HU.");
        Require(
            client.PostalCode is null || client.Country is not (null or "HU") || HungarianPostalCode().IsMatch(client.PostalCode),
            "address.postalCode", "notAPostalCode", "A Hungarian postal code has four digits.");
        return HasAddress(client) ? client with { Country = client.Country ?? "HU" } : client;
    }

    private static bool HasAddress(Client client) => client.PostalCode is not null || client.City is not null || client.Street is not null;

    private string? Text(string field, string? given, string? current, int most) => given is null ? current : faults.Text(field, given, most);

    private string? Country(string given) => faults.Text("address.country", given, 60)?.ToUpperInvariant() switch
    {
        "MAGYARORSZÁG" or "HUNGARY" => "HU",
        var country => country,
    };

    private string[] Tags(IReadOnlyList<string> given)
    {
        var tags = given.Select(t => faults.Text("tags", t, 40)).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        Require(tags.Length <= 50, "tags", "tooMany", "At most 50 tags.");
        Require(tags.All(t => !t.Contains('|')), "tags", "separator", "A tag can't contain |.");
        return tags;
    }

    private SortedDictionary<string, string> Attributes(IReadOnlyDictionary<string, string> current, IReadOnlyDictionary<string, string> given)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in current.Concat(given))
        {
            if (faults.Text("attributes", name, 60) is not { } key)
            {
                faults.Add("attributes", "required", "An attribute needs a name.");
            }
            else if (faults.Text($"attributes.{key}", value, 500) is { } text)
            {
                all[key] = text;
            }
            else
            {
                all.Remove(key);
            }
        }

        return all;
    }

    private void Require(bool holds, string field, string code, string message)
    {
        if (!holds && faults.All.All(f => f.Field != field))
        {
            faults.Add(field, code, message);
        }
    }

    [GeneratedRegex(@"^[^\s@<>(),;:""]+@[^\s@<>(),;:""]+\.[^\s@<>(),;:"".]{2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailShape();

    [GeneratedRegex(@"^[0-9A-Za-z][0-9A-Za-z \-/]{4,19}$", RegexOptions.CultureInvariant)]
    private static partial Regex TaxShape();

    [GeneratedRegex(@"^[1-9]\d{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex HungarianPostalCode();
}
