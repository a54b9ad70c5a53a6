using CrossSell.Clients.Messages;

namespace CrossSell.Clients.Domain;

/// <summary>A link as it is stored: once, from the one end that its kind is told from.</summary>
/// <param name="Kind">What <paramref name="OtherId"/> is to <paramref name="ClientId"/>.</param>
internal sealed record Link(Guid ClientId, Guid OtherId, LinkKind Kind)
{
    /// <summary>The same link, whichever end it was told from.</summary>
    public static Link Of(Guid client, Guid other, LinkKind kind)
    {
        var seen = Seen(kind);
        var swap = seen == kind ? client.CompareTo(other) > 0 : kind > seen;
        return swap ? new Link(other, client, seen) : new Link(client, other, kind);
    }

    /// <summary>What this one is to the other.</summary>
    public static LinkKind Seen(LinkKind kind) => kind switch
    {
        LinkKind.Parent => LinkKind.Child,
        LinkKind.Child => LinkKind.Parent,
        LinkKind.Owner => LinkKind.Owned,
        LinkKind.Owned => LinkKind.Owner,
        LinkKind.Employer => LinkKind.Employee,
        LinkKind.Employee => LinkKind.Employer,
        LinkKind.ContactPerson => LinkKind.SpeaksFor,
        LinkKind.SpeaksFor => LinkKind.ContactPerson,
        LinkKind.Referrer => LinkKind.Referred,
        LinkKind.Referred => LinkKind.Referrer,
        _ => kind,
    };

    /// <summary>Whether people and companies can be so to each other.</summary>
    /// <param name="client">The kind of the client (<c>person</c>, <c>company</c>), and of the other.</param>
    public static bool Fits(LinkKind kind, string client, string other) => kind switch
    {
        LinkKind.Spouse or LinkKind.Household or LinkKind.Parent or LinkKind.Child => client == Client.Person && other == Client.Person,
        LinkKind.Owner => client == Client.Company,
        LinkKind.Owned => other == Client.Company,
        LinkKind.Employer => client == Client.Person && other == Client.Company,
        LinkKind.Employee or LinkKind.ContactPerson => client == Client.Company && other == Client.Person,
        LinkKind.SpeaksFor => client == Client.Person && other == Client.Company,
        _ => true,
    };
}
