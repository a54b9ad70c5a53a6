using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Messages;

/// <summary>What another client is to this one.</summary>
public enum LinkKind
{
    Spouse,

    /// <summary>Lives in the same household.</summary>
    Household,
    Parent,
    Child,

    /// <summary>Owns this company.</summary>
    Owner,

    /// <summary>Is a company this one owns.</summary>
    Owned,
    Employer,
    Employee,

    /// <summary>Whom to talk to at this company.</summary>
    ContactPerson,

    /// <summary>Is a company this one speaks for.</summary>
    SpeaksFor,

    /// <summary>Sent this client to us.</summary>
    Referrer,
    Referred,
}

/// <summary>Links two clients, both within the actor's scope; each shows the other.</summary>
/// <param name="Kind">What the other one is to <paramref name="ClientId"/>.</param>
/// <param name="Note">At most 200 characters.</param>
[Needs(Permission.EditClients)]
public sealed record LinkClients(Guid ClientId, Guid OtherId, LinkKind Kind, string? Note) : ICommand<ClientLink>, IAboutClient;

[Needs(Permission.EditClients)]
public sealed record UnlinkClients(Guid ClientId, Guid LinkId) : ICommand<Done>, IAboutClient;

/// <summary>Household and companies of a client, by kind and name.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListClientLinks(Guid ClientId) : IQuery<IReadOnlyList<ClientLink>>, IAboutClient;

/// <summary>What clients are called, by id; those who are not the actor's to see are left out.</summary>
[Needs(Permission.SeeClients)]
public sealed record NameClients(IReadOnlyCollection<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, string>>;

/// <param name="Kind">What the other one is to the client asked about.</param>
/// <param name="OtherId">None, like <paramref name="OtherName"/>, when the other client is not the actor's to see.</param>
/// <param name="OtherAdvisor">Name of the other client's advisor.</param>
public sealed record ClientLink(Guid Id, LinkKind Kind, Guid? OtherId, string? OtherName, string OtherAdvisor, string? Note, DateTimeOffset Since);
