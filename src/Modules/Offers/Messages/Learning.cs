using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Offers.Messages;

/// <summary>Why a product is suggested, as facts that can be counted again: kept with the offer that is opened from it.</summary>
/// <param name="Model">What was learned, <c>line@version</c>; none where rules alone spoke.</param>
/// <param name="Chance">Of the product being the client's next one, or, once enough offers were answered, of a yes; 0 to 1.</param>
/// <param name="Calibrated">Whether <paramref name="Chance"/> is one of a yes, measured on answered offers.</param>
/// <param name="Value">What a sale is worth to the house, where the line says so.</param>
/// <param name="Facts">What speaks for it, the strongest first.</param>
/// <param name="Rule">The rule that says so, <c>line/code</c>, in <paramref name="RuleVersion"/>.</param>
/// <param name="Deadline">The day by which the rule's occasion is over.</param>
/// <param name="LastNo">The day the client last said no to the product.</param>
/// <param name="Channel">How the client may be approached about it.</param>
[GenerateSerializer, Immutable]
public sealed record SuggestionEvidence(
    [property: Id(0)] string? Model,
    [property: Id(1)] double? Chance,
    [property: Id(2)] bool Calibrated,
    [property: Id(3)] decimal? Value,
    [property: Id(4)] List<EvidenceFact> Facts,
    [property: Id(5)] string? Rule,
    [property: Id(6)] string? RuleVersion,
    [property: Id(7)] DateOnly? Deadline,
    [property: Id(8)] DateOnly? LastNo,
    [property: Id(9)] ContactChannel? Channel)
{
    /// <summary>The day it was said.</summary>
    [Id(10)]
    public DateOnly On { get; init; }

    /// <summary>The chance as the model says it, before answered offers bend it: what later calibration is measured on.</summary>
    [Id(12)]
    public double? Raw { get; init; }

    /// <summary>How the client came by it: <c>learned</c>, <c>explored</c> (put forward to learn from), or <c>control</c> (rules alone, to compare with).</summary>
    [Id(11)]
    public string Group { get; init; } = "learned";
}

/// <summary>One fact that speaks for a product.</summary>
/// <param name="Kind"><c>holds</c>, <c>held</c> (once, and no longer), <c>last</c> (gained last), <c>since</c> (how long ago that was), <c>month</c> (it is now), <c>trait</c> (what the client is), or <c>line</c> (nothing but that many clients of the line hold it).</param>
/// <param name="Of">The product, <c>line/code</c>; the trait (<c>age</c>, <c>kind</c>, <c>attr.NAME</c>); the line; empty for <c>since</c> and <c>month</c>.</param>
/// <param name="Value">The value of a trait, or its range; the range of days; the number of the month.</param>
/// <param name="Since">Since when the client holds it; when something was gained last.</param>
/// <param name="Both">How many clients it is true of who hold the suggested product, of <paramref name="Clients"/> whom it is true of, on the day of learning.</param>
/// <param name="Adds">What it adds to the log odds.</param>
[GenerateSerializer, Immutable]
public sealed record EvidenceFact(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Of,
    [property: Id(2)] string? Value,
    [property: Id(3)] DateOnly? Since,
    [property: Id(4)] int Both,
    [property: Id(5)] int Clients,
    [property: Id(6)] double Adds)
{
    /// <summary>What must hold too: the numbers are of both facts together.</summary>
    [Id(7)]
    public AlsoFact? And { get; init; }

    /// <summary>The numbers are of gains: how many were of the suggested product, of all that were made in the line while the fact held.</summary>
    [Id(8)]
    public bool Next { get; init; }

    /// <summary>The share of them who hold it, 0 to 1.</summary>
    public double Share => Clients == 0 ? 0 : (double)Both / Clients;
}

/// <summary>The second of two facts that count together, in the words of <see cref="EvidenceFact"/>.</summary>
[GenerateSerializer, Immutable]
public sealed record AlsoFact([property: Id(0)] string Kind, [property: Id(1)] string Of, [property: Id(2)] string? Value, [property: Id(3)] DateOnly? Since);

/// <summary>Learns from the portfolio and from answered offers, line by line, and keeps a new version of each model that differs.</summary>
/// <param name="OnlyIfChanged">Does nothing while contracts, clients, answers and rules are as they were.</param>
[Needs(Permission.ManageCatalog)]
public sealed record LearnSuggestions(bool OnlyIfChanged = false) : ICommand<IReadOnlyList<ModelVersion>>;

/// <summary>The versions of the models, the newest first.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record ListModels(string? Line = null, int Limit = 50) : IQuery<IReadOnlyList<ModelVersion>>;

/// <summary>What was learned of a line at one time. Versions are kept and never changed.</summary>
/// <param name="Kind"><c>evidence</c>, <c>softmax</c>, <c>pairs</c>, <c>ease</c>, <c>popularity</c>; <c>rules</c> while there is too little to learn from.</param>
/// <param name="Contracts">Products of the line held, counted once a client; by how many <paramref name="Clients"/>.</param>
/// <param name="Lessons">What was learned from: gains, or products left out in turn.</param>
/// <param name="From">First and last day of the gains learned from; none where dates say nothing.</param>
/// <param name="Tried">What each way of ranking achieved in the replay, best first; the first one was taken.</param>
/// <param name="ByTime">The replay tried later days; else other clients, leaving out one product each.</param>
/// <param name="Current">The one that ranks now.</param>
public sealed record ModelVersion(
    string Line,
    int Version,
    string Kind,
    DateTimeOffset LearnedAt,
    string LineVersion,
    int Contracts,
    int Clients,
    int Lessons,
    DateOnly? From,
    DateOnly? Until,
    bool ByTime,
    IReadOnlyList<TriedWay> Tried,
    bool Current)
{
    /// <summary>From how many contracts and clients on a line is learned.</summary>
    public static (int Contracts, int Clients) Fewest => (Domain.Learning.LineLearner.FewestContracts, Domain.Learning.LineLearner.FewestClients);
}

/// <summary>One way of ranking and what it achieved.</summary>
/// <param name="Traits">Whether it used what clients are.</param>
/// <param name="At1">How often the wanted product stood first; among the first three; five.</param>
/// <param name="Reciprocal">The mean of one over its place.</param>
/// <param name="Cases">How many times it was tried.</param>
public sealed record TriedWay(string Kind, bool Traits, double Setting, double At1, double At3, double At5, double Reciprocal, int Cases);

/// <summary>Ranks up to <paramref name="Most"/> products for every client in the actor's scope, and hands them to <paramref name="Take"/> client by client, as they come.</summary>
/// <param name="Take">Called in the order of client ids; slow takers slow the ranking.</param>
[Needs(Permission.SeeClients)]
public sealed record SuggestForAll(int Most, Func<ClientSuggestions, Task> Take) : IQuery<SuggestedAll>;

/// <param name="ExternalId">The client's own id where there is one.</param>
public sealed record ClientSuggestions(Guid ClientId, string? ExternalId, string Language, IReadOnlyList<Suggestion> Suggestions);

/// <param name="Clients">All clients looked at; <paramref name="Without"/> those who get no suggestion.</param>
/// <param name="ByRulesAlone">Lines with too little to learn from.</param>
/// <param name="ConsentsUnknown">No client of the house has ever been asked for consent: they were ranked all the same, and none may be approached before asking.</param>
public sealed record SuggestedAll(int Clients, int Suggestions, int Without, IReadOnlyList<string> ByRulesAlone, bool ConsentsUnknown);

/// <summary>How well chances foretold answers, and whether what was learned sells more than rules alone: offers of the last year in the actor's scope.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record GetSuggestionFigures : IQuery<SuggestionFigures>;

/// <param name="Reliability">Answered offers by the chance that was said when they were opened, in tenths.</param>
/// <param name="Calibrated">Those chances were of a yes; else, while too few offers are answered, of being the next product, which is less than a yes to an offer.</param>
/// <param name="Answered">Answered offers with a chance; <paramref name="Needed"/> are needed before chances are calibrated.</param>
/// <param name="Groups">Clients with what was learned, and those with rules alone.</param>
/// <param name="ControlShare">Share of clients kept aside with rules alone, 0 to 1; <paramref name="ExploreShare"/> of whom one suggestion explores.</param>
public sealed record SuggestionFigures(
    IReadOnlyList<ReliabilityBin> Reliability, bool Calibrated, int Answered, int Needed, IReadOnlyList<SuggestionGroup> Groups, double ControlShare, double ExploreShare);

/// <param name="From">Chances from here, included, to <paramref name="Until"/>.</param>
/// <param name="Said">The mean of the chances said; <paramref name="Yes"/> the share that said yes, with the bounds between which it lies with 95 % certainty.</param>
public sealed record ReliabilityBin(double From, double Until, int Offers, double Said, double Yes, double Low, double High);

/// <param name="Group"><c>learned</c>, <c>control</c>, or <c>explored</c> (offers put forward to learn from; they count among the learned too).</param>
/// <param name="Clients">Clients of the group; none for explored offers.</param>
/// <param name="Rate">Yes among the answered, with the bounds between which it lies with 95 % certainty.</param>
/// <param name="PerHundred">Yes for every hundred clients of the group.</param>
public sealed record SuggestionGroup(string Group, int? Clients, int Opened, int Answered, int Yes, double Rate, double Low, double High, double? PerHundred);
