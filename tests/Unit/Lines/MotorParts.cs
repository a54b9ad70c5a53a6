using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Offers.Domain;
using CrossSell.Sdk;
using CrossSell.Unit.Catalog;
using CrossSell.Unit.Offers;

namespace CrossSell.Unit.Lines;

public sealed class MotorParts
{
    private static readonly DateOnly Autumn = new(2026, 10, 12);
    private static readonly DateOnly Spring = new(2027, 3, 10);
    private static readonly LineDefinition Line = LineReader.Read(PluginFolders.Of("MotorParts")).Line!;

    private static readonly CatalogSnapshot Catalog = new(
        Line.Products.Select(p => new CatalogProduct(Line.AddressOf(p), Line.Line, Line.Name, Line.Version, p, p.Process)).ToDictionary(p => p.Code),
        [.. Line.Rules.Select(r => new CatalogRule(r.Code, Line.Line, Line.Version, r))],
        new Dictionary<string, IReadOnlyList<FollowUpDefinition>>(),
        new Dictionary<string, ProcessDefinition>());

    [Fact]
    public void Has_a_few_hundred_parts_by_vehicle() => Line.Products.Sum(p => p.Variants.Count).ShouldBeInRange(200, 900);

    [Fact]
    public void Leads_from_motor_oil_to_an_oil_filter_for_the_same_car_and_not_to_a_clutch()
    {
        var found = For(Autumn, Book.Holds("motorparts/motor-oil", expiry: Autumn.AddDays(300), start: Autumn.AddDays(-5)) with { Variant = "kia-ceed" });

        (found[0].Product, found[0].Variant).ShouldBe(("motorparts/oil-filter", "kia-ceed"));
        found.ShouldNotContain(s => s.Product == "motorparts/clutch");
    }

    [Fact]
    public void Offers_winter_tyres_in_autumn_and_summer_tyres_in_spring()
    {
        Tyres(Autumn).ShouldBe(["motorparts/winter-tyres"]);
        Tyres(Spring).ShouldBe(["motorparts/summer-tyres"]);

        static IEnumerable<string> Tyres(DateOnly day) =>
            For(day, Book.Holds("motorparts/service", expiry: day.AddDays(200), start: day.AddDays(-165))).Select(s => s.Product).Where(p => p.EndsWith("-tyres", StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_a_service_interval_as_an_expiry()
    {
        Line.Products.Single(p => p.Code == "service").Term.ShouldBe(new TermDefinition(12, Renewal.Never, 0));
        Line.Products.Single(p => p.Code == "clutch").Term.ShouldBeNull();
        For(Autumn, Book.Holds("motorparts/service", expiry: Autumn.AddDays(30), start: Autumn.AddDays(-335))).ShouldContain(s => s.Product == "motorparts/motor-oil");
    }

    private static List<CrossSell.Offers.Messages.Suggestion> For(DateOnly day, params CrossSell.Portfolio.Messages.ContractView[] held) =>
        Suggestions.For(Book.Client(held), Catalog, day, Book.Clock.DateOf);
}
