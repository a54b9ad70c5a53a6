using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Offers.Messages;

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

/// <summary>The business day of the last scan, or nothing when there was none.</summary>
[Needs(Permission.Scan)]
public sealed record LastScan : IQuery<DateOnly?>;
