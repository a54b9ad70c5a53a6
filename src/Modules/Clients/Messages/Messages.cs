using CrossSell.Kernel.Access;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Messages;

/// <summary>A client as the API and the import say it; null means not given.</summary>
/// <param name="Kind"><c>person</c> (given and family name) or <c>company</c> (company name).</param>
/// <param name="Advisor">E-mail address of the advisor.</param>
/// <param name="Attributes">Further facts that rules, segments and suggestions can use.</param>
public sealed record ClientData(
    string? ExternalId,
    string? Kind,
    string? GivenName,
    string? FamilyName,
    string? CompanyName,
    DateOnly? BirthDate,
    string? TaxNumber,
    string? Email,
    string? Phone,
    AddressData? Address,
    string? Language,
    string? Advisor,
    IReadOnlyList<string>? Tags,
    IReadOnlyList<ConsentData>? Consents,
    IReadOnlyDictionary<string, string>? Attributes = null);

public sealed record AddressData(string? Country, string? PostalCode, string? City, string? Street);

/// <param name="Channel"><c>phone</c>, <c>email</c> or <c>post</c>.</param>
/// <param name="Purpose"><c>marketing</c> or <c>service</c>.</param>
public sealed record ConsentData(string Channel, string Purpose, bool Granted, DateTimeOffset? At = null, string? Source = null);

/// <summary>A client as it stands.</summary>
/// <param name="Name">How people call the client, in the client's language's order.</param>
/// <param name="Version">Grows with every change; the ETag.</param>
public sealed record ClientView(
    Guid Id,
    string? ExternalId,
    string Kind,
    string Name,
    string? GivenName,
    string? FamilyName,
    string? CompanyName,
    DateOnly? BirthDate,
    string? TaxNumber,
    string? Email,
    string? Phone,
    AddressData? Address,
    string Language,
    string Advisor,
    Guid AdvisorId,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ConsentData> Consents,
    IReadOnlyDictionary<string, string> Attributes,
    bool DoNotContact,
    int Version);

[Needs(Permission.EditClients)]
public sealed record AddClient(ClientData Data) : ICommand<ClientView>;

/// <summary>Changes what <paramref name="Data"/> gives and leaves the rest.</summary>
/// <param name="IfVersion">Refused as stale when the client has another version.</param>
[Needs(Permission.EditClients)]
public sealed record ChangeClient(Guid ClientId, ClientData Data, int? IfVersion) : ICommand<ClientView>, IAboutClient;

[Needs(Permission.SeeClients)]
public sealed record GetClient(Guid ClientId) : IQuery<ClientView>, IAboutClient;

/// <summary>Clients in the actor's scope, by name. <paramref name="Query"/> matches names (any accent), e-mail, phone and external id.</summary>
[Needs(Permission.SeeClients)]
public sealed record FindClients(string? Query, string? Advisor, string? After, int Limit) : IQuery<Page<ClientItem>>;

public sealed record ClientItem(Guid Id, string? ExternalId, string Kind, string Name, string? Phone, string? Email, string? City, string Advisor, Guid AdvisorId, bool DoNotContact);

/// <summary>Records that the client wants no further approach: every consent is withdrawn, with <paramref name="Source"/> in the history.</summary>
[Needs(Permission.WorkOffers)]
public sealed record StopContact(Guid ClientId, string Source) : ICommand<Done>, IAboutClient;

/// <summary>Takes a mistaken <see cref="StopContact"/> back: the consents it withdrew are granted again.</summary>
/// <param name="Stopped">The source under which they were withdrawn.</param>
/// <param name="Source">Under which they are granted again.</param>
[Needs(Permission.WorkOffers)]
public sealed record ResumeContact(Guid ClientId, string Stopped, string Source) : ICommand<Done>, IAboutClient;

/// <summary>Imports clients from CSV or XLSX (interfaces: section 3). Right rows go in, wrong ones are reported; with <paramref name="AllOrNothing"/> one wrong row keeps all out.</summary>
/// <param name="Mapping">Column of the file by name of ours, when the header differs.</param>
/// <param name="Encoding">Of a CSV file that is not UTF-8; one of <see cref="ImportFile.Encodings"/>.</param>
[Needs(Permission.Import)]
public sealed record ImportClients(
    byte[] File, bool DryRun, bool AllOrNothing, IReadOnlyDictionary<string, string>? Mapping = null, string? FileName = null, string? Encoding = null) : ICommand<ImportReport>;

/// <summary>Phone number, e-mail or postal address of these clients were changed; told in the same transaction.</summary>
public sealed record ContactDataChanged(IReadOnlyList<Guid> ClientIds) : IEvent
{
    /// <summary>The fields that are contact data.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["phone", "email", "postalCode", "city", "street"];
}
