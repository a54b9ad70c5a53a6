using System.Globalization;
using CrossSell.Clients.Messages;

namespace CrossSell.Clients.Domain;

/// <summary>What two clients are together.</summary>
internal static class Merging
{
    public const string Source = "merge";

    private static readonly (string Name, Func<Client, string?> Read, Func<Client, Client, Client> Take)[] All =
    [
        ("externalId", c => c.ExternalId, (into, from) => into with { ExternalId = from.ExternalId }),
        ("name", c => c.Name, (into, from) => into with { Kind = from.Kind, GivenName = from.GivenName, FamilyName = from.FamilyName, CompanyName = from.CompanyName }),
        ("birthDate", c => c.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (into, from) => into with { BirthDate = from.BirthDate }),
        ("taxNumber", c => c.TaxNumber, (into, from) => into with { TaxNumber = from.TaxNumber }),
        ("email", c => c.Email, (into, from) => into with { Email = from.Email }),
        ("phone", c => c.Phone, (into, from) => into with { Phone = from.Phone }),
        ("address", Address, (into, from) => into with { Country = from.Country, PostalCode = from.PostalCode, City = from.City, Street = from.Street }),
        ("language", c => c.Language, (into, from) => into with { Language = from.Language }),
        ("advisor", c => c.AdvisorId.ToString(), (into, from) => into with { AdvisorId = from.AdvisorId }),
    ];

    public static IReadOnlyList<string> Fields { get; } = [.. All.Select(f => f.Name)];

    public static IReadOnlyList<MergeField> Compared(Client kept, Client other) =>
        [.. All.Select(f => new MergeField(f.Name, f.Read(kept), f.Read(other), f.Read(kept) is null && f.Read(other) is not null)).Where(f => (f.Kept ?? f.Other) is not null)];

    public static IReadOnlyList<string> Proposed(Client kept, Client other) => [.. Compared(kept, other).Where(f => f.Take).Select(f => f.Field)];

    /// <summary>The client that stays, with the chosen fields of the other, the tags and attributes of both, and whoever wants no approach left alone.</summary>
    public static Client Of(Client kept, Client other, IEnumerable<string> take)
    {
        var one = All.Where(f => take.Contains(f.Name)).Aggregate(kept, (client, field) => field.Take(client, other));
        return (one with
        {
            Tags = [.. kept.Tags.Union(other.Tags)],
            Attributes = other.Attributes.Concat(kept.Attributes).GroupBy(a => a.Key).ToDictionary(a => a.Key, a => a.Last().Value),
            DoNotContact = kept.DoNotContact || other.DoNotContact,
        }).Derived();
    }

    /// <summary>The history of both, in which the stricter word stands: a refusal of one outweighs what the other allowed, however late; where only one ever said anything, that counts.</summary>
    public static ConsentHistory Stricter(Guid client, ConsentHistory kept, ConsentHistory other, bool doNotContact, DateTimeOffset now)
    {
        var both = new ConsentHistory(kept.Latest.Concat(other.Latest).OrderBy(c => c.Seq));
        var refused = kept.Latest.Concat(other.Latest).Where(c => !c.Granted).Select(c => c.Key).ToHashSet();
        foreach (var key in both.Granted.Where(k => doNotContact || refused.Contains(k)))
        {
            both.Say(client, new ConsentData(key.Split(':')[0], key.Split(':')[1], false), now, Source);
        }

        return both;
    }

    private static string? Address(Client c) =>
        string.Join(' ', new[] { c.PostalCode, c.City, c.Street, c.Country }.Where(p => !string.IsNullOrEmpty(p))) is { Length: > 0 } text ? text : null;
}
