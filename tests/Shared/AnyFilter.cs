using CrossSell.Segments.Domain.Filters;
using CsCheck;

namespace CrossSell.Shared;

/// <summary>Random filters over a few products, so that random clients are meant by some of them.</summary>
internal static class AnyFilter
{
    public static readonly string[] Products = ["insurance/home", "insurance/car", "insurance/life", "lending/mortgage", "parts/oil"];

    private static readonly Gen<string> Product = Pick(Products);
    private static readonly Gen<ProductSet> Set = Gen.OneOf(Product, Gen.Const("insurance/*"), Gen.Const(ProductSet.Any)).Select(p => new ProductSet(p));
    private static readonly Gen<Place> Places = Gen.Enum<Place>();
    private static readonly Gen<Comparison> Comparisons = Gen.Enum<Comparison>();
    private static readonly Gen<DateOnly> Day = Gen.Int[-900, 900].Select(d => new DateOnly(2026, 9, 14).AddDays(d));
    private static readonly Gen<string?> Reason = Pick<string?>(null, "price", "hasElsewhere", "tooSlow");
    private static readonly Gen<int?> Within = Pick<int?>(null, 0, 1, 30, 400);

    /// <summary>Words with what a careless quoting would break on.</summary>
    public static readonly string[] Words = ["vip", "Győr", "Két szó", "a \"quoted\" word", "back\\slash", "„alsó” “felső”", "(brackets), and", "és", "not", "11*", "30"];

    private static readonly Gen<string> Text = Pick(Words);

    public static Gen<Filter> Condition { get; } = Gen.OneOf<Filter>(
        Gen.Select(Set, Places, (p, w) => (Filter)new Filter.Holds(p, w)),
        Gen.Select(Set, Places, (p, w) => (Filter)new Filter.Lacks(p, w)),
        Set.Select(p => (Filter)new Filter.Held(p)),
        Gen.Select(Set, Places, Gen.Int[0, 800], (p, w, d) => (Filter)new Filter.ExpiringWithin(p, w, d)),
        Gen.Select(Set, Places, Day, Day, (p, w, a, b) => (Filter)new Filter.ExpiringBetween(p, w, a, b)),
        Gen.Select(Places, Comparisons, Pick(0m, 12_000m, 48_000m, 1_234_567.5m), Pick("HUF", "EUR"), (w, c, a, u) => (Filter)new Filter.Premium(w, c, a, u)),
        Gen.Select(Places, Comparisons, Gen.Int[0, 3], (w, c, n) => (Filter)new Filter.Contracts(w, c, n)),
        Gen.Select(Gen.OneOf(Set.Select(p => (ProductSet?)p), Gen.Const((ProductSet?)null)), Comparisons, Gen.Int[0, 3], (p, c, n) => (Filter)new Filter.Bought(p, c, n)),
        Gen.Select(Comparisons, Day, (c, d) => (Filter)new Filter.Since(c, d)),
        Gen.Select(Set, Gen.Enum<Fate>(), Gen.Select(Day, Day), Pick<string?>(null, null, "Másik Biztosító", "Két \"szó\" Bank"), Pick<string?>(null, null, "price", "unknown"))
            .Select(t => (Filter)new Filter.Ended(t.Item1, t.Item2, t.Item3.Item1 < t.Item3.Item2 ? t.Item3.Item1 : t.Item3.Item2, t.Item3.Item1 < t.Item3.Item2 ? t.Item3.Item2 : t.Item3.Item1, t.Item4, t.Item5)),
        Gen.Int[0, 400].Select(d => (Filter)new Filter.ContactedWithin(d)),
        Gen.Select(Day, Day, (a, b) => (Filter)new Filter.ContactedBetween(a, b)),
        Gen.Const((Filter)new Filter.NeverContacted()),
        Gen.Select(Set, Pick("accepted", "rejected", "noAnswer", "thinking"), Reason, (p, o, r) => (Filter)new Filter.Outcome(p, o, r)),
        Gen.Select(Set, Pick<string?>(null, null, "expiry", "manual", "insurance/rule-a", "insurance/rule-a@1.0.0", "insurance/rule-b@?"), Gen.Enum<OfferStage>(), Within, (p, b, s, d) => (Filter)new Filter.Offered(p, b, s, d)),
        Gen.Select(Set, Pick<int?>(null, 1, 2, 3, Tries.Last), Gen.Enum<Daypart>(), Gen.Enum<TryResult>(), Within, (p, n, h, r, d) => (Filter)new Filter.Tried(p, n, h, r, d)),
        Gen.Select(Set, Pick<string?>(null, "price", "hasElsewhere", "tooSlow", "unknown"), Within, (p, r, d) => (Filter)new Filter.Refused(p, r, d)),
        Within.Select(d => (Filter)new Filter.Complained(d)),
        Gen.Select(Product, Gen.Enum<ProductStanding>(), (p, s) => (Filter)new Filter.Standing(p, s)),
        Gen.Select(Comparisons, Gen.Int[16, 70], (c, n) => (Filter)new Filter.Age(c, n)),
        Pick<Filter>(new Filter.Kind("person"), new Filter.Kind("company"), new Filter.Language("hu"), new Filter.Language("en"), new Filter.DoNotContact()),
        Text.Select(t => (Filter)new Filter.City(t)),
        Text.Select(t => (Filter)new Filter.PostalCode(t)),
        Text.Select(t => (Filter)new Filter.Tag(t)),
        Text.Select(t => (Filter)new Filter.Team(t)),
        Pick<Filter>(new Filter.Advisor("anna@example.com"), new Filter.Advisor("bela@example.com")),
        Gen.Select(Pick<string?>(null, "phone", "email", "post"), Pick("marketing", "service"), (c, p) => (Filter)new Filter.Consent(c, p)),
        Gen.Select(Text, Comparisons, Gen.OneOf(Text, Pick("3", "4.5")), (n, c, v) => (Filter)new Filter.Attribute(n, c, v)),
        Text.Select(t => (Filter)new Filter.HasAttribute(t)));

    public static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static Gen<Filter> Of(Gen<Filter> conditions, int depth) => depth == 0 ? conditions : Gen.Frequency(
        (3, conditions),
        (2, Of(conditions, depth - 1).List[2, 3].Select(p => (Filter)new Filter.All(new FilterParts(p)))),
        (2, Of(conditions, depth - 1).List[2, 3].Select(p => (Filter)new Filter.Any(new FilterParts(p)))),
        (1, Of(conditions, depth - 1).Select(p => (Filter)new Filter.Not(p))));
}
