using System.Globalization;
using CrossSell.Sdk;

namespace CrossSell.Host.Demo;

/// <summary>What is over: contracts that ended, and approaches.</summary>
internal sealed record DemoPast(IReadOnlyList<DemoContract> Ended, IReadOnlyList<DemoApproach> Approaches);

/// <summary>
/// Makes what came before the book, so that it hangs together with what clients hold: what was renewed here, what went to others and why, what was given up; who said yes before a contract began, who said no,
/// who was never reached. Of those who bought once a third was never offered anything, a third refused and a third could not be reached.
/// </summary>
internal sealed class DemoHistory(DateOnly today, DemoRecipe recipe)
{
    /// <summary>Nothing is older than the figures look back, less a day.</summary>
    private const int Longest = 360;

    private static readonly (string Reason, int Share)[] Refusals = [("price", 34), ("hasElsewhere", 22), ("notNeeded", 18), ("cover", 8), ("other", 7), ("service", 6), ("badExperience", 5)];
    private static readonly (string Reason, int Share)[] Losses = [("price", 48), ("hasElsewhere", 17), ("service", 13), ("badExperience", 12), ("cover", 10)];
    private readonly DemoChance _chance = new(1896);
    private readonly DemoApproaches _approaches = new(today, new DemoChance(1902));
    private readonly List<DemoContract> _ended = [];
    private readonly List<DemoApproach> _made = [];
    private int _once;

    public DemoPast Make(IReadOnlyList<DemoClient> clients, IReadOnlyList<DemoContract> held)
    {
        var byClient = held.ToLookup(c => c.Client);
        foreach (var client in clients)
        {
            Of(client, [.. byClient[client.ExternalId]]);
        }

        return new DemoPast(_ended, _made);
    }

    private void Of(DemoClient client, List<DemoContract> held)
    {
        if (held.Count(c => c.Provider is null) == 1)
        {
            BoughtOnce(client, held);
            return;
        }

        foreach (var contract in held)
        {
            Began(client, contract);
        }

        if (_chance.In(24) && Other(client, held) is { } given)
        {
            GivenUp(client, given);
        }

        if (_chance.In(22) && Other(client, held) is { } old)
        {
            var end = today.AddDays(-_chance.Between(400, 1700));
            End(client, old, end.AddYears(-_chance.Between(1, 3)), end);
        }

        Asked(client, held, refusals: 45, silences: 34);
    }

    private void BoughtOnce(DemoClient client, List<DemoContract> held)
    {
        switch (_once++ % 3)
        {
            case 1:
                Asked(client, held, refusals: 100, silences: 0);
                break;
            case 2:
                Asked(client, held, refusals: 0, silences: 100);
                break;
        }
    }

    /// <summary>What led to a contract that began within the last year.</summary>
    private void Began(DemoClient client, DemoContract contract)
    {
        var ago = today.DayNumber - contract.Start.DayNumber;
        if (ago is < 3 or > Longest)
        {
            return;
        }

        var follows = recipe.Products[contract.Product].Term.Kind == "annual";
        if (contract.Provider is null)
        {
            var renewed = follows && _chance.In(75);
            if (renewed)
            {
                End(client, contract.Product, contract.Start.AddYears(-_chance.Between(1, 2)), contract.Start);
            }

            if (renewed || _chance.In(75))
            {
                Add(_approaches.Accepted(client, contract.Product, contract.Variant, renewed ? "expiry" : Origin(), contract.Start.AddDays(-_chance.Between(2, 20))));
            }
        }
        else if (follows && _chance.In(95))
        {
            End(client, contract.Product, contract.Start.AddYears(-_chance.Between(1, 3)), contract.Start);
            if (_chance.In(75))
            {
                Add(_approaches.Refused(client, contract.Product, "expiry", contract.Start.AddDays(-_chance.Between(4, 45)), Drawn(Losses)));
            }
        }
    }

    private void GivenUp(DemoClient client, string product)
    {
        var end = today.AddDays(-_chance.Between(12, Longest - 30));
        End(client, product, end.AddYears(-_chance.Between(1, 3)), end);
        if (_chance.In(60))
        {
            Add(_approaches.Refused(client, product, "expiry", end.AddDays(-_chance.Between(2, 28)), _chance.In(60) ? "notNeeded" : Drawn(Losses)));
        }
    }

    /// <summary>Approaches that came to nothing, in so many of a hundred cases.</summary>
    private void Asked(DemoClient client, List<DemoContract> held, int refusals, int silences)
    {
        if (_chance.In(refusals) && Other(client, held) is { } refused)
        {
            Add(_approaches.Refused(client, refused, Origin(), Lately(), Drawn(Refusals)));
        }

        if (_chance.In(silences) && Other(client, held) is { } unheard)
        {
            Add(_approaches.Unreached(client, unheard, Origin(), Lately()));
        }
    }

    /// <summary>The last two weeks have their share, so that the page of the week has something to say.</summary>
    private DateOnly Lately() => today.AddDays(-(_chance.In(22) ? _chance.Between(3, 14) : _chance.Between(15, Longest)));

    private void Add(DemoApproach approach)
    {
        if (approach.Opened.DayNumber > today.DayNumber - Longest && _made.All(m => m.Client != approach.Client || m.Product != approach.Product))
        {
            _made.Add(approach);
        }
    }

    private void End(DemoClient client, string product, DateOnly start, DateOnly expiry)
    {
        var products = new DemoProducts(recipe, _chance, today);
        var vehicle = products.Vehicle();
        var (variant, price, period) = products.Terms(product, vehicle);
        _ended.Add(new DemoContract(
            string.Create(CultureInfo.InvariantCulture, $"{client.ExternalId}-{DemoContracts.PerClient + 1 + _ended.Count(e => e.Client == client.ExternalId)}"), client.ExternalId, product, variant, null,
            string.Create(CultureInfo.InvariantCulture, $"CS-{start.Year}-{_chance.Digits(6)}"), start, expiry, price, period, products.Fields(product, client, vehicle, second: false, here: true)));
    }

    /// <summary>Something that clients like this one hold, and this one does not and did not.</summary>
    private string? Other(DemoClient client, List<DemoContract> held)
    {
        var others = recipe.Bundles.Fitting(client, client.Age(today))
            .Where(p => held.All(c => c.Product != p) && _ended.All(e => e.Client != client.ExternalId || e.Product != p) && recipe.Products[p].Term.Kind != "purchase").ToList();
        return others.Count == 0 ? null : _chance.One(others);
    }

    private string Origin() => _chance.Between(1, 100) switch { <= 52 => "rule", <= 86 => "manual", _ => "nextSuggestion" };

    private string Drawn((string Reason, int Share)[] reasons)
    {
        var dice = _chance.Between(1, reasons.Sum(r => r.Share));
        return reasons.First(r => (dice -= r.Share) <= 0).Reason;
    }
}

/// <summary>An approach that is over.</summary>
/// <param name="Origin">What opened the offer: <c>expiry</c>, <c>rule</c>, <c>manual</c> or <c>nextSuggestion</c>.</param>
internal sealed record DemoApproach(string Client, DemoAccount Advisor, string Product, string? Variant, string Origin, DateOnly Opened, IReadOnlyList<DemoAttempt> Attempts);

internal sealed record DemoAttempt(DateOnly Day, TimeOnly At, Outcome Outcome, string? Reason);

/// <summary>Makes approaches attempt by attempt: early calls are often missed, late ones seldom.</summary>
internal sealed class DemoApproaches(DateOnly today, DemoChance chance)
{
    /// <summary>After so many calls the house gives up.</summary>
    private const int Most = 4;
    private static readonly int[] MissedHours = [8, 8, 8, 9, 9, 9, 10, 11, 12, 13, 14, 14, 15, 15, 16, 17, 18];
    private static readonly int[] ReachedHours = [8, 9, 10, 10, 11, 12, 13, 14, 15, 16, 17, 17, 17, 18, 18];
    private static readonly int[] YesHours = [9, 10, 10, 11, 13, 15, 16, 17, 17, 17, 18, 18, 18];

    public DemoApproach Accepted(DemoClient client, string product, string? variant, string origin, DateOnly day) => Made(client, product, variant, origin, Ended(day, YesHours, Outcome.Accepted, null, [66, 22, 9, 3]));

    public DemoApproach Refused(DemoClient client, string product, string origin, DateOnly day, string reason) => Made(client, product, null, origin, Ended(day, ReachedHours, Outcome.Rejected, reason, [44, 28, 18, 10]));

    public DemoApproach Unreached(DemoClient client, string product, string origin, DateOnly day) =>
        Made(client, product, null, origin, Missed([new DemoAttempt(Worked(day), At(MissedHours), Outcome.NoAnswer, null)], Most - 1));

    /// <param name="missed">How many of a hundred were missed never, once, twice and so on before.</param>
    private List<DemoAttempt> Ended(DateOnly day, int[] hours, Outcome outcome, string? reason, int[] missed)
    {
        var attempts = new List<DemoAttempt> { new(Worked(day), At(hours), outcome, reason) };
        var dice = chance.Between(1, missed.Sum());
        var times = missed.TakeWhile(share => (dice -= share) > 0).Count();
        if (times < Most - 1 && chance.In(18))
        {
            attempts.Insert(0, new DemoAttempt(Before(attempts[0].Day), At(ReachedHours), chance.In(50) ? Outcome.Thinking : Outcome.CallBack, null));
        }

        return Missed(attempts, times);
    }

    private List<DemoAttempt> Missed(List<DemoAttempt> attempts, int times)
    {
        for (; times > 0; times--)
        {
            attempts.Insert(0, new DemoAttempt(Before(attempts[0].Day), At(MissedHours), Outcome.NoAnswer, null));
        }

        return attempts;
    }

    private DemoApproach Made(DemoClient client, string product, string? variant, string origin, List<DemoAttempt> attempts) =>
        new(client.ExternalId, client.Advisor, product, variant, origin, Before(attempts[0].Day), attempts);

    private TimeOnly At(int[] hours) => new(chance.One(hours), chance.Between(0, 59));

    private DateOnly Before(DateOnly day) => Worked(day.AddDays(-chance.Between(1, 6)));

    /// <summary>The day, or the Friday before it; never today.</summary>
    private DateOnly Worked(DateOnly day)
    {
        var past = day < today ? day : today.AddDays(-1);
        return past.AddDays(past.DayOfWeek switch { DayOfWeek.Saturday => -1, DayOfWeek.Sunday => -2, _ => 0 });
    }
}
