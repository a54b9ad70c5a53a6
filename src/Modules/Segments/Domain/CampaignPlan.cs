using System.Security.Cryptography;

namespace CrossSell.Segments.Domain;

/// <summary>A client to be given a day.</summary>
/// <param name="Days">On which they were approached in the last week, or are going to be.</param>
/// <param name="Meant">On which another campaign means to approach them, which may still move.</param>
internal sealed record Candidate(Guid ClientId, Guid AdvisorId, IReadOnlyList<DateOnly> Days, IReadOnlyList<DateOnly>? Meant = null);

/// <summary>Who is in the control group: drawn by campaign and client, so that nobody chooses and a second draw is the same.</summary>
internal static class ControlGroup
{
    public static bool Has(Guid campaign, Guid client, int percent) => Number(campaign, client) % 100 < percent;

    /// <summary>An order that nothing else has to do with.</summary>
    public static int Number(Guid campaign, Guid client)
    {
        Span<byte> both = stackalloc byte[32];
        campaign.TryWriteBytes(both, bigEndian: true, out _);
        client.TryWriteBytes(both[16..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(both, hash);
        return (int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash) >> 1);
    }
}

/// <summary>
/// Gives the clients of a campaign their days: each the first on which the advisor has room, the campaign's number for a day is not reached, and no seven days of the client have more approaches
/// than the contact policy allows.
/// </summary>
/// <param name="capacity">How many clients an advisor can call on a day; 0 when away.</param>
/// <param name="perDay">Of this campaign.</param>
/// <param name="perWeek">Approaches a client may have in any seven days.</param>
internal sealed class CampaignPlan(Func<Guid, DateOnly, int> capacity, int perDay, int perWeek, DateOnly from, DateOnly until)
{
    private const int Week = 7;
    private readonly Dictionary<(Guid Advisor, DateOnly Day), HashSet<Guid>> _load = [];
    private readonly Dictionary<(Guid Advisor, DateOnly Day), HashSet<Guid>> _meant = [];
    private readonly Dictionary<(Guid Advisor, DateOnly Day), int> _given = [];
    private readonly Dictionary<Guid, DateOnly> _firstOpen = [];

    /// <summary>A call that is there already.</summary>
    public void Take(Guid advisor, Guid client, DateOnly day) => Of(_load, advisor, day).Add(client);

    /// <summary>A call that somebody else means to have there: it takes room, and as it may still move, nobody else gets on that day because of it.</summary>
    public void Mean(Guid advisor, Guid client, DateOnly day) => Of(_meant, advisor, day).Add(client);

    /// <summary>A client of this campaign that has been given its day before.</summary>
    public void Given(Guid advisor, DateOnly day) => _given[(advisor, day)] = _given.GetValueOrDefault((advisor, day)) + 1;

    /// <returns>The day, and whether the policy let an earlier one pass; nothing when there is none.</returns>
    public (DateOnly Day, bool Later)? Place(Candidate candidate)
    {
        var later = false;
        for (var day = FirstOpen(candidate.AdvisorId); day <= until; day = day.AddDays(1))
        {
            if (!HasRoom(candidate, day))
            {
                continue;
            }

            if (Fits(candidate, day))
            {
                Take(candidate.AdvisorId, candidate.ClientId, day);
                Given(candidate.AdvisorId, day);
                return (day, later);
            }

            later = true;
        }

        return null;
    }

    /// <summary>The first day that is not closed to everybody: most campaigns fill days from the front.</summary>
    private DateOnly FirstOpen(Guid advisor)
    {
        var day = _firstOpen.GetValueOrDefault(advisor, from);
        while (day <= until && IsClosed(advisor, day))
        {
            day = day.AddDays(1);
        }

        return _firstOpen[advisor] = day;
    }

    private bool IsClosed(Guid advisor, DateOnly day) => capacity(advisor, day) == 0 || _given.GetValueOrDefault((advisor, day)) >= perDay;

    private bool Fits(Candidate candidate, DateOnly day)
    {
        if (candidate.Days.Contains(day))
        {
            return true;
        }

        var near = candidate.Days.Concat(candidate.Meant ?? []).Append(day).Distinct().ToList();
        return Enumerable.Range(0, Week).Select(back => day.AddDays(-back)).All(first => near.Count(d => d >= first && d < first.AddDays(Week)) <= perWeek);
    }

    private bool HasRoom(Candidate candidate, DateOnly day)
    {
        var (advisor, client) = (candidate.AdvisorId, candidate.ClientId);
        var load = Of(_load, advisor, day);
        return !IsClosed(advisor, day) && (load.Contains(client) || load.Count + Of(_meant, advisor, day).Count(c => c != client && !load.Contains(c)) < capacity(advisor, day));
    }

    private static HashSet<Guid> Of(Dictionary<(Guid Advisor, DateOnly Day), HashSet<Guid>> all, Guid advisor, DateOnly day) => all.TryGetValue((advisor, day), out var load) ? load : all[(advisor, day)] = [];
}
