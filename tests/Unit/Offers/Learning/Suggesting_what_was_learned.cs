using CrossSell.Catalog.Messages;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Unit.Offers.Learning;

public sealed class Suggesting_what_was_learned
{
    private static readonly string[] Codes = ["x/home", "x/life", "x/travel", "x/pet"];

    /// <summary>Home comes with life, travel with pet; 300 clients, half of each.</summary>
    private static readonly LineModel Model = Learned();

    [Fact]
    public void Ranks_every_product_the_client_may_be_offered_though_no_rule_speaks()
    {
        var found = For(Book.Client([Book.Holds("x/home")]));

        found.Select(s => s.Product).ShouldBe(["x/life", "x/pet"]);
        found[0].Reason.En.ShouldBe("Holds Home since 14 Sept 2025: 100 % of such clients hold Life (150 of 150).");
        (found[0].Rule, found[0].Evidence!.Model, found[0].Evidence!.Rule).ShouldBe(("model:x@7", "x@7", null));
        found[0].Score.ShouldBe(found[0].Evidence!.Chance!.Value, 1e-6);
    }

    [Fact]
    public void What_was_gained_last_and_when_is_said_where_it_moved_most()
    {
        // Home and travel in either order, a month apart; who gained home last gains life next, the others pet.
        var holdings = Gained(600, client => client % 2 == 0 ? [2, 0, 1] : [0, 2, 3], client => Book.Today.DayNumber - 1500 + (client * 2));
        var lines = Lines() with { Lines = new Dictionary<string, LearnedLine> { ["x"] = new(8, new LineLearner("x", holdings, [0, 1, 2, 3], [], [], Book.Today).Learn()!, null) } };
        var client = Book.Client([Book.Holds("x/travel") with { Start = Book.Today.AddDays(-80) }, Book.Holds("x/home") with { Start = Book.Today.AddDays(-40) }]);

        var life = For(client, Catalog(), lines).First();

        var fact = life.Evidence!.Facts[0];
        (life.Product, fact.Next, fact.And?.Kind == "last" || fact.Kind == "last").ShouldBe(("x/life", true, true));
        fact.Both.ShouldBe(300, "every gain of life came after home");
        life.Reason.En.ShouldBe("Gained Home last, on 5 Aug 2026: then 50 % of what clients gained was Life (300 of 600).");
        life.Reason.Hu.ShouldBe("Legutóbb: „Home” (2026. 08. 05.): ilyenkor a szerzett termékek 50 %-a „Life” (300 / 600).");
    }

    [Fact]
    public void Two_facts_that_count_together_are_said_together()
    {
        var fact = new EvidenceFact("holds", "x/home", null, new DateOnly(2026, 3, 3), 40, 50, 1) { And = new AlsoFact("trait", "age", "30–<40", null) };
        var month = new EvidenceFact("month", "", "11", null, 12, 50, 0.5) { Next = true };

        var said = LearnedReason.Of(Catalog().Products["x/life"], [fact, month], Catalog(), noFor: 190)!;

        said.En.ShouldBe("Holds Home since 3 Mar 2026, age 30–<40: 80 % of such clients hold Life (40 of 50); in November: 24 %. Last no 190 days ago.");
        said.Hu.ShouldBe("„Home” van 2026. 03. 03. óta, életkor: 30–<40: az ilyen ügyfelek 80 %-ának van „Life” is (40 / 50); ebben a hónapban (november): 24 %. Utolsó nem: 190 napja.");
    }

    [Fact]
    public void A_client_without_contracts_is_told_what_most_have()
    {
        var first = For(Book.Client()).First();

        first.Evidence!.Facts.ShouldHaveSingleItem().Kind.ShouldBe("line");
        first.Reason.En.ShouldMatch(@"^X: \d+ % of clients hold .+ \(\d+ of 300\)\.$");
    }

    [Fact]
    public void Never_what_is_held_asked_or_out_of_season()
    {
        var found = For(Book.Client([Book.Holds("x/life")], [Book.Offer("x/home")]));

        found.ShouldNotContain(s => s.Product == "x/life" || s.Product == "x/home" || s.Product == "x/travel");
    }

    [Fact]
    public void Without_consent_there_is_nothing() => For(Book.Client(mayMarket: false)).ShouldBeEmpty();

    [Fact]
    public void A_rule_with_an_occasion_that_passes_comes_first()
    {
        var expiring = Book.Rule("pet-now", new Condition.Expiring("x/home", 60), "x/pet", 10);

        var found = For(Book.Client([Book.Holds("x/home", Book.Today.AddDays(20))]), expiring);

        found.Select(s => s.Product).ShouldBe(["x/pet", "x/life"]);
        (found[0].Rule, found[0].Evidence!.Deadline, found[0].Reason.En).ShouldBe(("x/pet-now", Book.Today.AddDays(20), "pet-now en"));
        found[0].Evidence!.Model.ShouldBe("x@7");
    }

    [Fact]
    public void A_product_that_came_after_the_learning_is_suggested_by_its_rule()
    {
        var catalog = Catalog(Book.Rule("new", new Condition.Holds("x/home"), "x/new", 30));
        var like = catalog.Products["x/life"];
        catalog = catalog with { Products = new Dictionary<string, CatalogProduct>(catalog.Products) { ["x/new"] = like with { Code = "x/new" } } };

        For(Book.Client([Book.Holds("x/home")]), catalog, Lines()).Select(s => s.Product).ShouldBe(["x/new", "x/life", "x/pet"]);
    }

    [Fact]
    public void A_rule_without_an_occasion_gives_its_words_and_ranks_by_chance()
    {
        var pet = Book.Rule("pet", new Condition.Holds("x/home"), "x/pet", 99);

        var found = For(Book.Client([Book.Holds("x/home")]), pet);

        found.Select(s => s.Product).ShouldBe(["x/life", "x/pet"]);
        (found[1].Reason.En, found[1].Rule, found[1].Evidence!.RuleVersion).ShouldBe(("pet en", "x/pet", "1.0.0"));
    }

    [Fact]
    public void What_is_worth_more_to_the_house_ranks_higher()
    {
        var catalog = Catalog() with { Products = Catalog().Products.ToDictionary(p => p.Key, p => p.Key == "x/pet" ? p.Value with { Definition = p.Value.Definition with { Value = 100_000 } } : p.Value) };

        For(Book.Client([Book.Holds("x/home")]), catalog, Lines()).Select(s => s.Product).ShouldBe(["x/pet", "x/life"]);
    }

    [Fact]
    public void Who_is_kept_aside_gets_rules_alone()
    {
        var pet = Book.Rule("pet", new Condition.Holds("x/home"), "x/pet", 40);

        var only = For(Book.Client([Book.Holds("x/home")]), Catalog(pet), Lines() with { Shares = new Shares(1, 0) }).ShouldHaveSingleItem();

        (only.Product, only.Score, only.Evidence!.Group, only.Evidence.Model).ShouldBe(("x/pet", 0.4, "control", null));
    }

    [Fact]
    public void About_as_many_are_kept_aside_as_was_said_and_always_the_same()
    {
        var (shares, clients) = (new Shares(0.1, 0.2), Enumerable.Range(0, 10_000).Select(_ => Guid.CreateVersion7()).ToList());

        clients.Count(shares.IsControl).ShouldBeInRange(850, 1150);
        clients.Count(shares.Explores).ShouldBeInRange(1600, 2000);
        clients.ShouldAllBe(c => !(shares.IsControl(c) && shares.Explores(c)));
    }

    [Fact]
    public void The_last_no_and_the_channel_stand_in_the_chain()
    {
        var refused = Book.Offer("x/life", status: OfferStatus.Rejected, closed: Book.Time.GetUtcNow().AddDays(-190));

        var life = For(Book.Client([Book.Holds("x/home")], [refused])).Single(s => s.Product == "x/life");

        (life.Evidence!.LastNo, life.Evidence.Channel, life.Evidence.On).ShouldBe((Book.Today.AddDays(-190), ContactChannel.Phone, Book.Today));
    }

    [Fact]
    public void A_reason_fits_whatever_products_are_called()
    {
        var name = new Text(new string('ő', 90), new string('w', 90));
        var catalog = Catalog() with { Products = Catalog().Products.ToDictionary(p => p.Key, p => p.Value with { Definition = p.Value.Definition with { Name = name } }) };

        foreach (var said in For(Book.Client([Book.Holds("x/home")]), catalog, Lines()))
        {
            said.Reason.Hu.Length.ShouldBeLessThanOrEqualTo(160);
            said.Reason.En.Length.ShouldBeLessThanOrEqualTo(160);
        }
    }

    [Fact]
    public void Answered_offers_turn_chances_into_those_of_a_yes()
    {
        // Half of what the model says comes true.
        var random = new Random(4);
        var answered = Enumerable.Range(0, 4000).Select(_ => random.NextDouble() * 0.9).Select(chance => (chance, random.NextDouble() < chance / 2)).ToList();

        var curve = Calibration.Fit(answered)!;

        curve.Of(0.8).ShouldBe(0.4, 0.06);
        curve.Of(0.4).ShouldBe(0.2, 0.05);
        curve.Of(0.5).ShouldBeGreaterThan(curve.Of(0.3));
        Calibration.Fit([.. answered.Take(Calibration.FewestOffers - 1)]).ShouldBeNull();
    }

    [Fact]
    public void Bars_of_the_reliability_chart_stand_on_as_many_answers_each()
    {
        var bins = Reliability.Bins([.. Enumerable.Range(0, 200).Select(i => (i / 200.0, i % 4 == 0))]);

        bins.Count.ShouldBe(10);
        bins.ShouldAllBe(b => b.Offers == 20 && b.Yes == 0.25 && b.Low < 0.25 && b.High > 0.25);
    }

    private static List<Suggestion> For(ClientLive client, params RuleDefinition[] rules) => For(client, Catalog(rules), Lines());

    private static List<Suggestion> For(ClientLive client, CatalogSnapshot catalog, Learned learned) => Suggestions.For(client, catalog, Book.Today, Book.Clock.DateOf, learned: learned);

    private static Learned Lines() => new(new Dictionary<string, LearnedLine> { ["x"] = new(7, Model, null) }, Shares.None);

    private static CatalogSnapshot Catalog(params RuleDefinition[] rules)
    {
        var catalog = Book.Catalog(rules);
        var like = catalog.Products["x/life"];
        var named = Codes.ToDictionary(code => code, code =>
        {
            var own = catalog.Products.GetValueOrDefault(code) ?? like;
            var word = char.ToUpperInvariant(code[2]) + code[3..];
            return own with { Code = code, LineName = new Text("X", "X"), Definition = own.Definition with { Code = code[2..], Name = new Text(word, word) } };
        });
        return catalog with { Products = named };
    }

    /// <summary>Each client gains what is said, a month apart, from a day on.</summary>
    private static Holdings Gained(int clients, Func<int, ushort[]> gains, Func<int, int> from)
    {
        var all = Enumerable.Range(0, clients).SelectMany(client => gains(client).Select((product, i) => (product, day: from(client) + (i * 30)))).ToList();
        return new Holdings(Codes, [.. Enumerable.Range(0, clients + 1).Select(i => i * 3)], [.. all.Select(g => g.product)], [.. all.Select(g => g.day)], [.. all.Select(_ => Holdings.Lives)], []);
    }

    private static LineModel Learned()
    {
        ushort[] held = [.. Enumerable.Range(0, 300).SelectMany(client => client % 2 == 0 ? new ushort[] { 0, 1 } : [2, 3])];
        var holdings = new Holdings(Codes, [.. Enumerable.Range(0, 301).Select(i => i * 2)], held, [.. held.Select(_ => 730_000)], [.. held.Select(_ => Holdings.Lives)], []);
        return new LineLearner("x", holdings, [0, 1, 2, 3], [], [], Book.Today).Learn()!;
    }
}
