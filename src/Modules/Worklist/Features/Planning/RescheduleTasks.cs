using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;
using FluentValidation;

namespace CrossSell.Worklist.Features.Planning;

internal sealed class RescheduleTasksValidator : AbstractValidator<RescheduleTasks>
{
    public RescheduleTasksValidator(BusinessClock clock)
    {
        RuleFor(r => r.TaskIds).Must(ids => ids.Count is > 0 and <= 500).WithErrorCode("ids").WithMessage("Choose 1 to 500 tasks.").OverridePropertyName("ids");
        RuleFor(r => r.DueOn).GreaterThanOrEqualTo(_ => clock.Today).WithErrorCode("inPast").WithMessage("The day must be today or later.");
        RuleFor(r => r.DueOn).Must(d => d is null || d <= clock.Today.AddDays(400)).WithErrorCode("tooFar").WithMessage("The day must be within 400 days.");
        RuleFor(r => r.SpreadOver).InclusiveBetween(1, 60).WithErrorCode("spreadOver").WithMessage("Spread over 1 to 60 working days.");
        RuleFor(r => r.DueOn).Must((r, _) => r.DueOn is null != r.SpreadOver is null).WithErrorCode("oneOf").WithMessage("Give a day, or over how many working days to spread.");
    }
}

internal sealed class RescheduleTasksHandler(PlanningData data, TaskMover mover, IPeople people, CallContext call, BusinessClock clock) : ICommandHandler<RescheduleTasks, Rescheduled>
{
    public async Task<Rescheduled> Handle(RescheduleTasks request, CancellationToken ct)
    {
        var actor = call.Actor;
        var today = clock.Today;
        var chosen = await data.Chosen([.. request.TaskIds.Distinct()], actor.Scope, actor.Language, ct);
        if (chosen.Count == 0)
        {
            throw new ConflictException("error.nothingToMove", "None of these tasks is open any more.");
        }

        var persons = chosen.Select(t => t.AdvisorId).ToHashSet();
        var days = await data.Workdays(persons, today, ct);
        var calls = await data.CallsOf(persons, actor.Language, ct);
        var to = request.DueOn is { } day ? chosen.ToDictionary(t => t.Id, _ => day) : Spread(chosen, calls, days, request.SpreadOver!.Value);
        if (!request.DryRun)
        {
            await mover.Move([.. chosen.Select(t => (t, to[t.Id]))], true, ct);
        }

        return new Rescheduled(
            [.. chosen.Select(t => Moved(t, to[t.Id]))], await Fill(chosen, calls, to, days, ct), request.TaskIds.Distinct().Count() - chosen.Count, request.DryRun);
    }

    internal static MovedTask Moved(PlannedTask t, DateOnly to) =>
        new(t.Id, t.ClientId, t.ClientName, t.Title, t.OfferId, t.DueOn, to, t.WindowUntil, t.WindowUntil is { } last && to > last);

    private Dictionary<Guid, DateOnly> Spread(List<PlannedTask> chosen, List<PlannedTask> calls, Workdays days, int over)
    {
        var today = clock.Today;
        var last = days.Add(days.OnOrAfter(today), over - 1);
        var planner = new CallPlanner(days, today);
        var moving = chosen.Select(t => t.Id).ToHashSet();
        foreach (var stays in calls.Where(t => !moving.Contains(t.Id)))
        {
            planner.Take(stays.AdvisorId, stays.ClientId, stays.DueOn < today ? today : stays.DueOn);
        }

        return planner.Spread(chosen.Select(t => new CallToPlan(t.Id, t.AdvisorId, t.ClientId, today, t.WindowUntil is { } until && until >= today && until < last ? until : last)))
            .ToDictionary(p => p.Id, p => p.Day);
    }

    /// <summary>How the days touched fill, counted in clients to call.</summary>
    private async Task<List<DayLoad>> Fill(List<PlannedTask> chosen, List<PlannedTask> calls, Dictionary<Guid, DateOnly> to, Workdays days, CancellationToken ct)
    {
        var names = await people.ById([.. chosen.Select(t => t.AdvisorId).Distinct()], ct);
        var before = calls.Select(t => (t.AdvisorId, Day: t.DueOn, t.ClientId)).Distinct().ToLookup(t => (t.AdvisorId, t.Day));
        var after = calls.Concat(chosen.Where(c => calls.All(k => k.Id != c.Id)))
            .Select(t => (t.AdvisorId, Day: to.GetValueOrDefault(t.Id, t.DueOn), t.ClientId)).Distinct().ToLookup(t => (t.AdvisorId, t.Day));
        return [.. chosen.Select(t => (t.AdvisorId, Day: to[t.Id])).Distinct().OrderBy(k => k.Day).ThenBy(k => k.AdvisorId)
            .Select(k => new DayLoad(
                k.AdvisorId, names.GetValueOrDefault(k.AdvisorId)?.Name ?? "–", k.Day, before[k].Count(), after[k].Count(), days.Capacity(k.AdvisorId, k.Day), days.Capacity(k.AdvisorId, k.Day) == 0))];
    }
}
