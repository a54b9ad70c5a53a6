using System.Globalization;
using CrossSell.Clients.Messages;
using CrossSell.Host.Demo;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Generate;

/// <summary>
/// Makes a book whose proportions are those of real ones: how many contracts a client has, which products go together, how old contracts are, that a quarter of the annual ones
/// ends on New Year's Day, that one in eight lapses a year; and with the faults real ones have. The same seed and day make the same book.
/// </summary>
internal sealed class BookMaker
{
    private const int Firms = 20;
    private const int ManyClients = 100_000;
    private const int ClientsPerAdvisor = 150;
    private const int SegmentCount = 8;
    private const int MostHeld = 14;

    private static readonly int[] HeldShares = [15, 18, 17, 14, 11, 8, 6, 11];
    private static readonly double[] ProductShares = [.54, .51, .40, .10, .07, .06, .05, .04, .04, .03];
    private readonly DemoChance _chance;
    private readonly BookPeople _people;
    private readonly BookContracts _contracts;
    private readonly IReadOnlyList<BookProduct> _products;
    private readonly BookFigures _figures;
    private readonly double[][] _tastes;

    public BookMaker(int clients, int seed, DateOnly today, IReadOnlyList<BookProduct> products)
    {
        (Clients, _products, _chance) = (clients, products, new DemoChance(seed));
        _people = new BookPeople(_chance, today);
        _contracts = new BookContracts(_chance, today);
        _figures = new BookFigures(today, products);
        _tastes = [.. Enumerable.Range(0, SegmentCount).Select(_ => Taste())];
        var rules = Enumerable.Range(0, Math.Min(3, products.Count / 3)).Select(i => new PlantedRule(products[i].Code, products[^(i + 1)].Code, 60)).ToList();
        Truth = new BookTruth(seed, clients, [.. _tastes.Select(Shares)], rules, [], today, _figures.Counted);
    }

    public int Clients { get; }

    public int Advisors => Math.Max(1, (Clients + ClientsPerAdvisor - 1) / ClientsPerAdvisor);

    public BookTruth Truth { get; }

    /// <summary>Who looks after the client of a number, by e-mail: everybody in turn.</summary>
    public string AdvisorOf(int client) => AdvisorEmail(client % Advisors);

    public static string AdvisorEmail(int advisor) => string.Create(CultureInfo.InvariantCulture, $"advisor-{advisor + 1:00000}@generated.example");

    public IEnumerable<BookClient> Make()
    {
        ClientData? last = null;
        for (var i = 0; i < Clients; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"G-{i + 1:0000000}");
            var isCopy = last is not null && _chance.In(2);
            var data = isCopy ? _people.Again(last!, id) : _people.One(id);
            var segment = _chance.Between(0, SegmentCount - 1);
            if (isCopy)
            {
                Truth.Copies.Add(new PlantedCopy(last!.ExternalId!, id));
            }

            var held = Clients >= ManyClients && i % (Clients / Firms) == Clients / Firms / 2 ? _chance.Between(500, 5000) : HowMany();
            var client = new BookClient(data, _contracts.Of(data, Held(segment, held)), segment, isCopy ? last!.ExternalId : null);
            _figures.Add(client, AdvisorOf(i));
            yield return client;
            last = data;
        }
    }

    private int HowMany()
    {
        var dice = _chance.Between(1, 100);
        var held = 0;
        while (dice > HeldShares[held])
        {
            dice -= HeldShares[held++];
        }

        return held < HeldShares.Length - 1 ? held + 1 : _chance.Between(HeldShares.Length, MostHeld);
    }

    private List<BookProduct> Held(int segment, int count)
    {
        var held = new List<BookProduct>();
        while (held.Count < count)
        {
            var product = Draw(_tastes[segment]);
            if (held.Contains(product) && held.Count < _products.Count && !_chance.In(12))
            {
                product = Draw(_tastes[segment]);
            }

            held.Add(product);
            if (held.Count < count && Truth.Rules.FirstOrDefault(r => r.Holds == product.Code) is { } rule && _chance.In(rule.Percent) && held.All(p => p.Code != rule.Gets))
            {
                held.Add(_products.First(p => p.Code == rule.Gets));
            }
        }

        return held;
    }

    private BookProduct Draw(double[] taste)
    {
        var dice = _chance.Part() * taste[^1];
        var at = Array.FindIndex(taste, sum => sum >= dice);
        return _products[at < 0 ? taste.Length - 1 : at];
    }

    /// <summary>Shares of the products, each liked more or less by the segment; summed up, so that one number draws one.</summary>
    private double[] Taste()
    {
        var sum = 0d;
        return [.. _products.Select((_, i) => sum += Share(i) * Math.Pow(4, _chance.Part() * 2 - 1))];
    }

    private Dictionary<string, double> Shares(double[] taste) =>
        _products.Select((p, i) => (p.Code, Math.Round((taste[i] - (i == 0 ? 0 : taste[i - 1])) / taste[^1], 4))).ToDictionary();

    private static double Share(int at) => at < ProductShares.Length ? ProductShares[at] : ProductShares[^1] / Math.Pow(2, at - ProductShares.Length + 1);
}
