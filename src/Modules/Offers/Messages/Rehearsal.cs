using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Offers.Messages;

/// <summary>What a rule would do if it were switched on now: tried on every client in the actor's scope for thirteen weeks, changing nothing.</summary>
/// <param name="Line">The line whose rule it is.</param>
/// <param name="MoreThan">Clients touched more often than this in the thirteen weeks are counted; 1-20.</param>
[Needs(Permission.ManageCatalog)]
public sealed record RehearseRule(string Line, RuleDefinition Rule, int MoreThan = 3) : IQuery<RuleRehearsal>;

/// <param name="Clients">How many clients were looked at.</param>
/// <param name="Now">How many of them it would be offered to today.</param>
/// <param name="Total">How many in the thirteen weeks, today's among them.</param>
/// <param name="OpensByItself">Whether it opens offers by itself (a rule about what was bought); otherwise it suggests, and each suggestion is at most one task.</param>
/// <param name="Weeks">Thirteen of them, the present one first.</param>
/// <param name="Advisors">The same by advisor, the busiest first.</param>
/// <param name="TouchedMoreThan">Clients that would be approached more often than <paramref name="MoreThan"/> in the thirteen weeks, with what is open and what expires.</param>
/// <param name="NotAllowed">Clients for whom the rule holds and who may not be offered it now, by reason: <c>noMarketing</c>, <c>doNotContact</c>, <c>held</c>, <c>open</c>, <c>outOfSeason</c>, <c>notEligible</c>, <c>cooldown</c>, <c>lineSaysNo</c>, <c>wrongContact</c>, <c>heldOut</c>.</param>
/// <param name="PolicyClashes">Clients whose week is full of approaches already, so that theirs waits.</param>
/// <param name="Clashes">Other rules that offer the same product to the same clients.</param>
/// <param name="Examples">Some of the clients.</param>
public sealed record RuleRehearsal(
    int Clients,
    int Now,
    int Total,
    bool OpensByItself,
    IReadOnlyList<RehearsedWeek> Weeks,
    IReadOnlyList<RehearsedAdvisor> Advisors,
    int MoreThan,
    int TouchedMoreThan,
    IReadOnlyDictionary<string, int> NotAllowed,
    int PolicyClashes,
    IReadOnlyList<RuleClash> Clashes,
    IReadOnlyList<RehearsedClient> Examples);

/// <param name="From">First day of the week.</param>
/// <param name="Tasks">Clients it would be offered to for the first time in this week.</param>
public sealed record RehearsedWeek(DateOnly From, int Tasks);

/// <param name="ByWeek">Thirteen numbers.</param>
public sealed record RehearsedAdvisor(Guid AdvisorId, string Name, int Total, IReadOnlyList<int> ByWeek);

/// <param name="Rule"><c>line/code</c>.</param>
/// <param name="Clients">Clients for whom both speak today.</param>
/// <param name="Wins">Whether the other one is said, being of higher priority.</param>
public sealed record RuleClash(string Rule, int Priority, int Clients, bool Wins);

public sealed record RehearsedClient(Guid Id, string Name, DateOnly On);
