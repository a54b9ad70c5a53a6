using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;

namespace CrossSell.Clients.Features;

internal static class ClientViews
{
    public static ClientView View(this Client c, string advisor, ConsentHistory consents) => new(
        c.Id, c.ExternalId, c.Kind, c.Name, c.GivenName, c.FamilyName, c.CompanyName, c.BirthDate, c.TaxNumber, c.Email, c.Phone,
        Address(c), c.Language, advisor, c.AdvisorId, c.Tags, Consents(consents), c.Attributes, c.DoNotContact, c.Version);

    private static AddressData? Address(Client c) =>
        c.Country is null ? null : new AddressData(c.Country, c.PostalCode, c.City, c.Street);

    private static IReadOnlyList<ConsentData> Consents(ConsentHistory history) =>
        [.. history.Latest.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new ConsentData(c.Channel, c.Purpose, c.Granted, c.At, c.Source))];
}
