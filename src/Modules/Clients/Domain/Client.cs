namespace CrossSell.Clients.Domain;

internal sealed record Client
{
    public const string Person = "person";
    public const string Company = "company";

    public Guid Id { get; init; }

    public string? ExternalId { get; init; }

    public string Kind { get; init; } = string.Empty;

    /// <summary>How people call the client, in the order of the client's language.</summary>
    public string Name { get; init; } = string.Empty;

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? CompanyName { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? TaxNumber { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Country { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public string? Street { get; init; }

    public string Language { get; init; } = "hu";

    public Guid AdvisorId { get; init; }

    public string[] Tags { get; init; } = [];

    /// <summary>The consents that stand, as <c>channel:purpose</c>; the history is in <see cref="Consent"/>.</summary>
    public string[] Granted { get; init; } = [];

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public bool DoNotContact { get; init; }

    /// <summary>What search looks into: <see cref="SearchText"/>.</summary>
    public string Search { get; init; } = string.Empty;

    public DateTimeOffset CreatedAt { get; init; }

    public int Version { get; init; }

    /// <summary>The client with what follows from the other fields.</summary>
    public Client Derived()
    {
        var name = Kind == Company ? CompanyName ?? string.Empty : ClientName.Of(GivenName, FamilyName, Language);
        return this with { Name = name, Search = SearchText.Of(this with { Name = name }) };
    }

    /// <summary>The fields the audit speaks of.</summary>
    public IReadOnlyDictionary<string, object?> Facts() => new Dictionary<string, object?>
    {
        ["externalId"] = ExternalId,
        ["kind"] = Kind,
        ["givenName"] = GivenName,
        ["familyName"] = FamilyName,
        ["companyName"] = CompanyName,
        ["birthDate"] = BirthDate,
        ["taxNumber"] = TaxNumber,
        ["email"] = Email,
        ["phone"] = Phone,
        ["country"] = Country,
        ["postalCode"] = PostalCode,
        ["city"] = City,
        ["street"] = Street,
        ["language"] = Language,
        ["advisorId"] = AdvisorId,
        ["tags"] = Tags,
        ["consents"] = Granted,
        ["attributes"] = Attributes,
        ["doNotContact"] = DoNotContact,
    };
}
