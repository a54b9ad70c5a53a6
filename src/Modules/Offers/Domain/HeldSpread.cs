using CrossSell.Offers.Data;

namespace CrossSell.Offers.Domain;

/// <summary>When contracts that an import held may open their offers: evenly over the weeks, the earliest notice deadline first, none after its deadline.</summary>
internal static class HeldSpread
{
    public static IReadOnlyDictionary<Guid, DateOnly> Over(IReadOnlyCollection<DueContract> due, DateOnly today, int weeks)
    {
        var inTurn = due.OrderBy(d => d.NoticeBy).ThenBy(d => d.ContractId).ToList();
        return inTurn
            .Select((d, i) => (d.ContractId, Day: Earlier(today.AddDays((int)((long)i * weeks * 7 / inTurn.Count)), d.NoticeBy > today ? d.NoticeBy : today)))
            .Where(d => d.Day > today)
            .ToDictionary(d => d.ContractId, d => d.Day);
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
