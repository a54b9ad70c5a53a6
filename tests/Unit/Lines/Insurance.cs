using CrossSell.Plugins.Insurance;
using CrossSell.Sdk;

namespace CrossSell.Unit.Lines;

public sealed class Insurance
{
    private static readonly DateOnly Today = new(2026, 11, 2);
    private readonly InsuranceLine _line = new();

    [Theory]
    [InlineData("A0", 0, "B01")]
    [InlineData("B9", 0, "B10")]
    [InlineData("B10", 0, "B10")]
    [InlineData("M1", 0, "A00")]
    [InlineData("B5", 1, "B03")]
    [InlineData("B5", 2, "B01")]
    [InlineData("B5", 3, "M01")]
    [InlineData("B10", 4, "M04")]
    [InlineData("M3", 1, "M04")]
    public void Moves_the_bonus_class_by_the_claims_of_the_year(string before, int claims, string after) =>
        BonusClass.Parse(before)!.Value.After(claims).ToString().ShouldBe(after);

    [Fact]
    public void Leaves_the_class_as_it_is_after_fewer_than_270_days_without_a_claim() => BonusClass.Parse("B3")!.Value.After(0, 269).ToString().ShouldBe("B03");

    [Theory]
    [InlineData("B11")]
    [InlineData("M0")]
    [InlineData("A1")]
    [InlineData("")]
    [InlineData(null)]
    public void Knows_no_other_classes(string? text) => BonusClass.Parse(text).ShouldBeNull();

    [Fact]
    public void Quotes_motor_liability_for_the_class_that_counts_from_the_anniversary()
    {
        var quote = _line.Quote(new QuoteRequest(
            "motor-liability", "assistance", Client(age: 45), new Dictionary<string, string> { ["power"] = "66", ["bonusClass"] = "B9", ["claims"] = "0", ["insuredDays"] = "365" }, new DateOnly(2027, 1, 1)))!;

        quote.Amount.ShouldBe(decimal.Round((58_200m * 0.50m + 7_100m) / 10, MidpointRounding.AwayFromZero) * 10);
        quote.Lines.ShouldContain(l => l.Label.En == "Bonus class: B09 → B10" && l.Value == "× 0.50");
        quote.Lines.ShouldContain(l => l.Label.En.StartsWith("Notice") && l.Value == "2026-12-02");
        quote.Missing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2020-01-01", "2027-01-01")]
    [InlineData("2020-11-02", "2026-11-02")]
    [InlineData("2020-11-01", "2027-11-01")]
    [InlineData("2026-11-02", "2027-11-02")]
    public void Finds_the_next_anniversary(string start, string next) => Anniversary.Next(DateOnly.Parse(start), Today).ShouldBe(DateOnly.Parse(next));

    [Theory]
    [InlineData(61, false)]
    [InlineData(60, true)]
    [InlineData(30, true)]
    [InlineData(29, false)]
    public void Takes_notice_from_sixty_to_thirty_days_before_the_anniversary(int daysBefore, bool open) => Anniversary.NoticeIsOpen(Today.AddDays(daysBefore), Today).ShouldBe(open);

    [Fact]
    public void Says_what_a_quote_still_needs() =>
        _line.Quote(new QuoteRequest("home", "plus", Client(40), new Dictionary<string, string> { ["sumInsured"] = "40000000" }, Today))!.Missing.ShouldBe(["builtIn", "wall", "alarm", "claims3"]);

    [Fact]
    public void Wants_a_plate_and_a_class_that_exist()
    {
        _line.Check("motor-liability", new Dictionary<string, string> { ["plate"] = "12-34", ["bonusClass"] = "B11" }, Today).Select(f => f.Field).ShouldBe(["plate", "bonusClass"]);
        _line.Check("motor-liability", new Dictionary<string, string> { ["plate"] = "AABC-123", ["bonusClass"] = "B10" }, Today).ShouldBeEmpty();
    }

    [Fact]
    public void States_why_the_product_fits_the_demands_and_needs()
    {
        var filled = _line.Fill(new DocumentRequest("home", "plus", "en", Client(40), new Dictionary<string, string> { ["priority"] = "cover", ["existingCover"] = "true" }, null));

        ((DocumentValue.Words)filled["suitability"]).Value.ShouldBe(
            "The client wants the widest cover. The client has cover for the same risk already; the new contract takes its place, or begins when it ends. The product proposed is consistent with these demands and needs.");
    }

    private static ClientFacts Client(int age) => new("person", Today.AddYears(-age), "Budapest", [], [], Today);
}
