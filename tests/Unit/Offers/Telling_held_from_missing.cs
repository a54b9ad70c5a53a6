using CrossSell.Catalog.Messages;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Unit.Offers;

public sealed class Telling_held_from_missing
{
    private static readonly CatalogSnapshot Three = Book.Catalog();

    [Fact]
    public void Each_product_has_its_strongest_standing_and_the_held_come_first()
    {
        var line = Of(Card() with
        {
            Contracts = [Held("x/travel", "us"), Held("x/life", "elsewhere"), Held("x/home", "us", "ended")],
            OpenOffers = [Book.Offer("x/home"), Book.Offer("x/travel")],
        });

        line.Products.Select(p => (p.Product, p.Standing)).ShouldBe([("x/travel", ShelfStanding.Here), ("x/life", ShelfStanding.Elsewhere), ("x/home", ShelfStanding.Open)]);
    }

    [Fact]
    public void What_rests_says_until_when_though_a_rule_would_suggest_it()
    {
        var line = Of(Card() with { Suggestions = [Suggested("x/home"), Suggested("x/life")], Cooldowns = [new Cooldown("x/home", Book.Today.AddDays(30))] });

        line.Products.Select(p => (p.Product, p.Standing, p.Until)).ShouldBe(
            [("x/life", ShelfStanding.Suggested, null), ("x/home", ShelfStanding.Resting, Book.Today.AddDays(30)), ("x/travel", ShelfStanding.Missing, null)]);
    }

    [Fact]
    public void Of_a_large_line_the_missing_are_a_number()
    {
        var home = Three.Products["x/home"];
        var many = Three with { Products = Enumerable.Range(1, 25).Select(i => home with { Code = $"x/p{i}" }).ToDictionary(p => p.Code) };

        var line = Shelf.Of(Card() with { Contracts = [Held(many.Products.Keys.First(), "us")] }, many).ShouldHaveSingleItem();

        (line.Products.Count, line.Others).ShouldBe((1, 24));
    }

    private static ShelfLine Of(ClientCard card) => Shelf.Of(card, Three).ShouldHaveSingleItem();

    private static ClientCard Card() => new(Book.Client().Client, [], [], [], [], [], [], null, [], new ContactStanding([], [], []));

    private static CardContract Held(string product, string at, string status = "live") => new(Book.Holds(product, status: status) with { HeldAt = at }, null, null, null);

    private static Suggestion Suggested(string product) => new(product, null, 1, new Reason("rule", "hu", "en"), "x/rule");
}
