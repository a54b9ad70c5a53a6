using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Api;

/// <summary>An offer as it stands.</summary>
/// <param name="Reason">Why the client is approached, in the caller's language.</param>
/// <param name="PlannedOn">The day it is planned for; <paramref name="PlannedAt"/> the minute, when the client asked for one.</param>
/// <param name="Purpose">In which right the client is approached: <c>service</c> about what they hold here, else <c>marketing</c>.</param>
internal sealed record OfferAnswer(
    Guid Id,
    Guid ClientId,
    string ClientName,
    Guid AdvisorId,
    string Product,
    string? Variant,
    string Reason,
    string ReasonCode,
    string? Rule,
    Guid? ContractId,
    DateOnly ContactFrom,
    DateOnly ContactUntil,
    DateOnly PlannedOn,
    DateTimeOffset? PlannedAt,
    OfferStatus Status,
    int AttemptCount,
    IReadOnlyList<AttemptAnswer> Attempts,
    ProcessAnswer? Process,
    Guid? ParentId,
    string? CloseReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ClosedAt,
    int Priority,
    int Version,
    ContactPurpose Purpose)
{
    public static OfferAnswer Of(OfferView o, string language) => new(
        o.Id, o.ClientId, o.ClientName, o.AdvisorId, o.Product, o.Variant, o.Reason.In(language), o.Reason.Code, o.Rule, o.ContractId,
        o.ContactFrom, o.ContactUntil, o.PlannedOn, o.PlannedAt, o.Status,
        o.Attempts.Count, [.. o.Attempts.Select(AttemptAnswer.Of)],
        ProcessAnswer.Of(o.Process), o.ParentId, o.CloseReason, o.CreatedAt, o.ClosedAt, o.Priority, o.Version, o.Purpose);
}

/// <summary>One contact and how it ended.</summary>
internal sealed record AttemptAnswer(DateTimeOffset At, string By, string Channel, Outcome Outcome, string? Reason, string? Note, DateTimeOffset? CallBackAt)
{
    public static AttemptAnswer Of(ContactAttempt a) => new(a.At, a.By, a.Channel, a.Outcome, a.Reason, a.Note, a.CallBackAt);
}

/// <summary>Where the process of an offer stands; more under <c>/processes/{id}</c>.</summary>
internal sealed record ProcessAnswer(Guid Id, string Key, int Version, string State, StateCategory Category)
{
    public static ProcessAnswer? Of(ProcessState? p) => p is null ? null : new(p.Id, p.Key, p.Version, p.State, p.Category);
}

/// <summary>What an outcome led to.</summary>
/// <param name="Documents">Ids of the documents asked for; each is ready when its status is <c>generated</c>.</param>
internal sealed record OutcomeAnswerBody(
    OfferAnswer Offer,
    IReadOnlyList<FollowUpAnswer> FollowUps,
    IReadOnlyList<TaskMadeAnswer> Tasks,
    ProcessAnswer? Process,
    IReadOnlyList<Guid> Documents)
{
    public static OutcomeAnswerBody Of(OutcomeAnswer answer, string language) => new(
        OfferAnswer.Of(answer.Offer, language),
        [.. answer.FollowUps.Select(f => new FollowUpAnswer(f.Kind, f.Product, f.Variant, f.DueOn, f.Reason.In(language), f.OfferId))],
        [.. answer.Tasks.Select(t => new TaskMadeAnswer(t.Id, t.Kind, t.DueOn, language == "en" ? t.TitleEn : t.TitleHu))],
        ProcessAnswer.Of(answer.Process),
        answer.Documents);
}

/// <param name="Kind"><c>offer</c> (another one), <c>retry</c> (the same again), <c>letter</c>, <c>email</c>, <c>close</c>.</param>
/// <param name="Reason">Why this is the next step, or why nothing follows.</param>
internal sealed record FollowUpAnswer(string Kind, string? Product, string? Variant, DateOnly? DueOn, string Reason, Guid? OfferId);

internal sealed record TaskMadeAnswer(Guid Id, string Kind, DateOnly DueOn, string Title);
