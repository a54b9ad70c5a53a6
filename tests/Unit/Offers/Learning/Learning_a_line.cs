using CrossSell.Benchmarks.Suggestions;
using CrossSell.Offers.Domain.Learning;

namespace CrossSell.Unit.Offers.Learning;

public sealed class Learning_a_line
{
    private static readonly DateOnly Today = DateOnly.FromDayNumber(740_500);
    private static readonly int[] Traits = [0, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData(130, 22)]
    [InlineData(900, 22)]
    [InlineData(3000, 24)]
    [InlineData(1500, 300)]
    public void Ranks_clients_it_has_not_seen_better_than_popularity(int clients, int products)
    {
        var model = Learn(MadeUpBook.Make(clients, products, seed: clients))!;

        var fresh = MadeUpBook.Make(clients + 3000, products, seed: clients);
        var plan = new LessonPlan(fresh, [.. Enumerable.Range(0, products)], model.Traits.Count > 0 ? Traits : [], Today.DayNumber);
        var unseen = plan.LeaveOneOut() is var all ? all.Where(lesson => all.Client(lesson) >= clients) : null!;
        var ranked = HitRates.Of(unseen, plan.TargetOf, model.Table.Score);
        var holders = model.Support.Holders.Select(h => (float)h).ToArray();
        var popular = HitRates.Of(unseen, plan.TargetOf, (_, into) => holders.CopyTo(into));
        ranked.Reciprocal.ShouldBeGreaterThan(popular.Reciprocal * 1.01);
        ranked.At3.ShouldBeGreaterThan(popular.At3);
    }

    [Fact]
    public void Finds_that_one_product_leads_to_another()
    {
        // Everybody holds 0 or 1; who holds 0 holds 2 as well, who holds 1 holds 3; some hold 4.
        var model = Learn(Held(400, client => client % 2 == 0 ? [0, 2, .. client % 5 == 0 ? new ushort[] { 4 } : []] : [1, 3, .. client % 5 == 0 ? new ushort[] { 4 } : []], 5))!;

        Best(model, 0).ShouldBe(2);
        Best(model, 1).ShouldBe(3);
        var cited = Ranking.Because(model, [model.Space.Holds(0), model.Space.Number(1)], 2).First();
        (cited.Fact, cited.Both, cited.Of).ShouldBe((model.Space.Holds(0), 200, 200));
    }

    [Fact]
    public void Does_not_cite_what_is_true_of_nearly_everybody()
    {
        // All but one in twenty hold 4, those who do not are among those who never hold 2: of who holds 4 a little more hold 2 than usual.
        var model = Learn(Held(400, client => client % 2 == 0 ? [0, 2, 4] : [1, 3, .. client % 20 == 1 ? Array.Empty<ushort>() : [4]], 5))!;

        Ranking.Because(model, [model.Space.Holds(4), model.Space.Number(1)], 2).ShouldBeEmpty();
        Ranking.Because(model, [model.Space.Holds(0), model.Space.Holds(4), model.Space.Number(2)], 2).Select(c => c.Fact).ShouldBe([model.Space.Holds(0)]);
    }

    [Fact]
    public void Sees_what_only_two_facts_together_say()
    {
        // Who is 1 and 1, or 2 and 2, holds product 0; who differs in the two holds product 1. Neither alone says anything.
        var (one, other) = (Enumerable.Range(0, 2000).Select(client => (byte)(1 + (client % 2))).ToArray(), Enumerable.Range(0, 2000).Select(client => (byte)(1 + (client / 2 % 2))).ToArray());
        List<Level> levels = [new Level("1"), new Level("2")];
        var held = Held(2000, client => [(ushort)(one[client] == other[client] ? 0 : 1), (ushort)(2 + (client % 7 % 2))], 4, [new Trait("attr.a", levels, one), new Trait("attr.b", levels, other)]);
        var model = Learn(held)!;

        model.Kind.ShouldBe("pairs");
        float Odds(int a, int b) => Ranking.Chances(model, [model.Space.Number(0), model.Space.Level(0, a), model.Space.Level(1, b)])[0];
        Math.Min(Odds(1, 1), Odds(2, 2)).ShouldBeGreaterThan(Math.Max(Odds(1, 2), Odds(2, 1)) * 5);
    }

    [Fact]
    public void The_same_holdings_give_the_same_model()
    {
        static byte[] Bytes() => ModelFile.Write(Learn(MadeUpBook.Make(800, 22, 5))!);

        Bytes().ShouldBe(Bytes());
    }

    [Fact]
    public void Says_nothing_while_little_is_held()
    {
        Learner(MadeUpBook.Make(50, 22, 1)).IsCold.ShouldBeTrue();
        Learn(MadeUpBook.Make(50, 22, 1)).ShouldBeNull();
        Learner(MadeUpBook.Make(130, 22, 1)).IsCold.ShouldBeFalse();
    }

    [Fact]
    public void Learns_what_was_gained_next_where_dates_say_it_and_leaves_one_out_where_they_do_not()
    {
        var dated = Learn(MadeUpBook.Make(1500, 22, 3, dated: true))!;
        var not = Learn(MadeUpBook.Make(1500, 22, 3))!;

        (dated.Replay.ByTime, dated.Space.Dated, dated.Replay.From.HasValue).ShouldBe((true, true, true));
        (not.Replay.ByTime, not.Space.Dated, not.Replay.From).ShouldBe((false, false, null));
        dated.Replay.Tried[0].Rates.Reciprocal.ShouldBeGreaterThan(dated.Replay.Tried.Single(t => t.Kind == "popularity").Rates.Reciprocal);
    }

    [Theory]
    [InlineData(130, false)]
    [InlineData(3000, true)]
    public void Tries_what_its_size_allows(int clients, bool pairs)
    {
        var model = Learn(MadeUpBook.Make(clients, 22, 3))!;

        model.Replay.Tried.Any(t => t.Kind == "pairs").ShouldBe(pairs);
        model.Kind.ShouldBe(model.Replay.Tried[0].Kind);
        model.Replay.Tried.Select(t => t.Rates.Reciprocal).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void Solves_a_line_of_many_products_at_once()
    {
        var model = Learn(Held(900, client => [(ushort)(client % 300), (ushort)(300 + (client % 300)), (ushort)(600 + (client % 7))], 700))!;

        model.Kind.ShouldBe("ease");
        Best(model, 42).ShouldBe(342);
        Best(model, 342).ShouldBe(42);
    }

    [Fact]
    public void Many_products_of_which_clients_hold_dozens_are_learned_and_ranked_far_better_than_by_popularity()
    {
        const int Clients = 1500;
        var model = Learn(WideBook.Make(Clients, 600, 20, seed: 5))!;

        var plan = new LessonPlan(WideBook.Make(Clients + 300, 600, 20, seed: 5), [.. Enumerable.Range(0, 600)], [], Today.DayNumber);
        var unseen = plan.LeaveOneOut() is var all ? all.Where(lesson => all.Client(lesson) >= Clients) : null!;
        var holders = model.Support.Holders.Select(h => (float)h).ToArray();
        model.Kind.ShouldBe("ease");
        HitRates.Of(unseen, plan.TargetOf, model.Table.Score).Reciprocal.ShouldBeGreaterThan(HitRates.Of(unseen, plan.TargetOf, (_, into) => holders.CopyTo(into)).Reciprocal * 2);
    }

    [Fact]
    public void A_rule_speaks_before_anybody_has_bought()
    {
        var holdings = Held(200, client => [(ushort)(client % 4), (ushort)(4 + (client % 3))], 8);
        LineModel With(params RuleHint[] rules) => new LineLearner("made", holdings, [.. Enumerable.Range(0, 8)], [], rules, Today).Learn()!;

        float Odds(LineModel model, int held) => Ranking.Chances(model, [model.Space.Holds(held), model.Space.Number(1)])[7];
        Odds(With(new RuleHint(0, 7, 9)), 0).ShouldBeGreaterThan(Odds(With(), 0) * 2);
        Odds(With(new RuleHint(0, 7, 9)), 0).ShouldBeGreaterThan(Odds(With(new RuleHint(0, 7, 9)), 1));
    }

    [Fact]
    public void What_the_client_holds_has_no_chance_and_the_rest_share_one()
    {
        var model = Learn(MadeUpBook.Make(400, 22, 8))!;

        var chances = Ranking.Chances(model, [model.Space.Holds(3), model.Space.Holds(5), model.Space.Number(2)]);

        (chances[3], chances[5]).ShouldBe((0, 0));
        chances.Sum().ShouldBe(1, 1e-4);
    }

    [Fact]
    public void A_model_comes_back_from_its_file_as_it_was()
    {
        var model = Learn(MadeUpBook.Make(700, 22, 9))!;

        var back = ModelFile.Read(ModelFile.Write(model));

        var facts = new[] { model.Space.Holds(1), model.Space.Number(1) };
        Ranking.Chances(back, facts).ShouldBe(Ranking.Chances(model, facts));
        (back.Kind, back.Support.Clients, back.Replay.Tried.Count).ShouldBe((model.Kind, model.Support.Clients, model.Replay.Tried.Count));
        Ranking.Because(back, facts, 2).ShouldBe(Ranking.Because(model, facts, 2));
    }

    [Fact]
    public void A_renewal_is_no_gain()
    {
        // Product 0 is taken out anew every year: only 1 is a gain.
        var holdings = new Holdings(["made/a", "made/b"], [0, 3], [0, 0, 1], [730_000, 730_365, 730_700], [730_364, 730_729, Holdings.Lives], []);
        var lessons = new LessonPlan(holdings, [0, 1], [], 731_000).GainedNext(730);

        Enumerable.Range(0, lessons.Count).Select(lessons.Target).ShouldBe([0, 1]);
    }

    private static int Best(LineModel model, int held)
    {
        var chances = Ranking.Chances(model, [model.Space.Holds(held), model.Space.Number(1)]);
        return Array.IndexOf(chances, chances.Max());
    }

    private static Holdings Held(int clients, Func<int, ushort[]> holds, int products, params Trait[] traits)
    {
        var all = Enumerable.Range(0, clients).Select(holds).ToList();
        var first = new int[clients + 1];
        for (var client = 0; client < clients; client++)
        {
            first[client + 1] = first[client] + all[client].Length;
        }

        var held = all.SelectMany(p => p).ToArray();
        return new Holdings([.. Enumerable.Range(0, products).Select(p => $"made/p{p}")], first, held, [.. held.Select(_ => 730_000)], [.. held.Select(_ => Holdings.Lives)], traits);
    }

    private static LineLearner Learner(Holdings holdings) => new("made", holdings, [.. Enumerable.Range(0, holdings.Products.Length)], [.. Enumerable.Range(0, holdings.Traits.Count)], [], Today);

    private static LineModel? Learn(Holdings holdings) => Learner(holdings).Learn();
}
