namespace CrossSell.Host.Demo;

/// <summary>A client of the demo book.</summary>
internal sealed record DemoClient(
    string ExternalId, bool IsCompany, string Given, string Family, string? Company, DateOnly? BirthDate, string? TaxNumber, string? Email, string? Phone,
    string PostalCode, string City, string Street, string Language, DemoAccount Advisor, string[] Tags, string Consents)
{
    public static readonly string[] Columns =
    [
        "external_id", "kind", "given_name", "family_name", "company_name", "birth_date", "tax_number", "email", "phone",
        "country", "postal_code", "city", "street", "language", "advisor", "tags", "consents",
    ];

    public string Address => $"{PostalCode} {City}, {Street}";

    public int Age(DateOnly today) => BirthDate is { } born ? today.Year - born.Year - (born.AddYears(today.Year - born.Year) > today ? 1 : 0) : 0;

    public Dictionary<string, string?> Row() => new()
    {
        ["external_id"] = ExternalId,
        ["kind"] = IsCompany ? "company" : "person",
        ["given_name"] = IsCompany ? null : Given,
        ["family_name"] = IsCompany ? null : Family,
        ["company_name"] = Company,
        ["birth_date"] = BirthDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["tax_number"] = TaxNumber,
        ["email"] = Email,
        ["phone"] = Phone,
        ["country"] = "HU",
        ["postal_code"] = PostalCode,
        ["city"] = City,
        ["street"] = Street,
        ["language"] = Language,
        ["advisor"] = Advisor.Email,
        ["tags"] = string.Join('|', Tags),
        ["consents"] = Consents,
    };
}
