using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Messages;

/// <summary>What stood on the client's card at an instant, rebuilt from the record: contact data, consents, contracts, open offers with their reasons, open tasks.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetCardAsOf(Guid ClientId, DateTimeOffset At) : IQuery<CardAsOf>, IAboutClient;

public sealed record CardAsOf(DateTimeOffset At, ClientView Client, IReadOnlyList<ContractView> Contracts, IReadOnlyList<OfferAsOf> OpenOffers, IReadOnlyList<TaskView> Tasks);

/// <summary>An offer that was open.</summary>
/// <param name="ProcessState">The state of its process, by key.</param>
public sealed record OfferAsOf(
    Guid Id,
    string Product,
    string? Variant,
    Reason Reason,
    string? Rule,
    Guid? ContractId,
    DateOnly ContactFrom,
    DateOnly ContactUntil,
    DateOnly PlannedOn,
    DateTimeOffset? PlannedAt,
    ContactPurpose Purpose,
    string? ProcessState,
    ContactChannel Channel,
    StepOwner Owner,
    IReadOnlyList<ContactAttempt> Attempts);

/// <summary>Which product contracts and offers are of, by their ids; those of clients who are not the actor's to see are left out.</summary>
[Needs(Permission.SeeClients)]
public sealed record ProductsOf(IReadOnlyCollection<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, string>>;
