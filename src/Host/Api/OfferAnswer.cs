using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Api;

/// <summary>An offer as it stands.</summary>
/// <param name="Reason">Why the client is approached, in the caller's language.</param>
/// <param name="PlannedOn">The day it is planned for; <paramref name="PlannedAt"/> the minute, when the client asked for one.</param>
/// <param name="Purpose">In which right the client is approached: <c>service</c> about what they hold here, else <c>marketing</c>.</param>
/// <param name="Channel">How the next contact is made; <paramref name="Owner"/> by whom: the advisor, or a role's queue.</param>
/// <param name="Undone">Contacts that were recorded by mistake: a trace, not counted.</param>
/// <param name="Evidence">What stood behind the suggestion that it was opened from, with the versions of model and rule.</param>
/// <param name="CooldownUntil">The first day the product may be offered again, where the follow-up table says so.</param>
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
    ContactChannel Channel,
    StepOwner Owner,
    int AttemptCount,
    IReadOnlyList<AttemptAnswer> Attempts,
    IReadOnlyList<AttemptAnswer> Undone,
    ProcessAnswer? Process,
    Guid? ParentId,
    string? CloseReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ClosedAt,
    DateOnly? CooldownUntil,
    int Priority,
    int Version,
    ContactPurpose Purpose,
    SuggestionEvidence? Evidence)
{
    public static OfferAnswer Of(OfferView o, string language) => new(
        o.Id, o.ClientId, o.ClientName, o.AdvisorId, o.Product, o.Variant, o.Reason.In(language), o.Reason.Code, o.Rule, o.ContractId,
        o.ContactFrom, o.ContactUntil, o.PlannedOn, o.PlannedAt, o.Status, o.Channel, o.Owner,
        o.Attempts.Count, [.. o.Attempts.Select(AttemptAnswer.Of)], [.. o.Undone.Select(AttemptAnswer.Of)],
        ProcessAnswer.Of(o.Process), o.ParentId, o.CloseReason, o.CreatedAt, o.ClosedAt, o.CooldownUntil, o.Priority, o.Version, o.Purpose, o.Evidence);
}

/// <summary>One contact and how it ended.</summary>
/// <param name="At">When it was; <paramref name="RecordedAt"/> when it was recorded.</param>
/// <param name="FollowUpTable">Version of the line's follow-up table that decided what followed; <paramref name="FollowUpRow"/> its row, from 1.</param>
/// <param name="Correction">Why it corrects an earlier entry, when it does.</param>
/// <param name="UndoneAt">When it was taken back, when it was.</param>
internal sealed record AttemptAnswer(
    Guid Id,
    DateTimeOffset At,
    string By,
    string Channel,
    Outcome Outcome,
    string? Reason,
    string? Note,
    DateTimeOffset? CallBackAt,
    DateTimeOffset RecordedAt,
    int? FollowUpTable,
    int? FollowUpRow,
    string? Correction,
    DateTimeOffset? UndoneAt,
    string? UndoneBy)
{
    public static AttemptAnswer Of(ContactAttempt a) => new(
        a.Id, a.At, a.By, a.Channel, a.Outcome, a.Reason, a.Note, a.CallBackAt, a.RecordedAt, a.TableVersion, a.TableRow, a.Correction, a.UndoneAt, a.UndoneBy);
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
        [.. answer.FollowUps.Select(f => new FollowUpAnswer(f.Kind, f.Product, f.Variant, f.DueOn, f.Channel, f.Owner, f.Reason.In(language), f.OfferId))],
        [.. answer.Tasks.Select(t => new TaskMadeAnswer(t.Id, t.Kind, t.DueOn, language == "en" ? t.TitleEn : t.TitleHu))],
        ProcessAnswer.Of(answer.Process),
        answer.Documents);
}

/// <param name="Kind"><c>offer</c> (another one), <c>retry</c> (the same again), <c>letter</c>, <c>email</c>, <c>close</c>.</param>
/// <param name="Reason">Why this is the next step, or why nothing follows.</param>
internal sealed record FollowUpAnswer(string Kind, string? Product, string? Variant, DateOnly? DueOn, ContactChannel Channel, StepOwner Owner, string Reason, Guid? OfferId);

internal sealed record TaskMadeAnswer(Guid Id, string Kind, DateOnly DueOn, string Title);
