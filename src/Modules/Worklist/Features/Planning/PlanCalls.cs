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
