using CrossSell.Kernel.Errors;
using CrossSell.Portfolio.Domain;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Unit.Portfolio;

public sealed class ContractInput
{
    private static readonly ContractData Nothing = new(null, null, null, null, null, null, null, null, null, null, null);
    private static readonly ContractData Home = Nothing with { Product = "Insurance/Home", HeldAt = "us", Start = new DateOnly(2026, 1, 1) };

    [Fact]
    public void Takes_a_contract_without_an_expiry() => Faults(Home).ShouldBeEmpty();

    [Fact]
    public void Names_what_is_required() => Faults(Nothing).ShouldBe(["product", "heldAt", "start"]);

    [Fact]
    public void An_end_before_the_start_is_a_fault_of_the_expiry() => Faults(Home with { Expiry = new DateOnly(2025, 12, 31) }).ShouldBe(["expiry"]);

    [Fact]
    public void A_price_needs_a_currency_and_a_period() =>
        Faults(Home with { Price = new PriceData(-1, "forint", ""), NoticeDays = 4000 }).ShouldBe(["noticeDays", "price.amount", "price.currency", "price.period"]);

    [Fact]
    public void Keeps_codes_in_one_case()
    {
        var contract = new ContractForm(Home with { HeldAt = "US", Price = new PriceData(100.005m, "huf", "Year") }, new Faults()).FilledInto(new Contract());

        (contract.Product, contract.HeldAt, contract.Currency, contract.Period).ShouldBe(("insurance/home", "us", "HUF", "year"));
    }

    private static string[] Faults(ContractData data)
    {
        var faults = new Faults();
        new ContractForm(data, faults).FilledInto(new Contract());
        return [.. faults.All.Select(f => f.Field)];
    }
}
