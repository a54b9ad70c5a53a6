using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>The follow-up table of a line as it is in force, or as a version of it was.</summary>
/// <param name="Version">None for the version in force.</param>
[Needs(Permission.SeeCatalog)]
public sealed record GetFollowUps(string Line, int? Version = null) : IQuery<FollowUpTable>;

/// <param name="Source"><c>line</c> (its <c>line.json</c>) or <c>administrator</c>.</param>
/// <param name="LineVersion">The line's version when this version was made.</param>
/// <param name="By">Who made it.</param>
/// <param name="Rows">Read top down, first match wins; whole by itself.</param>
/// <param name="InForce">Whether it is the one that decides.</param>
/// <param name="Own">What the line's present <c>line.json</c> says, with the house's rows beneath.</param>
/// <param name="OwnVersion">The line's present version.</param>
/// <param name="OwnChanged">An administrator's table is in force and the line has brought other rows since it was made.</param>
/// <param name="Faults">What is wrong with it by now: a product or variant that it names may be gone.</param>
public sealed record FollowUpTable(
    string Line,
    Text LineName,
    int Version,
    string Source,
    string LineVersion,
    string By,
    DateTimeOffset At,
    string? Note,
    IReadOnlyList<FollowUpDefinition> Rows,
    bool InForce,
    IReadOnlyList<FollowUpDefinition> Own,
    string OwnVersion,
    bool OwnChanged,
    IReadOnlyList<FollowUpFault> Faults);

/// <summary>The versions of a line's table, newest first.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record ListFollowUpVersions(string Line) : IQuery<IReadOnlyList<FollowUpVersion>>;

/// <param name="Rows">How many rows it has.</param>
public sealed record FollowUpVersion(int Version, string Source, string LineVersion, string By, DateTimeOffset At, string? Note, int Rows, bool InForce);

/// <summary>What keeps a table from being whole; nothing is saved.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record CheckFollowUps(string Line, IReadOnlyList<FollowUpDefinition> Rows) : IQuery<IReadOnlyList<FollowUpFault>>;

/// <summary>Puts an administrator's table in force as a new version. Refused with every fault by row when it is not whole; saving what is in force already changes nothing.</summary>
/// <param name="Note">Why it was changed.</param>
/// <param name="IfVersion">Refused as stale when another version is in force.</param>
[Needs(Permission.ManageCatalog)]
public sealed record SaveFollowUps(string Line, IReadOnlyList<FollowUpDefinition> Rows, string? Note, int? IfVersion) : ICommand<FollowUpTable>;

/// <summary>Puts an earlier version in force again, as a new one.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record ReturnToFollowUps(string Line, int Version, int? IfVersion) : ICommand<FollowUpTable>;

/// <summary>Puts the line's own table in force again; from then on the line's new versions take effect by themselves.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record TakeLineFollowUps(string Line, int? IfVersion) : ICommand<FollowUpTable>;
