using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;
using FluentValidation;

namespace CrossSell.Worklist.Features.Planning;

internal sealed class GetPlanningValidator : AbstractValidator<GetPlanning>
{
    public GetPlanningValidator() => RuleFor(p => p.Weeks).InclusiveBetween(1, 26).WithErrorCode("weeks").WithMessage("1 to 26 weeks.");
}

internal sealed class GetPlanningHandler(Database database, PlanningData data, IPeople people, CallContext call, BusinessClock clock) : IQueryHandler<GetPlanning, Messages.Planning>
{
    public async Task<Messages.Planning> Handle(GetPlanning request, CancellationToken ct)
    {
        var today = clock.Today;
        var monday = Monday(today);
        var advisors = await Advisors(ct);
        var days = await data.Workdays([.. advisors.Select(a => a.Id)], today, ct);
        var calls = (await data.CallsOf([.. advisors.Select(a => a.Id)], call.Actor.Language, ct)).Select(t => t.DueOn < today ? t with { DueOn = today } : t).Where(t => t.DueOn < monday.AddDays(7 * request.Weeks)).ToList();
        var shorts = Shortfall.Of(calls, days).ToLookup(s => (s.Task.AdvisorId, Monday(s.Task.DueOn)));
        var load = calls.GroupBy(t => (t.AdvisorId, t.DueOn)).ToDictionary(g => g.Key, g => g.Select(t => t.ClientId).Distinct().Count());
        var weeks = advisors.SelectMany(a => Enumerable.Range(0, request.Weeks).Select(w => Week(a, monday.AddDays(7 * w), today, days, load, shorts))).ToList();
        return new Messages.Planning([.. (await WithRoom(weeks, ct)).Where(w => w.Planned > 0 || w.DaysAway > 0 || w.Short.Count > 0).OrderBy(w => w.Monday).ThenBy(w => w.Advisor, StringComparer.CurrentCulture)]);
    }

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static PlanningWeek Week(
        Person advisor, DateOnly monday, DateOnly today, Workdays days, Dictionary<(Guid, DateOnly), int> load, ILookup<(Guid, DateOnly), (PlannedTask Task, string Why)> shorts)
    {
        var left = Enumerable.Range(0, 7).Select(d => monday.AddDays(d)).Where(d => d >= today).ToList();
        return new PlanningWeek(
            advisor.Id, advisor.Name, advisor.Email, monday,
            left.Sum(d => load.GetValueOrDefault((advisor.Id, d))),
            left.Sum(d => days.Capacity(advisor.Id, d)),
            left.Sum(d => Math.Max(0, load.GetValueOrDefault((advisor.Id, d)) - days.Capacity(advisor.Id, d))),
            left.Count(d => days.IsWorkingDay(d) && days.IsAway(advisor.Id, d)),
            [.. shorts[(advisor.Id, monday)].Select(s => new ShortCall(
                s.Task.Id, s.Task.OfferId, s.Task.ClientId, s.Task.ClientName, s.Task.Title, advisor.Id, s.Task.DueOn, s.Task.WindowUntil ?? s.Task.DueOn, s.Why)).OrderBy(s => s.WindowUntil)],
            []);
    }

    /// <summary>Who could help: colleagues with room in the same week, and whether they may see the clients already.</summary>
    private async Task<List<PlanningWeek>> WithRoom(List<PlanningWeek> weeks, CancellationToken ct)
    {
        var seers = new Dictionary<Guid, HashSet<Guid>>();
        foreach (var advisor in weeks.Where(w => w.Short.Count > 0).Select(w => w.AdvisorId).Distinct())
        {
            seers[advisor] = [.. (await people.WhoSee(advisor, ct)).Select(p => p.Id)];
        }

        return [.. weeks.Select(w => w.Short.Count == 0 ? w : w with
        {
            Room = [.. weeks.Where(o => o.Monday == w.Monday && o.AdvisorId != w.AdvisorId && o.Capacity > o.Planned)
                .Select(o => new RoomOfColleague(o.Email, o.Advisor, o.Capacity - o.Planned, seers[w.AdvisorId].Contains(o.AdvisorId)))
                .OrderByDescending(r => r.MaySee).ThenByDescending(r => r.Free).Take(3)],
        })];
    }

    private async Task<List<Person>> Advisors(CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await database.Query(
            $"select id, email, name, phone, role from access.pub_user where active and role in ('Advisor', 'Manager') and {scope.Sql("id", "$1")} order by name",
            r => new Person(r.GetGuid(0), r.GetString(1), r.GetString(2), r.MaybeText(3), Enum.Parse<Role>(r.GetString(4))),
            [scope.Advisors],
            ct);
    }
}
