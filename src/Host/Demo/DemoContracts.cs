using System.Globalization;

namespace CrossSell.Host.Demo;

/// <summary>
/// Makes the 600 contracts, four for each client, two in five of them held elsewhere: some clients hold one of theirs with us, some all four. Whatever the day, some thirty annual ones are inside their contact window,
/// a quarter of the annual ones end on 1 January, a few have no end, and some mortgages are days old.
/// </summary>
internal sealed class DemoContracts(DateOnly today, DemoRecipe recipe)
{
    public const int PerClient = 4;
    private const int NewOwners = 8;

    /// <summary>Whose notice deadline has just passed was spoken to in time: nothing ends sooner than this.</summary>
    private const int SoonestEnd = 40;

    /// <summary>Shares no factor with the days it is taken over, so that the ends spread evenly.</summary>
    private const int Stride = 197;

    /// <summary>How many clients hold one, two, three and four of their contracts with us.</summary>
    private static readonly int[] HoldHere = [42, 34, 46, 28];

    private readonly DemoChance _chance = new(1873);
    private int _annual;
    private int _endless;

    public IReadOnlyList<DemoContract> Make(IReadOnlyList<DemoClient> clients)
    {
        var newOwners = clients.Where(c => !c.IsCompany && c.Age(today) is >= 24 and <= 48 && c.Consents.Contains("marketing", StringComparison.Ordinal))
            .Where((_, i) => i % 5 == 0).Take(NewOwners).ToHashSet();
        var here = new DemoChance(1848).Shuffled(HoldHere.SelectMany((count, i) => Enumerable.Repeat(i + 1, count)));
        return [.. clients.SelectMany((c, i) => Of(c, newOwners.Contains(c), here[i % here.Length], i))];
    }

    /// <param name="first">Which of the contracts is the first of those held here.</param>
    private IEnumerable<DemoContract> Of(DemoClient client, bool newOwner, int heldHere, int first)
    {
        var products = new DemoProducts(recipe, _chance, today);
        var vehicles = new[] { products.Vehicle(), products.Vehicle(), products.Vehicle() };
        var bundle = newOwner ? recipe.Bundles.NewOwner : recipe.Bundles.Of(client, client.Age(today), _chance);
        return bundle.Select((product, i) =>
        {
            var before = bundle.Take(i).Count(p => p == product);
            var (start, expiry) = newOwner && product == recipe.NewLoan ? NewMortgage() : Term(product);
            var here = (i + first) % PerClient < heldHere;
            var (variant, price, period) = products.Terms(product, vehicles[before % vehicles.Length]);
            return new DemoContract(
                string.Create(CultureInfo.InvariantCulture, $"{client.ExternalId}-{i + 1}"),
                client.ExternalId,
                product,
                variant,
                here ? null : products.Provider(product),
                Number(here, start),
                start,
                expiry,
                price,
                period,
                products.Fields(product, client, vehicles[before % vehicles.Length], before > 0, here));
        });
    }

    private (DateOnly Start, DateOnly? Expiry) Term(string product)
    {
        var term = recipe.Products[product].Term;
        if (term.Endless is [var of, var which] && _endless++ % of == which)
        {
            return Endless();
        }

        return term.Kind switch
        {
            "running" => Running(_chance.One(Lengths(term)), _chance.Between(term.Gone![0], term.Gone[1])),
            "purchase" => Purchase(term),
            _ => Annual(term.Years is [var same, var most] && same == most ? same : _chance.Between(term.Years![0], term.Years[1]), term.NewYear),
        };
    }

    /// <summary>Bought once; due again after some months where the recipe says so.</summary>
    private (DateOnly Start, DateOnly? Expiry) Purchase(DemoTerm term)
    {
        var start = today.AddDays(-_chance.Between(term.DaysAgo![0], term.DaysAgo[1]));
        return (start, term.Months is { } months ? start.AddMonths(months.GetInt32()) : null);
    }

    private static int[] Lengths(DemoTerm term) => [.. term.Months!.Value.EnumerateArray().Select(m => m.GetInt32())];

    private (DateOnly Start, DateOnly? Expiry) NewMortgage()
    {
        var start = today.AddDays(-_chance.Between(1, 12));
        return (start, start.AddYears(20));
    }

    private (DateOnly Start, DateOnly? Expiry) Endless() => (today.AddDays(-_chance.Between(400, 3000)), null);

    private (DateOnly Start, DateOnly? Expiry) Annual(int years, bool mayEndOnNewYear)
    {
        if (mayEndOnNewYear && _chance.In(25))
        {
            var newYear = new DateOnly(today.Year + 1, 1, 1);
            return (newYear.AddYears(-years), newYear);
        }

        var expiry = today.AddDays(SoonestEnd + _annual++ * Stride % (365 - SoonestEnd));
        return (expiry.AddYears(-years), expiry);
    }

    /// <summary>Runs for so many months, of which some have gone.</summary>
    private (DateOnly Start, DateOnly? Expiry) Running(int months, int gone)
    {
        var start = today.AddMonths(-Math.Min(gone, months - 2)).AddDays(-_chance.Between(0, 27));
        return (start, start.AddMonths(months));
    }

    private string Number(bool here, DateOnly start) => here
        ? string.Create(CultureInfo.InvariantCulture, $"CS-{start.Year}-{_chance.Digits(6)}")
        : $"{_chance.Letters(2)} {_chance.Digits(4)}-{_chance.Digits(4)}";
}
