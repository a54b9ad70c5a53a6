using CrossSell.Plugins.Lending;
using CrossSell.Sdk;

namespace CrossSell.Unit.Lines;

public sealed class Lending
{
    private static readonly DateOnly Today = new(2026, 11, 2);

    [Theory]
    [InlineData(20_000_000, 240, 6.4, 147_939)]
    [InlineData(3_000_000, 60, 14.9, 71_212)]
    [InlineData(1_200_000, 12, 0, 100_000)]
    public void Pays_back_in_equal_instalments(decimal amount, int months, decimal interest, decimal instalment) =>
        new Loan(amount, months, interest, 0).Instalment.ShouldBe(instalment, 2);

    [Theory]
    [InlineData(6.4, 0, 6.6)]
    [InlineData(6.4, 200_000, 6.7)]
    [InlineData(0, 0, 0)]
    public void Counts_fees_into_the_annual_percentage_rate(decimal interest, decimal fee, decimal aprc) => new Loan(20_000_000, 240, interest, fee).AprcPercent.ShouldBe(aprc);

    /// <summary>Directive 2008/48/EC, Annex I: 6000 paid back in 48 instalments of 149.31 has a rate of 9.2 or so; checked against the equation itself.</summary>
    [Fact]
    public void Solves_the_equation_of_the_directive()
    {
        var loan = new Loan(4_000_000, 72, 12.9m, 30_000);
        var rate = 1 + (double)loan.AprcPercent / 100;

        var worth = Enumerable.Range(1, 72).Sum(month => (double)loan.Instalment / Math.Pow(rate, month / 12.0));

        worth.ShouldBe(3_970_000, 12_000);
    }

    [Theory]
    [InlineData("mortgage", "fixed-10", 147_940)]
    [InlineData("personal-loan", "home-improvement", 92_050)]
    public void Quotes_as_listed_where_nothing_else_was_asked_for(string product, string variant, decimal listed) => Quote(product, variant, []).Amount.ShouldBe(listed, 60);

    [Fact]
    public void Quotes_what_was_asked_for()
    {
        var quote = Quote("mortgage", "fixed-20", new() { ["loanAmount"] = "30000000", ["termMonths"] = "300" });

        quote.Lines.Select(l => l.Label.En).ShouldBe(["Loan amount", "Term", "Interest, a year", "Disbursement fee", "Total to pay", "APRC"]);
        quote.Missing.ShouldBeEmpty();
        quote.Lines[^2].Amount.ShouldBe(quote.Amount * 300 + 200_000);
    }

    [Fact]
    public void Lends_at_most_four_fifths_of_the_property() =>
        new LendingLine().Check("mortgage", new Dictionary<string, string> { ["loanAmount"] = "41000000", ["collateralValue"] = "50000000" }, Today).ShouldHaveSingleItem().Field.ShouldBe("loanAmount");

    [Fact]
    public void Says_which_insurances_the_lender_wants_and_which_are_there()
    {
        ContractFacts Held(string product) => new(product, null, true, Today.AddYears(-1), null, null, new Dictionary<string, string>(), true);
        var section = new LendingLine().Show(new ClientFacts("person", null, null, [], [Held("lending/mortgage"), Held("insurance/home")], Today))!;

        section.Rows.Select(r => (r.Label.En, r.Urgent)).ShouldBe([("Home insurance on the property", false), ("Credit cover", true)]);
    }

    private static Quote Quote(string product, string variant, Dictionary<string, string> answers) =>
        new LendingLine().Quote(new QuoteRequest(product, variant, new ClientFacts("person", null, null, [], [], Today), answers, Today))!;
}
