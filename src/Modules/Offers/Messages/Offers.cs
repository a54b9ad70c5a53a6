using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Messages;

/// <summary>What an offer's life is at.</summary>
public enum OfferStatus
{
    Open,
    Accepted,
    Rejected,
    Withdrawn,
    Lapsed,
}

/// <summary>Why a client is approached: a code and its facts, said in a sentence in either language.</summary>
[GenerateSerializer, Immutable]
public sealed record Reason([property: Id(0)] string Code, [property: Id(1)] string Hu, [property: Id(2)] string En)
{
    public string In(string language) => language == "en" ? En : Hu;
}

/// <summary>An offer as it stands.</summary>
/// <param name="ContactFrom">First and <paramref name="ContactUntil"/> last day of the window to make contact.</param>
/// <param name="PlannedOn">The day it is planned for; <paramref name="PlannedAt"/> the minute, when the client asked for one.</param>
/// <param name="Rule">The rule that made it, <c>line/code</c>, when one did.</param>
/// <param name="ContractId">The expiring contract it grew from, when it did.</param>
/// <param name="CloseReason">Why it ended, when it did.</param>
/// <param name="Purpose">In which right the client is approached: it decides which consent is needed.</param>
[GenerateSerializer, Immutable]
public sealed record OfferView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Guid ClientId,
    [property: Id(2)] Guid AdvisorId,
    [property: Id(3)] string Product,
    [property: Id(4)] string? Variant,
    [property: Id(5)] Reason Reason,
    [property: Id(6)] string? Rule,
    [property: Id(7)] Guid? ContractId,
    [property: Id(8)] DateOnly ContactFrom,
    [property: Id(9)] DateOnly ContactUntil,
    [property: Id(10)] DateOnly PlannedOn,
    [property: Id(11)] DateTimeOffset? PlannedAt,
    [property: Id(12)] OfferStatus Status,
    [property: Id(13)] List<ContactAttempt> Attempts,
    [property: Id(14)] ProcessState? Process,
    [property: Id(15)] Guid? ParentId,
    [property: Id(16)] string? CloseReason,
    [property: Id(17)] DateTimeOffset CreatedAt,
    [property: Id(18)] DateTimeOffset? ClosedAt,
    [property: Id(19)] int Priority,
    [property: Id(20)] int Version,
    [property: Id(21)] string ClientName,
    [property: Id(22)] ContactPurpose Purpose)
{
    /// <summary>How the next contact is made, while the offer is open.</summary>
    [Id(23)]
    public ContactChannel Channel { get; init; }

    /// <summary>Who makes it: the advisor, or whoever takes it from a role's queue.</summary>
    [Id(24)]
    public StepOwner Owner { get; init; }

    /// <summary>The first day the product may be offered again, where the follow-up table says so; else the product's own cooldown counts.</summary>
    [Id(25)]
    public DateOnly? CooldownUntil { get; init; }

    /// <summary>Contacts that were recorded by mistake and taken back or corrected: a trace, not counted.</summary>
    [Id(26)]
    public List<ContactAttempt> Undone { get; init; } = [];

    /// <summary>What was asked of the client for it and what it costs; nothing while nobody has.</summary>
    [Id(27)]
    public OfferTerms? Terms { get; init; }

    /// <summary>What stood behind the suggestion that it was opened from; nothing where it was not.</summary>
    [Id(28)]
    public SuggestionEvidence? Evidence { get; init; }

    /// <summary>The version of <see cref="Rule"/> when it made the offer.</summary>
    [Id(29)]
    public string? RuleVersion { get; init; }
}

/// <summary>Decides to approach a client with a product. Refused when one for the same product is open.</summary>
[Needs(Permission.WorkOffers)]
[GenerateSerializer, Immutable]
public sealed record OpenOffer(Guid ClientId, string Product, string? Variant, string? Reason, DateOnly? ContactFrom, DateOnly? ContactUntil) : ICommand<OfferView>, IAboutClient;

[Needs(Permission.SeeClients)]
public sealed record GetOffer(Guid OfferId) : IQuery<OfferView>;

/// <summary>Offers of clients in the actor's scope, by id.</summary>
/// <param name="DueBefore">Planned before this day.</param>
[Needs(Permission.SeeClients)]
public sealed record ListOffers(Guid? Client, OfferStatus? Status, string? Advisor, DateOnly? DueBefore, string? After, int Limit) : IQuery<Page<OfferView>>;

/// <summary>Takes an offer back before the client answered.</summary>
[Needs(Permission.WorkOffers)]
[GenerateSerializer, Immutable]
public sealed record WithdrawOffer(Guid OfferId, string Reason) : ICommand<OfferView>;
