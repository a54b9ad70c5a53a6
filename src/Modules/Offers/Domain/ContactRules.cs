using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>Whether, how and when a client may be approached: decided here for scans, offers, follow-ups and calls alike.</summary>
internal static class ContactRules
{
    private const int Week = 7;

    private static readonly TimeSpan Breather = TimeSpan.FromMinutes(30);

    private static readonly string[] Channels = ["phone", "email", "post"];

    public static ContactPurpose PurposeOf(string reasonCode, string? heldAt) =>
        reasonCode == "expiry" && heldAt == "us" ? ContactPurpose.Service : ContactPurpose.Marketing;

    /// <summary>The channels allowed for a purpose, the most personal first; what is allowed for marketing is allowed for service.</summary>
    public static IEnumerable<string> Allowed(IReadOnlyCollection<string> granted, ContactPurpose purpose) =>
        Channels.Where(c => granted.Contains($"{c}:marketing") || (purpose == ContactPurpose.Service && granted.Contains($"{c}:service")));

    /// <summary>How to approach a client: as wished where that is allowed and can be done, else by the first allowed channel for which there is a number or address, else the first allowed one.</summary>
    public static ContactChannel ChannelOf(IReadOnlyCollection<string> granted, ContactPurpose purpose, bool hasPhone, bool hasEmail, ContactChannel? wish = null)
    {
        var allowed = Allowed(granted, purpose).ToList();
        var possible = allowed.FindAll(c => c switch { "phone" => hasPhone, "email" => hasEmail, _ => true });
        return wish is { } wished && possible.Contains(ConsentOf(wished)) ? wished : Channel(possible.FirstOrDefault() ?? allowed.FirstOrDefault());
    }

    /// <summary>The first day from <paramref name="day"/> on which one more approach keeps within the week's number; a day with an approach already takes another offer along.</summary>
    public static DateOnly FirstAllowed(this ContactPolicy policy, IReadOnlyCollection<DateOnly> approached, DateOnly day)
    {
        while (!approached.Contains(day) && approached.Where(d => d < day && d > day.AddDays(-Week)).Order().ToList() is var before && before.Count >= policy.ApproachesPerWeek)
        {
            day = before[before.Count - policy.ApproachesPerWeek].AddDays(Week);
        }

        return day;
    }

    /// <summary>As <see cref="FirstAllowed"/>, on a working day.</summary>
    public static DateOnly FirstWorkingDay(this ContactPolicy policy, IReadOnlyCollection<DateOnly> approached, DateOnly day, WorkingDays workingDays)
    {
        for (var next = workingDays.OnOrAfter(day); ; next = workingDays.OnOrAfter(day))
        {
            day = policy.FirstAllowed(approached, next);
            if (day == next)
            {
                return day;
            }
        }
    }

    /// <summary>The minute at which the quiet hours that <paramref name="now"/> lies in are over, or nothing outside of them.</summary>
    public static DateTimeOffset? QuietUntil(this ContactPolicy policy, DateTimeOffset now, BusinessClock clock, WorkingDays workingDays)
    {
        var local = clock.Local(now);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        var rests = policy.QuietOnRestDays && !workingDays.IsWorkingDay(day);
        if (!rests && !IsQuiet(policy, time))
        {
            return null;
        }

        var next = rests || time >= policy.QuietUntil ? day.AddDays(1) : day;
        return clock.At(policy.QuietOnRestDays ? workingDays.OnOrAfter(next) : next, policy.QuietUntil);
    }

    public static ContactStanding Standing(ClientLive live, Func<DateTimeOffset, DateOnly> dateOf, DateOnly today)
    {
        var client = live.Client;
        if (client.DoNotContact)
        {
            return new ContactStanding([], [], [new ContactBlock("doNotContact", null)]);
        }

        var service = Allowed(client.Granted, ContactPurpose.Service).ToList();
        var marketing = Allowed(client.Granted, ContactPurpose.Marketing).ToList();
        var blocks = new List<ContactBlock>();
        if (service.Count == 0)
        {
            blocks.Add(new ContactBlock("noConsent", null));
        }
        else if (marketing.Count == 0)
        {
            blocks.Add(new ContactBlock("noMarketing", null));
        }

        if (live.PausedSince is not null)
        {
            blocks.Add(new ContactBlock("wrongContact", null));
        }

        var free = live.Policy.FirstAllowed(live.ApproachDays(dateOf), today);
        if (free > today)
        {
            blocks.Add(new ContactBlock("weekFull", free));
        }

        return new ContactStanding(service, marketing, blocks);
    }

    /// <summary>Why this offer's client must not be approached about it now, or nothing.</summary>
    public static ContactBlock? Against(ClientLive live, OfferView? offer, Func<DateTimeOffset, DateOnly> dateOf, DateOnly today)
    {
        var standing = Standing(live, dateOf, today);
        var needsMarketing = offer?.Purpose == ContactPurpose.Marketing;
        var asked = offer is not null && WasAskedFor(offer);
        return standing.Blocks.FirstOrDefault(b => b.Code switch { "noMarketing" => needsMarketing, "weekFull" => !asked, _ => true });
    }

    /// <summary>Whether no consent allows this way of approaching.</summary>
    public static bool IsForbidden(IReadOnlyCollection<string> granted, ContactPurpose purpose, ContactChannel channel) => !Allowed(granted, purpose).Contains(ConsentOf(channel));

    /// <summary>Nobody rings again a client who has just not answered, but at the minute for which they asked.</summary>
    public static bool WasNotReachedJustNow(ClientLive live, OfferView? offer, DateTimeOffset now)
    {
        var unanswered = live.Offers.SelectMany(o => o.Attempts).Where(a => a is { Outcome: Outcome.NoAnswer, Channel: "phone" } && now - a.RecordedAt < Breather).ToList();
        return unanswered.Count > 0 && !(offer?.PlannedAt is { } asked && WasAskedFor(offer) && unanswered.All(a => a.RecordedAt < asked));
    }

    /// <summary>The client asked for the next call of this offer: it is no approach of ours.</summary>
    public static bool WasAskedFor(OfferView offer) => offer.Attempts.LastOrDefault() is { Outcome: Outcome.CallBack };

    private static string ConsentOf(ContactChannel channel) => channel switch
    {
        ContactChannel.Email => "email",
        ContactChannel.Post => "post",
        _ => "phone",
    };

    private static ContactChannel Channel(string? consent) => consent switch
    {
        "email" => ContactChannel.Email,
        "post" => ContactChannel.Post,
        _ => ContactChannel.Phone,
    };

    private static bool IsQuiet(ContactPolicy policy, TimeOnly time) => time.IsBetween(policy.QuietFrom, policy.QuietUntil);
}
