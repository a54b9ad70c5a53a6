using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Offers.Messages;

/// <summary>Why a client is approached: about what they hold here, or to sell something.</summary>
public enum ContactPurpose
{
    /// <summary>A contract held here is about to expire: part of serving it.</summary>
    Service,

    /// <summary>Everything else, a competitor's expiring contract too.</summary>
    Marketing,
}

/// <summary>When and how often clients may be approached, whatever rule or campaign asks for it.</summary>
/// <param name="ApproachesPerWeek">1-7: on how many days of any seven a client may be approached. Several offers spoken of on one day are one approach; a call the client asked for is none.</param>
/// <param name="QuietFrom">From this minute on (business time zone) nobody is called, until <paramref name="QuietUntil"/> next morning.</param>
/// <param name="QuietOnRestDays">Whether Saturdays, Sundays and public holidays are quiet all day.</param>
/// <param name="Version">Grows with every change; the ETag.</param>
[GenerateSerializer, Immutable]
public sealed record ContactPolicy(
    [property: Id(0)] int ApproachesPerWeek,
    [property: Id(1)] TimeOnly QuietFrom,
    [property: Id(2)] TimeOnly QuietUntil,
    [property: Id(3)] bool QuietOnRestDays,
    [property: Id(4)] int Version)
{
    public static ContactPolicy Default { get; } = new(3, new TimeOnly(20, 0), new TimeOnly(8, 0), true, 0);
}

[Needs(Permission.SeeCatalog)]
public sealed record GetContactPolicy : IQuery<ContactPolicy>;

/// <param name="IfVersion">Refused as stale when the policy has another version.</param>
[Needs(Permission.ManageCatalog)]
public sealed record SetContactPolicy(int ApproachesPerWeek, TimeOnly QuietFrom, TimeOnly QuietUntil, bool QuietOnRestDays, int? IfVersion) : ICommand<ContactPolicy>;

/// <summary>Whether and how a client may be approached now.</summary>
/// <param name="Service">Channels allowed about what the client holds here: <c>phone</c>, <c>email</c>, <c>post</c>.</param>
/// <param name="Marketing">Channels allowed for selling.</param>
/// <param name="Blocks">Why not, when something stands against it.</param>
[GenerateSerializer, Immutable]
public sealed record ContactStanding([property: Id(0)] List<string> Service, [property: Id(1)] List<string> Marketing, [property: Id(2)] List<ContactBlock> Blocks);

/// <param name="Code"><c>doNotContact</c>, <c>wrongContact</c> (the data are being corrected), <c>noConsent</c> (nothing allowed), <c>noMarketing</c> (service only), <c>weekFull</c> (approached often enough).</param>
/// <param name="Until">The day from which it stands no more, when that is known.</param>
[GenerateSerializer, Immutable]
public sealed record ContactBlock([property: Id(0)] string Code, [property: Id(1)] DateOnly? Until);

/// <summary>Withdraws the open offers about which their clients may no longer be approached, and moves approaches out of weeks that are full. Done nightly; done twice is done once.</summary>
[Needs(Permission.Scan)]
public sealed record KeepContactPolicy : ICommand<ContactPolicyKept>;

public sealed record ContactPolicyKept(int Withdrawn, int Moved);
