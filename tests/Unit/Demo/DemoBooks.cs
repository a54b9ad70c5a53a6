using CrossSell.Host.Demo;
using CrossSell.Sdk;

namespace CrossSell.Unit.Demo;

public sealed class DemoBooks
{
    private static DemoRecipe Recipe { get; } = DemoRecipe.Read(Path.Combine(Catalog.PluginFolders.Repository, "plugins"));

    public static TheoryData<DateOnly> Days => [new(2026, 11, 23), new(2027, 1, 1), new(2028, 2, 29), new(2027, 12, 31)];

    [Theory]
    [MemberData(nameof(Days))]
    public void Is_of_one_size_on_every_day(DateOnly today)
    {
        var clients = new DemoClients(today).Make();
        var contracts = new DemoContracts(today, Recipe).Make(clients);

        clients.Count.ShouldBe(150);
        clients.Count(c => c.IsCompany).ShouldBe(25);
        clients.GroupBy(c => c.Advisor).Select(g => g.Count()).ShouldBe([50, 50, 50]);
        clients.Select(c => c.Given + c.Family + c.Company).ShouldBeUnique();
        clients.Where(c => !c.IsCompany).ShouldAllBe(c => c.Age(today) >= 19 && c.Age(today) <= 82);
        contracts.Count.ShouldBe(600);
        contracts.GroupBy(c => c.Client).ShouldAllBe(g => g.Count() == 4);
        contracts.Count(c => c.Provider is null).ShouldBe(360);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Has_something_to_do_on_every_day(DateOnly today)
    {
        var contracts = new DemoContracts(today, Recipe).Make(new DemoClients(today).Make());
        var soon = contracts.Where(c => c.Expiry is { } e && (e.Month, e.Day) != (1, 1) && e.AddDays(-75) <= today && e.AddDays(-30) >= today);

        soon.Count().ShouldBeInRange(25, 50);
        contracts.ShouldAllBe(c => c.Start <= today && (c.Expiry == null || c.Expiry > today));
        contracts.Count(c => c.Expiry is null && Recipe.Products[c.Product].Term.Kind != "purchase").ShouldBeInRange(3, 12);
        contracts.Count(c => c.Product == "lending/mortgage" && c.Start > today.AddDays(-14)).ShouldBe(8);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Has_a_past_that_hangs_together_with_what_is_held(DateOnly today)
    {
        var clients = new DemoClients(today).Make();
        var held = new DemoContracts(today, Recipe).Make(clients);
        var past = new DemoHistory(today, Recipe).Make(clients, held);
        var here = held.Where(c => c.Provider is null).Concat(past.Ended).GroupBy(c => c.Client).ToDictionary(g => g.Key, g => g.Count());

        here.Values.Count(n => n == 1).ShouldBe(42, "who holds one contract with us never had another");
        past.Ended.Concat(held).Select(c => c.ExternalId).ShouldBeUnique();
        past.Ended.ShouldAllBe(c => c.Provider == null && c.Start < c.Expiry && c.Expiry < today);
        past.Ended.Count(c => c.Expiry > today.AddYears(-1)).ShouldBeInRange(45, 160);
        past.Ended.Count(e => held.Any(c => c.Provider is not null && c.Client == e.Client && c.Product == e.Product && c.Start == e.Expiry)).ShouldBeGreaterThan(7, "lost to others");
        past.Approaches.Count.ShouldBeInRange(120, 320);
        past.Approaches.All(a => a.Opened > today.AddDays(-365) && a.Opened <= a.Attempts[0].Day && a.Attempts[^1].Day < today && a.Attempts.Count <= 4).ShouldBeTrue();
        past.Approaches.SelectMany(a => a.Attempts.Zip(a.Attempts.Skip(1))).ShouldAllBe(pair => pair.First.Day < pair.Second.Day);
        past.Approaches.SelectMany(a => a.Attempts).ShouldAllBe(a => a.Day.DayOfWeek != DayOfWeek.Saturday && a.Day.DayOfWeek != DayOfWeek.Sunday);
        past.Approaches.Select(a => a.Attempts[^1].Outcome).GroupBy(o => o).Select(g => g.Key).ShouldBe([Outcome.Accepted, Outcome.Rejected, Outcome.NoAnswer], ignoreOrder: true);
        past.Approaches.SelectMany(a => a.Attempts).Where(a => a.Outcome == Outcome.Rejected).GroupBy(a => a.Reason).Count().ShouldBeGreaterThan(5);
        past.Approaches.Where(a => a.Attempts[^1].Outcome != Outcome.Accepted && a.Origin != "expiry").ShouldAllBe(a => held.All(c => c.Client != a.Client || c.Product != a.Product));
    }

    [Fact]
    public void Is_the_same_book_every_time()
    {
        var today = new DateOnly(2026, 11, 23);

        Text().ShouldBe(Text());

        string[] Text() => [.. new DemoContracts(today, Recipe).Make(new DemoClients(today).Make()).Select(c => string.Join(';', c.Row().Values))];
    }
}
