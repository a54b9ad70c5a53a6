using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using CrossSell.Portfolio.Domain;

namespace CrossSell.Unit.Portfolio;

public sealed class Telling_a_contracts_facts
{
    private static readonly Contract Full = new()
    {
        ExternalId = "K1 \"ő\"",
        ClientId = new Guid(7, 0, 0, new byte[8]),
        Product = "insurance/home",
        Variant = "base",
        HeldAt = "elsewhere",
        Provider = "Másik & Társa",
        Number = "N-1",
        Start = new DateOnly(2026, 2, 3),
        Expiry = new DateOnly(2027, 2, 3),
        ExpiryInferred = true,
        NoticeDays = 30,
        Price = 48000.50m,
        Currency = "HUF",
        Period = "year",
        Fields = new SortedDictionary<string, string> { ["Plate"] = "ABC-123" },
        HeldUntil = DateOnly.MaxValue,
    };

    [Fact]
    public void The_quick_way_says_the_same_as_the_facts()
    {
        System.Text.Encoding.UTF8.GetString(ContractFacts.Known(Full)).ShouldBe(JsonText.Write(Full.KnownFacts()));
        var bare = new Contract { Product = "insurance/home", HeldAt = "us", Start = new DateOnly(2026, 2, 3) };
        System.Text.Encoding.UTF8.GetString(ContractFacts.Known(bare)).ShouldBe(JsonText.Write(bare.KnownFacts()));
    }

    [Fact]
    public void Every_fact_can_be_set_back()
    {
        var before = new Contract { Id = Full.Id, ClientId = Full.ClientId, Product = "insurance/life", HeldAt = "us", Start = new DateOnly(2020, 1, 1) };
        var difference = Difference.Between(before.Facts(), Full.Facts());
        var row = new ImportedRow(1, Full.Id, Full.ClientId, JsonText.Write(difference.Before), JsonText.Write(difference.After));

        var back = FieldsBack.Of(row, Full.Facts());

        back.ChangedSince.ShouldBeEmpty();
        Difference.Between(ContractFacts.With(Full, back.Into(ContractFacts.Of(Full))).Facts(), before.Facts()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_field_that_was_changed_since_is_left_and_one_that_is_back_already_is_passed_over()
    {
        var row = new ImportedRow(1, Full.Id, null, """{"price":1,"variant":"old","number":"N-0"}""", """{"price":2,"variant":"base","number":"N-2"}""");
        var now = Full with { Price = 3, Number = "N-0" };

        var back = FieldsBack.Of(row, now.Facts());

        back.Back.Select(f => f.Name).ShouldBe(["variant"]);
        back.ChangedSince.ShouldBe(["price"]);
    }
}
