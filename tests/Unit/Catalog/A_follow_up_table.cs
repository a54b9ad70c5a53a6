using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Sdk;
using CsCheck;

namespace CrossSell.Unit.Catalog;

public sealed class A_follow_up_table
{
    private static readonly Text Any = new("hu", "en");

    private static readonly IReadOnlyDictionary<string, ProductDefinition> Products = new[] { Product("home"), Product("life") }.ToDictionary(p => "x/" + p.Code);

    [Fact]
    public void Is_whole_when_every_outcome_is_answered_for_every_reason_attempt_and_product() => Check(DefaultFollowUps.Table).ShouldBeEmpty();

    [Fact]
    public void Has_its_hole_named_when_an_outcome_is_missing() =>
        Names(Check([.. DefaultFollowUps.Table.Where(row => row.On != Outcome.Thinking)])).ShouldBe(["nothing answers thinking"]);

    [Theory]
    [InlineData("price", null, null, null, "nothing answers rejected")]
    [InlineData(null, "x/home", null, null, "nothing answers rejected")]
    [InlineData(null, null, 2, null, "nothing answers rejected at attempt 1|nothing answers rejected at attempt 3+")]
    [InlineData(null, null, null, 3, "nothing answers rejected at attempt 1-2")]
    [InlineData("price", null, null, 2, "nothing answers rejected")]
    public void Has_its_hole_named_when_a_row_is_too_narrow(string? reason, string? product, int? attempt, int? from, string holes) =>
        Names(Check([.. Others, Row(Outcome.Rejected, reason, product, attempt, from)])).ShouldBe(holes.Split('|'));

    [Fact]
    public void Names_the_rest_of_a_hole_that_is_half_filled() =>
        Names(Check([.. Others, Row(Outcome.Rejected, "price", null, 1), Row(Outcome.Rejected, null, null, null, 2), Row(Outcome.Rejected, null, "x/life")]))
            .ShouldBe(["nothing answers rejected at attempt 1"]);

    [Fact]
    public void Is_refused_with_each_fault_at_its_row()
    {
        var faults = Check(
        [
            .. DefaultFollowUps.Table,
            Row(Outcome.Rejected, then: new NextStep(NextOffer.NextSuggestion, RetryAt.Later, 9999, null, null, null)),
            Row(Outcome.Accepted, "price", then: new NextStep(null, RetryAt.Later, 1, null, null, null)),
            Row(Outcome.Rejected, "b", "y/other", then: new NextStep(null, null, 0, null, null, null) { Product = "x/life", Variant = "gold" }),
            Row(Outcome.DoNotContact, then: new NextStep(NextOffer.NextSuggestion, null, 0, null, null, null)),
        ]);

        var first = DefaultFollowUps.Table.Count;
        faults.ShouldAllBe(f => f.Row >= first);
        Codes(first).ShouldBe(["followUpRange", "followUpUnreachable", "followUpForEver", "followUpWays"], ignoreOrder: true);
        Codes(first + 1).ShouldBe(["followUpUnreachable", "followUpAccepted"], ignoreOrder: true);
        Codes(first + 2).ShouldBe(["followUpProduct", "followUpUnreachable", "followUpVariant"], ignoreOrder: true);
        Codes(first + 3).ShouldBe(["followUpApproaches", "followUpUnreachable"], ignoreOrder: true);
        faults.Single(f => f.Code == "followUpVariant").Field.ShouldBe($"rows[{first + 2}].then.variant");

        IEnumerable<string> Codes(int row) => faults.Where(f => f.Row == row).Select(f => f.Code);
    }

    /// <summary>What the finder calls whole is whole: whatever happens, some row answers; and what it names is answered by none.</summary>
    [Fact]
    public void Is_called_whole_exactly_when_some_row_answers_whatever_happens()
    {
        var rows = Gen.Select(Gen.OneOf(Gen.Const((string?)null), Gen.Const((string?)"a"), Gen.Const((string?)"b")), Gen.OneOf(Gen.Const((string?)null), Gen.Const((string?)"x/home"), Gen.Const((string?)"x/life")), Gen.Int[0, 4], Gen.Int[0, 4])
            .Select((reason, product, attempt, from) => Row(Outcome.Rejected, reason, product, attempt == 0 ? null : attempt, attempt > 0 || from == 0 ? null : from));

        rows.List[0, 6].Sample(
            table =>
            {
                var open =
                    from reason in new[] { "a", "b", "c" }
                    from product in new[] { "x/home", "x/life", "x/other" }
                    from times in Enumerable.Range(1, 7)
                    where !table.Any(row => row.Answers(Outcome.Rejected, reason, product, times))
                    select (reason, product, times);
                var named = MatrixHoles.Find([.. Others, .. table]);
                return named.Count == 0 == !open.Any();
            },
            iter: 5000);
    }

    [Fact]
    public void Comes_out_of_the_database_as_it_went_in()
    {
        FollowUpDefinition[] rows =
        [
            Row(Outcome.NoAnswer, "busy", "x/home", null, 2, new NextStep(null, RetryAt.OtherDaypart, 1, 4, FinalStep.Letter, null) { Channel = ContactChannel.Meeting, Owner = StepOwner.Backoffice, CooldownDays = 0 }),
            Row(Outcome.Rejected, then: new NextStep(null, null, 3, null, null, null) { Product = "x/life", Variant = "plus" }),
        ];

        JsonText.Read<List<FollowUpDefinition>>(JsonText.Write(rows)).ShouldBe(rows);
    }

    private static IEnumerable<FollowUpDefinition> Others => DefaultFollowUps.Table.Where(row => row.On != Outcome.Rejected);

    private static IReadOnlyList<FollowUpFault> Check(IReadOnlyList<FollowUpDefinition> rows) => Matrix.Check("x", rows, Products);

    private static IEnumerable<string> Names(IReadOnlyList<FollowUpFault> faults) => faults.Select(f => f.Message);

    private static FollowUpDefinition Row(Outcome on, string? reason = null, string? product = null, int? attempt = null, int? from = null, NextStep? then = null) =>
        new(on, reason, product, then ?? new NextStep(NextOffer.NextSuggestion, null, 14, null, null, null)) { Attempt = attempt, FromAttempt = from };

    private static ProductDefinition Product(string code) =>
        new(code, Any, [new VariantDefinition("basic", Any), new VariantDefinition("plus", Any)], null, new ContactDefinition(0, []), 60, null, [], [], null);
}
