using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features.Planning;

internal sealed class PlanCallsHandler(PlanningData data) : IQueryHandler<PlanCalls, IReadOnlyDictionary<Guid, PlannedCall>>
{
    public async Task<IReadOnlyDictionary<Guid, PlannedCall>> Handle(PlanCalls request, CancellationToken ct)
    {
        if (request.Calls.Count == 0)
        {
            return new Dictionary<Guid, PlannedCall>();
        }

        var people = request.Calls.Select(c => c.AdvisorId).ToHashSet();
        var planner = new CallPlanner(await data.Workdays(people, request.From, ct), request.From);
        foreach (var taken in (await data.Load(people, request.From, ct)).Concat(request.Beside ?? []))
        {
            planner.Take(taken.AdvisorId, taken.ClientId, taken.Day);
        }

        return planner.Plan(request.Calls).ToDictionary(p => p.Id);
    }
}

internal sealed class CapacityOfDaysHandler(PlanningData data) : IQueryHandler<CapacityOfDays, IReadOnlyList<DayCapacity>>
{
    public async Task<IReadOnlyList<DayCapacity>> Handle(CapacityOfDays request, CancellationToken ct)
    {
        var days = await data.Workdays(request.People, request.From, ct);
        return [.. request.People.SelectMany(p => Enumerable.Range(0, request.Until.DayNumber - request.From.DayNumber + 1)
            .Select(n => request.From.AddDays(n)).Select(day => new DayCapacity(p, day, days.Capacity(p, day))))];
    }
}
