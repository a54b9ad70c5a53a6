using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;
using CsCheck;

namespace CrossSell.Unit.Worklist;

/// <summary>The planner alone: calls, capacity, leave and a day in; days and reasons out.</summary>
public sealed class Planning_calls
{
    /// <summary>A Monday.</summary>
    private static readonly DateOnly Today = new(2026, 9, 14);
    private static readonly Guid Anna = Guid.CreateVersion7();
    private static readonly Guid Bela = Guid.CreateVersion7();

    [Fact]
    public void Meets_every_deadline_of_the_book_that_started_this_product()
    {
        // 150 clients, four contracts each, ending all over the year; the scan opens each 45 days before its notice.
        var chance = new Random(150);
        var clients = Enumerable.Range(0, 150).Select(_ => Guid.CreateVersion7()).ToList();
        var contracts = clients.SelectMany(c => Enumerable.Range(0, 4).Select(n => (Client: c, Number: n, Notice: Today.AddDays(chance.Next(0, 365))))).ToList();
        var days = Days(15);
        var planner = new CallPlanner(days, Today);
        var planned = new List<(CallToPlan Call, PlannedCall Plan)>();
        for (var day = Today; day <= Today.AddDays(365); day = day.AddDays(1))
        {
            var due = contracts.Where(k => k.Notice.AddDays(-45) == day || (day == Today && k.Notice.AddDays(-45) < day)).ToList();
            contracts = [.. contracts.Except(due)];
            var calls = due.Select(k => Call(Anna, k.Client, day, k.Notice)).ToList();
            planned.AddRange(planner.Plan(calls).Select(p => (calls.Single(c => c.Id == p.Id), p)));
        }

        planned.Count.ShouldBe(600);
        planned.Where(p => p.Plan.Why is null).ShouldAllBe(p => p.Plan.Day >= p.Call.From && p.Plan.Day <= p.Call.Until);
        planned.Where(p => p.Plan.Why is not null).ShouldAllBe(p => Enumerable.Range(0, p.Call.Until.DayNumber - p.Call.From.DayNumber + 1).All(n => !WorkingDays.Hungary.IsWorkingDay(p.Call.From.AddDays(n))), "only a window without a working day may be missed");
        OverCapacity(planned, days).ShouldBeEmpty();
    }

    [Fact]
    public void Says_why_when_a_thousand_clients_end_on_one_day()
    {
        var days = Days(15);
        var calls = Enumerable.Range(0, 1000).Select(_ => Call(Anna, Guid.CreateVersion7(), Today, new DateOnly(2026, 10, 9))).ToList();

        var planned = new CallPlanner(days, Today).Plan(calls);

        // 20 working days of 15 calls; the rest is spread over them, and every one of it says so.
        planned.Count(p => p.Why is null).ShouldBe(300);
        planned.Where(p => p.Why is not null).ShouldAllBe(p => p.Why == "capacity");
        planned.GroupBy(p => p.Day).ShouldAllBe(d => d.Count() == 50);
    }

    [Fact]
    public void Plans_ten_thousand_calls_of_many_advisors()
    {
        var chance = new Random(10_000);
        var advisors = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
        var clients = Enumerable.Range(0, 2500).Select(i => (Advisor: advisors[i % 20], Id: Guid.CreateVersion7())).ToList();
        var calls = Enumerable.Range(0, 10_000).Select(i => Call(clients[i % 2500].Advisor, clients[i % 2500].Id, Today, Today.AddDays(chance.Next(10, 60)))).ToList();
        var days = Days(15);

        var planned = new CallPlanner(days, Today).Plan(calls);

        planned.Count.ShouldBe(10_000);
        planned.ShouldAllBe(p => p.Why == null);
        OverCapacity(planned.Select(p => (calls.Single(c => c.Id == p.Id), p)).ToList(), days).ShouldBeEmpty();
    }

    [Fact]
    public void Calls_a_client_once_for_several_offers()
    {
        var client = Guid.CreateVersion7();
        var planned = new CallPlanner(Days(1), Today).Plan(
        [
            Call(Anna, client, Today, Today.AddDays(4)), Call(Anna, client, Today, Today.AddDays(30)), Call(Anna, client, Today.AddDays(1), Today.AddDays(30)),
        ]);

        planned.Select(p => (p.Day, p.Why)).ShouldBe([(Today, null), (Today, null), (Today.AddDays(1), null)]);
    }

    [Fact]
    public void Takes_the_earliest_deadline_first()
    {
        var (late, early) = (Call(Anna, Guid.CreateVersion7(), Today, Today.AddDays(9)), Call(Anna, Guid.CreateVersion7(), Today, Today));

        var planned = new CallPlanner(Days(1), Today).Plan([late, early]).ToDictionary(p => p.Id);

        planned[early.Id].Day.ShouldBe(Today);
        planned[late.Id].Day.ShouldBe(Today.AddDays(1));
        planned.Values.ShouldAllBe(p => p.Why == null);
    }

    [Fact]
    public void Leaves_leave_weekends_and_holidays_free()
    {
        var days = Days(2, new Away(Anna, Today, Today.AddDays(2)));

        var planned = new CallPlanner(days, Today).Plan([.. Enumerable.Range(0, 6).Select(_ => Call(Anna, Guid.CreateVersion7(), Today, Today.AddDays(10)))]);

        planned.Select(p => p.Day).ShouldBe([Today.AddDays(3), Today.AddDays(3), Today.AddDays(4), Today.AddDays(4), Today.AddDays(7), Today.AddDays(7)]);
    }

    [Fact]
    public void Says_that_the_advisor_is_away_all_through_the_window()
    {
        var planned = new CallPlanner(Days(5, new Away(Anna, Today, Today.AddDays(11))), Today).Plan([Call(Anna, Guid.CreateVersion7(), Today, Today.AddDays(7))]).ShouldHaveSingleItem();

        planned.Why.ShouldBe("leave");
        planned.Day.ShouldBe(Today.AddDays(14), "the first day back");
    }

    [Fact]
    public void Says_that_a_window_has_no_working_day()
    {
        var saturday = Today.AddDays(5);

        var planned = new CallPlanner(Days(5), Today).Plan([Call(Anna, Guid.CreateVersion7(), saturday, saturday.AddDays(1))]).ShouldHaveSingleItem();

        planned.Why.ShouldBe("windowTooShort");
        planned.Day.ShouldBe(saturday.AddDays(-1), "the last working day before it");
    }

    [Fact]
    public void A_weekday_without_calls_is_left_out()
    {
        var own = new Dictionary<Guid, int[]> { [Anna] = [0, 3, 0, 0, 0, 1, 0] };

        var planned = new CallPlanner(new Workdays(WorkingDays.Hungary, 15, own, []), Today).Plan([.. Enumerable.Range(0, 5).Select(_ => Call(Anna, Guid.CreateVersion7(), Today, Today.AddDays(14)))]);

        planned.Select(p => p.Day.DayOfWeek).ShouldBe([DayOfWeek.Tuesday, DayOfWeek.Tuesday, DayOfWeek.Tuesday, DayOfWeek.Saturday, DayOfWeek.Tuesday]);
    }

    [Fact]
    public void Spreads_evenly()
    {
        var calls = Enumerable.Range(0, 30).Select(_ => Call(Anna, Guid.CreateVersion7(), Today, Today.AddDays(4))).ToList();

        var planned = new CallPlanner(Days(15), Today).Spread(calls);

        planned.GroupBy(p => p.Day).Select(d => d.Count()).ShouldBe([6, 6, 6, 6, 6]);
    }

    [Fact]
    public void Planning_anew_moves_only_who_has_to()
    {
        var stay = Enumerable.Range(0, 4).Select(i => (Call(Anna, Guid.CreateVersion7(), Today, Today.AddDays(20)), Today.AddDays(i))).ToList();
        var days = Days(5, new Away(Anna, Today.AddDays(1), Today.AddDays(2)));

        var planned = CallPlanner.PlanAnew(days, Today, stay, []).ToDictionary(p => p.Id);

        stay.Where(s => planned[s.Item1.Id].Day != s.Item2).Select(s => s.Item2).ShouldBe([Today.AddDays(1), Today.AddDays(2)]);
        planned.Values.ShouldAllBe(p => p.Why == null);
    }

    /// <summary>Whatever the book: all planned, nobody above capacity or on leave unless it says so, and no more left out than must be.</summary>
    [Fact]
    public void Never_overloads_a_day_in_silence()
    {
        var call = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 12], Gen.Int[-3, 25], Gen.Int[0, 20]);
        var away = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 20], Gen.Int[0, 8]);
        Gen.Select(call.List[0, 60], away.List[0, 3], Gen.Int[0, 3]).Sample((calls, leave, capacity) =>
        {
            var people = new[] { Anna, Bela };
            var clients = Enumerable.Range(0, 13).Select(i => new Guid(i + 1, 0, 0, new byte[8])).ToArray();
            var days = Days(capacity, [.. leave.Select(l => new Away(people[l.Item1], Today.AddDays(l.Item2), Today.AddDays(l.Item2 + l.Item3)))]);
            var wanted = calls.Select(c => Call(people[c.Item1], clients[c.Item2], Today.AddDays(c.Item3), Today.AddDays(c.Item3 + c.Item4))).ToList();

            var planned = new CallPlanner(days, Today).Plan(wanted).ToDictionary(p => p.Id);

            planned.Count.ShouldBe(wanted.Count);
            foreach (var fits in wanted.Where(c => planned[c.Id].Why is null))
            {
                planned[fits.Id].Day.ShouldBeInRange(fits.From < Today ? Today : fits.From, fits.Until);
                days.Capacity(fits.AdvisorId, planned[fits.Id].Day).ShouldBeGreaterThan(0);
            }

            OverCapacity([.. wanted.Select(c => (c, planned[c.Id]))], days).ShouldBeEmpty();
        }, iter: 300);
    }

    /// <summary>One call a client: against trying every matching, no deadline is missed that could be met.</summary>
    [Fact]
    public void Misses_no_deadline_that_can_be_met() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).List[1, 7].Sample(windows =>
        {
            var days = Days(1);
            var calls = windows.Select(w => Call(Anna, Guid.CreateVersion7(), Today.AddDays(w.Item1), Today.AddDays(Math.Min(4, w.Item1 + w.Item2)))).ToList();

            var met = new CallPlanner(days, Today).Plan(calls).Count(p => p.Why is null);

            met.ShouldBe(Best(calls, 0, []));
        }, iter: 400);

    private static int Best(List<CallToPlan> calls, int at, HashSet<DateOnly> taken)
    {
        if (at == calls.Count)
        {
            return 0;
        }

        var best = Best(calls, at + 1, taken);
        for (var day = calls[at].From; day <= calls[at].Until; day = day.AddDays(1))
        {
            if (taken.Add(day))
            {
                best = Math.Max(best, 1 + Best(calls, at + 1, taken));
                taken.Remove(day);
            }
        }

        return best;
    }

    /// <summary>Days with more clients than capacity among those that say they fit.</summary>
    private static IEnumerable<(Guid, DateOnly)> OverCapacity(IReadOnlyList<(CallToPlan Call, PlannedCall Plan)> planned, Workdays days) => planned
        .GroupBy(p => (p.Call.AdvisorId, p.Plan.Day))
        .Where(d => d.Select(p => p.Call.ClientId).Distinct().Count() > days.Capacity(d.Key.AdvisorId, d.Key.Day) && d.All(p => p.Plan.Why is null))
        .Select(d => d.Key);

    private static Workdays Days(int calls, params Away[] leave) => new(WorkingDays.Hungary, calls, new Dictionary<Guid, int[]>(), leave);

    private static CallToPlan Call(Guid advisor, Guid client, DateOnly from, DateOnly until) => new(Guid.CreateVersion7(), advisor, client, from, until);
}
