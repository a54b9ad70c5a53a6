using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Unit.Offers;

public sealed class Suggesting_products
{
    private static readonly RuleDefinition Life = Book.Rule("life", new Condition.Holds("x/home"), "x/life", 80);
    private static readonly RuleDefinition LifeToo = Book.Rule("life-age", new Condition.Age(30, 60), "x/life", 60);
    private static readonly RuleDefinition Home = Book.Rule("home", new Condition.Tag("vip"), "x/home", 90);

    [Fact]
    public void Ranks_by_priority_and_says_the_strongest_reason_once()
    {
        var found = For(Book.Client([Book.Holds("x/home")]));

        var only = found.ShouldHaveSingleItem();
        (only.Product, only.Rule, only.Reason.Hu).ShouldBe(("x/life", "x/life", "life hu"));
    }

    [Fact]
    public void Never_what_is_held() => For(Book.Client([Book.Holds("x/home"), Book.Holds("x/life")])).ShouldBeEmpty();

    [Fact]
    public void What_was_held_and_has_ended_may_be_offered_again() =>
        For(Book.Client([Book.Holds("x/home", status: "ended")])).ShouldContain(s => s.Product == "x/home");

    [Fact]
    public void Never_what_is_being_offered() => For(Book.Client(offers: [Book.Offer()])).ShouldNotContain(s => s.Product == "x/home");

    [Fact]
    public void Never_before_the_cooldown_is_over()
    {
        var refused = Book.Offer(status: OfferStatus.Rejected, closed: Book.Time.GetUtcNow().AddDays(-59));
        var longAgo = Book.Offer(status: OfferStatus.Rejected, closed: Book.Time.GetUtcNow().AddDays(-60));

        For(Book.Client(offers: [refused])).ShouldNotContain(s => s.Product == "x/home");
        For(Book.Client(offers: [longAgo])).ShouldContain(s => s.Product == "x/home");
    }

    [Fact]
    public void Never_out_of_season() =>
        Suggestions.For(Book.Client(), Book.Catalog(Book.Rule("t", new Condition.Tag("vip"), "x/travel")), Book.Today, Book.Clock.DateOf).ShouldBeEmpty();

    [Fact]
    public void Never_to_somebody_too_young() => For(Book.Client(born: Book.Today.AddYears(-18).AddDays(1))).ShouldBeEmpty();

    [Fact]
    public void Never_without_consent() => For(Book.Client(mayMarket: false)).ShouldBeEmpty();

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void A_purchase_counts_after_its_days(int daysAgo, bool counts)
    {
        var rule = Book.Rule("bought", new Condition.Bought("x/home"), "x/life", afterDays: 3);
        var client = Book.Client([Book.Holds("x/home", start: Book.Today.AddDays(-daysAgo))]);

        new RuleEvaluator(Book.Catalog(rule), Book.Today).Holds(rule, client).ShouldBe(counts);
    }

    [Fact]
    public void Conditions_combine()
    {
        var evaluator = new RuleEvaluator(Book.Catalog(), Book.Today);
        var client = Book.Client([Book.Holds("x/home", Book.Today.AddDays(30))]);

        evaluator.Holds(Book.Rule("r", new Condition.All([new Condition.Expiring("x/home", 60), new Condition.Season([9]), new Condition.Not(new Condition.Holds("x/life"))]), "x/life"), client).ShouldBeTrue();
        evaluator.Holds(Book.Rule("r", new Condition.Any([new Condition.Expiring("x/home", 20), new Condition.Tag("nobody")]), "x/life"), client).ShouldBeFalse();
        evaluator.Holds(Book.Rule("r", new Condition.Holds("x/home"), "x/life", unless: new Condition.Tag("VIP")), client).ShouldBeFalse();
    }

    [Theory]
    [InlineData("HIGH", null, null, true)]
    [InlineData("low", null, null, false)]
    [InlineData(null, null, null, true)]
    public void An_attribute_counts_by_its_value(string? value, int? min, int? max, bool holds) => Holds("income", "high", value, min, max).ShouldBe(holds);

    [Theory]
    [InlineData("12,5", 12, 13, true)]
    [InlineData("12.5", 13, null, false)]
    [InlineData("many", 1, null, false)]
    public void An_attribute_counts_as_a_number(string text, int? min, int? max, bool holds) => Holds("children", text, null, min, max).ShouldBe(holds);

    [Fact]
    public void Who_has_no_such_attribute_is_not_meant() => new RuleEvaluator(Book.Catalog(), Book.Today)
        .Holds(Book.Rule("a", new Condition.Attr("income", [], null, null), "x/life"), Book.Client()).ShouldBeFalse();

    private static bool Holds(string name, string has, string? value, int? min, int? max) => new RuleEvaluator(Book.Catalog(), Book.Today)
        .Holds(Book.Rule("a", new Condition.Attr(name, value is null ? [] : [value], min, max), "x/life"), Book.Client(attributes: new() { [name] = has }));

    private static IReadOnlyList<Suggestion> For(ClientLive client) => Suggestions.For(client, Book.Catalog(Life, LifeToo, Home), Book.Today, Book.Clock.DateOf);
}
