using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

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
}

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

/// <summary>Takes an offer back before the client answered.</summary>
[Needs(Permission.WorkOffers)]
[GenerateSerializer, Immutable]
public sealed record WithdrawOffer(Guid OfferId, string Reason) : ICommand<OfferView>;

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

/// <summary>The client's live card, from the client's grain.</summary>
[Needs(Permission.SeeClients)]
public sealed record GetCard(Guid ClientId) : IQuery<ClientCard>, IAboutClient;

/// <param name="OnTheLine">Who else has the client open on a call now.</param>
/// <param name="NextContact">The day of the next planned contact.</param>
/// <param name="Timeline">What happened, newest first.</param>
/// <param name="Contact">Whether and how the client may be approached now.</param>
[GenerateSerializer, Immutable]
public sealed record ClientCard(
    [property: Id(0)] CardClient Client,
    [property: Id(1)] List<CardContract> Contracts,
    [property: Id(2)] List<OfferView> OpenOffers,
    [property: Id(3)] List<Suggestion> Suggestions,
    [property: Id(4)] List<Cooldown> Cooldowns,
    [property: Id(5)] List<OfferView> PastOffers,
    [property: Id(6)] List<TimelineItem> Timeline,
    [property: Id(7)] DateOnly? NextContact,
    [property: Id(8)] List<OnTheLine> OnTheLine,
    [property: Id(9)] ContactStanding Contact)
{
    /// <summary>What would be suggested, were it not refused lately: shown where it would have been, with the day it comes back.</summary>
    [Id(10)]
    public List<RestingSuggestion> Resting { get; init; } = [];

    /// <summary>Lines of which too little is held to learn from: their rules alone suggest.</summary>
    [Id(11)]
    public List<string> ByRulesAlone { get; init; } = [];

    /// <summary>The client is one of those who get rules alone, to compare with.</summary>
    [Id(12)]
    public bool IsControl { get; init; }
}

[GenerateSerializer, Immutable]
public sealed record CardClient(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string? ExternalId,
    [property: Id(2)] string Name,
    [property: Id(3)] string Kind,
    [property: Id(4)] DateOnly? BirthDate,
    [property: Id(5)] string? Phone,
    [property: Id(6)] string? Email,
    [property: Id(7)] string? City,
    [property: Id(8)] string Language,
    [property: Id(9)] Guid AdvisorId,
    [property: Id(10)] string[] Tags,
    [property: Id(11)] bool DoNotContact,
    [property: Id(12)] bool MayService,
    [property: Id(13)] bool MayMarket,
    [property: Id(14)] string[] Granted)
{
    /// <summary>Further facts that rules, segments and suggestions use: value by name.</summary>
    [Id(15)]
    public Dictionary<string, string> Attributes { get; init; } = [];
}

/// <param name="Expiry">The expiry of the present cycle: a contract that renews by itself counts on.</param>
/// <param name="NoticeBy">Last day to give notice.</param>
[GenerateSerializer, Immutable]
public sealed record CardContract([property: Id(0)] ContractView Contract, [property: Id(1)] DateOnly? Expiry, [property: Id(2)] DateOnly? NoticeBy, [property: Id(3)] Guid? OfferId)
{
    /// <summary>The client refused the product lately: it is not offered again before this day, the contract's own dates notwithstanding.</summary>
    [Id(4)]
    public DateOnly? CooldownUntil { get; init; }
}

/// <summary>A ranked product that could be offered now, with the reason said aloud.</summary>
/// <param name="Score">What it is ranked by: the chance times the value, 0 to 1 where values are not said; of rules alone, their priority over 100.</param>
/// <param name="Rule">The rule that says so, <c>line/code</c>; <c>model:line@version</c> where what was learned says it alone.</param>
[GenerateSerializer, Immutable]
public sealed record Suggestion(
    [property: Id(0)] string Product,
    [property: Id(1)] string? Variant,
    [property: Id(2)] double Score,
    [property: Id(3)] Reason Reason,
    [property: Id(4)] string Rule)
{
    /// <summary>What stands behind the reason.</summary>
    [Id(5)]
    public SuggestionEvidence? Evidence { get; init; }
}

/// <summary>A suggestion in cooldown: offered again from <paramref name="Until"/> on.</summary>
[GenerateSerializer, Immutable]
public sealed record RestingSuggestion([property: Id(0)] Suggestion Suggestion, [property: Id(1)] DateOnly Until);

/// <summary>A product the client refused: not offered again before <paramref name="Until"/>.</summary>
[GenerateSerializer, Immutable]
public sealed record Cooldown([property: Id(0)] string Product, [property: Id(1)] DateOnly Until);

/// <param name="Kind"><c>offer</c>, <c>outcome</c>, <c>contract</c>, <c>document</c>, <c>client</c>, <c>process</c>, <c>task</c>: which module's action it was.</param>
/// <param name="Action">The audit action; the portal says it in words.</param>
[GenerateSerializer, Immutable]
public sealed record TimelineItem(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string By,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Action,
    [property: Id(4)] Guid SubjectId,
    [property: Id(5)] string? Details);

[GenerateSerializer, Immutable]
public sealed record OnTheLine([property: Id(0)] Guid UserId, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset Since);

/// <summary>Says that the actor has the client open on a call (renewed every 15 s, forgotten after 45), or has closed it.</summary>
[Needs(Permission.WorkOffers)]
public sealed record HoldLine(Guid ClientId, bool Open) : IQuery<IReadOnlyList<OnTheLine>>, IAboutClient;

/// <summary>Runs the expiry and rule scan as of a day.</summary>
[Needs(Permission.Scan)]
public sealed record RunScan(DateOnly? AsOf) : ICommand<ScanResult>;

/// <param name="Opened">Offers opened for expiring contracts.</param>
/// <param name="AlreadyCovered">Due contracts that an offer covered before.</param>
/// <param name="NotAllowed">Due contracts with a stated reason why not.</param>
/// <param name="Missing">Due contracts with neither; never anything but 0 unless something is broken.</param>
/// <param name="OpenedByRule">Offers opened by cross-sell rules on what was bought.</param>
public sealed record ScanResult(int Opened, int AlreadyCovered, int NotAllowed, int Missing, int OpenedByRule);

/// <summary>Whether every due contract in the actor's scope has an offer, or a stated reason why not.</summary>
[Needs(Permission.Scan)]
public sealed record GetCoverage(DateOnly? AsOf) : IQuery<Coverage>;

/// <summary>The proof that nothing is forgotten.</summary>
/// <param name="Excused">By reason: <c>doNotContact</c>, <c>noConsent</c>, <c>wrongContact</c>, <c>cooldown</c>, <c>productNotOffered</c>, <c>outOfSeason</c>, <c>notEligible</c>, <c>heldOut</c> (control group of a campaign), <c>importHeld</c> (an import waits for its release).</param>
/// <param name="WithoutDate">Live contracts of products with a term whose expiry is missing or lies before the start.</param>
public sealed record Coverage(int Due, int Covered, IReadOnlyDictionary<string, int> Excused, int Missing, int WithoutDate, IReadOnlyList<CoverageGap> Gaps);

/// <param name="Why">A reason of <see cref="Coverage.Excused"/>, <c>withoutDate</c> or <c>missing</c>.</param>
public sealed record CoverageGap(Guid ContractId, string? ExternalId, Guid ClientId, string ClientName, string Product, DateOnly? Expiry, string Why);

/// <summary>Who to call, when, why, what to offer, what they hold and what was said last.</summary>
/// <param name="Queue">As in <see cref="GetWorklist"/>.</param>
[Needs(Permission.WorkOffers)]
public sealed record GetToday(string? Advisor, DateOnly? Until, string? After, int Limit, WorkQueue? Queue = null) : IQuery<TodayList>;

public sealed record TodayList(int Overdue, int DueToday, int NextDays, IReadOnlyList<TodayItem> Items, string? Next);

/// <param name="Holds">Products held here and elsewhere, <c>line/code</c>.</param>
/// <param name="LastSaid">The last contact with the client, whatever it was about.</param>
/// <param name="Purpose">Whether it is an approach about an open offer, and in which right: only while that is so does it show.</param>
public sealed record TodayItem(
    Guid TaskId,
    string Kind,
    string Title,
    DateOnly DueOn,
    DateTimeOffset? DueAt,
    Guid? ClientId,
    string ClientName,
    string? Phone,
    string? City,
    Guid? OfferId,
    string? Product,
    string? Variant,
    Reason? Why,
    DateOnly? ContactUntil,
    int Attempts,
    IReadOnlyList<string> Holds,
    ContactAttempt? LastSaid,
    string? LastSaidAbout,
    Guid? DocumentId,
    ContactPurpose? Purpose,
    TodayTask? Task = null,
    Guid? ProcessId = null);

/// <summary>Whose the task is and how it came to them.</summary>
/// <param name="InQueue">Nobody has taken it yet.</param>
/// <param name="About">The slipping task that this one tells of.</param>
public sealed record TodayTask(bool InQueue, string? DelegatedBy, string? DelegateNote, string? Cause, DateOnly? WindowUntil, Guid? About);

/// <summary>One task of Today, with the same facts.</summary>
[Needs(Permission.WorkOffers)]
public sealed record GetTodayItem(Guid TaskId) : IQuery<TodayItem>;

/// <summary>The business day of the last scan, or nothing when there was none.</summary>
[Needs(Permission.Scan)]
public sealed record LastScan : IQuery<DateOnly?>;
