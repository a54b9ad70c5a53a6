using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Features.Planning;

namespace CrossSell.Worklist.Features.Handover;

internal sealed class RoomOfPeople(PlanningData data, BusinessClock clock) : IKnowsRoom
{
    private const int Days = 28;

    public async Task<IReadOnlyDictionary<Guid, int>> Room(IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var (today, last) = (clock.Today, clock.Today.AddDays(Days - 1));
        var days = await data.Workdays(people, today, ct);
        var load = (await data.Load(people, today, ct)).Where(t => t.Day <= last).ToLookup(t => t.AdvisorId);
        return people.Distinct().ToDictionary(p => p, p => Math.Max(0, Enumerable.Range(0, Days).Sum(n => days.Capacity(p, today.AddDays(n))) - load[p].Count()));
    }
}
