using CrossSell.Kernel.Time;
using CrossSell.Segments.Domain;
using CsCheck;

namespace CrossSell.Unit.Segments;

public sealed class Planning_a_campaign
{
    private static readonly DateOnly Monday = new(2026, 9, 14);

    [Fact]
    public void Never_breaks_capacity_the_campaign_s_number_or_the_contact_policy()
    {
        var day = Gen.Int[-6, 30].Select(Monday.AddDays);
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 6], Gen.Int[1, 60], Gen.Select(Gen.Int[0, 2], day.List[0, 4]).List[1, 60], Gen.Select(Gen.Int[0, 2], Gen.Int[0, 40], Gen.Int[0, 30]).List[0, 60]).Sample((perDay, perWeek, room, length, people, taken) =>
        {
            Guid[] advisors = [Id(1), Id(2), Id(3)];
            int Capacity(Guid advisor, DateOnly on) => WorkingDays.Hungary.IsWorkingDay(on) && !(advisor == advisors[2] && on < Monday.AddDays(7)) ? room : 0;
            var plan = new CampaignPlan(Capacity, perDay, perWeek, Monday, Monday.AddDays(length));
            var load = taken.Select(t => (Advisor: advisors[t.Item1], Client: Id(100 + t.Item2), Day: Monday.AddDays(t.Item3))).Distinct().ToList();
            foreach (var (advisor, client, on) in load)
            {
                plan.Take(advisor, client, on);
            }

            var placed = people.Select((p, i) => (Candidate: new Candidate(Id(100 + i), advisors[p.Item1], p.Item2), Number: i)).Select(c => (c.Candidate, Day: plan.Place(c.Candidate)?.Day)).ToList();

            foreach (var (candidate, on) in placed.Where(p => p.Day is not null).Select(p => (p.Candidate, p.Day!.Value)))
            {
                on.ShouldBeInRange(Monday, Monday.AddDays(length));
                Capacity(candidate.AdvisorId, on).ShouldBeGreaterThan(0);
                if (!candidate.Days.Contains(on))
                {
                    var all = candidate.Days.Append(on).Distinct().ToList();
                    Enumerable.Range(-6, 7).Select(on.AddDays).ShouldAllBe(first => all.Count(d => d >= first && d < first.AddDays(7)) <= perWeek);
                }
            }

            foreach (var days in placed.Where(p => p.Day is not null).GroupBy(p => (p.Candidate.AdvisorId, p.Day)))
            {
                days.Count().ShouldBeLessThanOrEqualTo(perDay);
                var before = load.Where(l => l.Advisor == days.Key.AdvisorId && l.Day == days.Key.Day).Select(l => l.Client).ToHashSet();
                var fresh = days.Select(d => d.Candidate.ClientId).Where(c => !before.Contains(c)).ToList();
                if (fresh.Count > 0)
                {
                    (before.Count + fresh.Count).ShouldBeLessThanOrEqualTo(room);
                }
            }
        }, iter: 2000);
    }

    [Fact]
    public void Takes_the_first_day_with_room()
    {
        var plan = new CampaignPlan((_, on) => WorkingDays.Hungary.IsWorkingDay(on) ? 10 : 0, 2, 3, Monday, Monday.AddDays(60));
        Enumerable.Range(0, 5).Select(i => plan.Place(new Candidate(Id(i + 1), Id(99), []))!.Value.Day).ShouldBe([Monday, Monday, Monday.AddDays(1), Monday.AddDays(1), Monday.AddDays(2)]);
    }

    [Fact]
    public void Draws_the_same_control_group_again_and_about_as_many_as_asked()
    {
        var (campaign, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var clients = Enumerable.Range(0, 5000).Select(_ => Guid.CreateVersion7()).ToList();
        var control = clients.Where(c => ControlGroup.Has(campaign, c, 20)).ToHashSet();
        control.Count.ShouldBeInRange(850, 1150);
        clients.Where(c => ControlGroup.Has(campaign, c, 20)).ToHashSet().SetEquals(control).ShouldBeTrue();
        clients.Count(c => ControlGroup.Has(other, c, 20) && control.Contains(c)).ShouldBeInRange(130, 270, "another campaign draws others");
        clients.ShouldAllBe(c => !ControlGroup.Has(campaign, c, 0));
    }

    [Theory]
    [InlineData(30, 100, 10, 100, 20, 9, 31)]
    [InlineData(0, 50, 0, 50, 0, -8, 8)]
    public void Measures_the_difference_with_the_range_that_chance_leaves(int bought, int of, int controlBought, int control, double difference, double least, double most)
    {
        var uplift = Measurement.Uplift(bought, of, controlBought, control)!.Value;
        uplift.Difference.ShouldBe(difference, 0.01);
        uplift.From.ShouldBeInRange(least - 1, difference);
        uplift.Until.ShouldBeInRange(difference, most + 1);
        Measurement.Uplift(1, 2, 0, 0).ShouldBeNull();
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
