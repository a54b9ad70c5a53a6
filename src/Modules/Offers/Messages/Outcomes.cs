using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Messages;

/// <summary>One contact and how it ended.</summary>
[GenerateSerializer, Immutable]
public sealed record ContactAttempt(
    [property: Id(0)] Guid Id,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] Guid? ById,
    [property: Id(3)] string By,
    [property: Id(4)] string Channel,
    [property: Id(5)] Outcome Outcome,
    [property: Id(6)] string? Reason,
    [property: Id(7)] string? Note,
    [property: Id(8)] DateTimeOffset? CallBackAt)
{
    /// <summary>When it was recorded; <see cref="At"/> is when it was.</summary>
    [Id(9)]
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>The version of the line's follow-up table that decided what followed.</summary>
    [Id(10)]
    public int? TableVersion { get; init; }

    /// <summary>The row of it, counted from 1.</summary>
    [Id(11)]
    public int? TableRow { get; init; }

    /// <summary>Why this entry corrects an earlier one, when it does.</summary>
    [Id(12)]
    public string? Correction { get; init; }

    /// <summary>When it was taken back, when it was.</summary>
    [Id(13)]
    public DateTimeOffset? UndoneAt { get; init; }

    [Id(14)]
    public string? UndoneBy { get; init; }
}

/// <summary>Records how one contact ended and makes the next step, in one transaction.</summary>
/// <param name="Reason">One of the house's words for the outcome, or a word that the line's follow-up table names: <see cref="Catalog.Messages.OutcomeReasons"/>. Others are refused.</param>
/// <param name="At">When the contact was; now when not given.</param>
/// <param name="CallBackAt">When the client wants to be called, for <see cref="Outcome.CallBack"/>: to the minute; the day to come back on, for <see cref="Outcome.Thinking"/>.</param>
/// <param name="Channel"><c>phone</c>, <c>email</c>, <c>meeting</c>, <c>post</c>; by default the channel that was planned.</param>
[Needs(Permission.WorkOffers)]
[GenerateSerializer, Immutable]
public sealed record RecordOutcome(Guid OfferId, Outcome Outcome, string? Reason, string? Note, DateTimeOffset? At, DateTimeOffset? CallBackAt, string? Channel) : ICommand<OutcomeAnswer>
{
    /// <summary>The mail whose link the client answered by; it is used up in the same transaction.</summary>
    [Id(0)]
    public Guid? AnswerTo { get; init; }
}

/// <summary>What an outcome led to.</summary>
[GenerateSerializer, Immutable]
public sealed record OutcomeAnswer(
    [property: Id(0)] OfferView Offer,
    [property: Id(1)] List<FollowUp> FollowUps,
    [property: Id(2)] List<TaskMade> Tasks,
    [property: Id(3)] ProcessState? Process,
    [property: Id(4)] List<Guid> Documents);

/// <param name="Kind"><c>offer</c> (another one), <c>retry</c> (the same again), <c>along</c> (another open offer, approached together with it), <c>letter</c>, <c>email</c>, <c>close</c>.</param>
/// <param name="Reason">Why this is the next step, or why nothing follows.</param>
[GenerateSerializer, Immutable]
public sealed record FollowUp(
    [property: Id(0)] string Kind,
    [property: Id(1)] string? Product,
    [property: Id(2)] string? Variant,
    [property: Id(3)] DateOnly? DueOn,
    [property: Id(4)] Reason Reason,
    [property: Id(5)] Guid? OfferId)
{
    [Id(6)]
    public ContactChannel Channel { get; init; }

    [Id(7)]
    public StepOwner Owner { get; init; }
}

[GenerateSerializer, Immutable]
public sealed record TaskMade([property: Id(0)] Guid Id, [property: Id(1)] string Kind, [property: Id(2)] DateOnly DueOn, [property: Id(3)] string TitleHu, [property: Id(4)] string TitleEn);

/// <summary>
/// Takes a mistaken outcome back within ten minutes: the offer, its process, its tasks and the client's consents stand as before, what it opened is withdrawn, the contract it
/// asked for is cancelled. Refused, saying why, when something of it has left the house or somebody went on from it; then see <see cref="CorrectOutcome"/>.
/// </summary>
/// <param name="AttemptId">The contact to take back; the last one when not given. Refused when another was recorded since.</param>
[Needs(Permission.WorkOffers)]
[GenerateSerializer, Immutable]
public sealed record UndoOutcome(Guid OfferId, Guid? AttemptId) : ICommand<OutcomeUndone>;

/// <summary>What was taken back.</summary>
/// <param name="Reopened">Other offers that the outcome had withdrawn.</param>
/// <param name="Withdrawn">Offers that the outcome had opened.</param>
/// <param name="Documents">Documents that were cancelled.</param>
/// <param name="MovedBack">Other offers that the outcome had moved along, on their day again.</param>
[GenerateSerializer, Immutable]
public sealed record OutcomeUndone(
    [property: Id(0)] OfferView Offer,
    [property: Id(1)] ContactAttempt Attempt,
    [property: Id(2)] List<OfferView> Reopened,
    [property: Id(3)] List<OfferView> Withdrawn,
    [property: Id(4)] List<Guid> Documents,
    [property: Id(5)] List<OfferView> MovedBack);

/// <summary>
/// Records the right outcome of a closed offer in place of a wrong one, at any time, by the client's advisor or a manager. The wrong entry stays in the trace; what it left open
/// is taken back, and the right outcome has its usual consequences from now on. Refused once the signed contract is in the portfolio.
/// </summary>
/// <param name="Why">Why the earlier entry was wrong.</param>
/// <param name="Reason">As in <see cref="RecordOutcome"/>; so are the others.</param>
[Needs(Permission.WorkOffers)]
[GenerateSerializer, Immutable]
public sealed record CorrectOutcome(Guid OfferId, Outcome Outcome, string Why, string? Reason, string? Note, DateTimeOffset? CallBackAt) : ICommand<OutcomeAnswer>;

/// <summary>How long a mistaken outcome can be taken back.</summary>
public static class UndoWindow
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(10);
}
