using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Integration.Catalog;

/// <summary>Directive (EU) 2016/97, Article 20: the record of demands and needs stays with the offer and is printed into its document.</summary>
[Collection("house")]
public sealed class Selling_insurance(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task The_record_of_demands_and_needs_and_the_price_are_printed_into_the_contract()
    {
        var advisor = await house.Person(Role.Advisor, "Needs");
        var (client, offer) = await _given.OpenOffer(advisor);
        var form = await house.Ask(advisor, new GetTerms(offer.Id));
        form.Questions.Select(q => q.Name).ShouldContain("priority");
        form.Quote.ShouldNotBeNull().Missing.ShouldContain("sumInsured");

        var recorded = await house.Send(advisor, new SaveTerms(offer.Id, new Dictionary<string, string>
        {
            ["priority"] = "cover",
            ["existingCover"] = "true",
            ["wall"] = "brick",
            ["alarm"] = "true",
            ["claims3"] = "0",
            ["sumInsured"] = "40000000",
            ["builtIn"] = "2015",
            ["propertyAddress"] = "Fő utca 1.",
        }, null));

        recorded.Terms!.Quote!.Amount.ShouldBe(decimal.Round(40_000 * 0.75m * 0.92m * 0.93m * 0.90m / 10, MidpointRounding.AwayFromZero) * 10);
        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));
        var document = await HouseFixture.Eventually(
            "the contract", async () => (await house.Ask(new ListDocuments(client.Id, offer.Id, null, null, 10))).Items.SingleOrDefault(), d => d?.Status == "generated");
        var data = JsonNode.Parse((await house.Ask(new GetDocument(document!.Id))).Data!)!;
        data["offer"]!["needs"]!.AsArray().Select(n => $"{n!["label"]}: {n["answer"]}").ShouldContain("Mi a legfontosabb az ügyfélnek?: A lehető legszélesebb fedezet");
        ((string?)data["offer"]!["needsBy"], (decimal)data["offer"]!["price"]!["amount"]!, (string?)data["product"]!["lineVersion"]).ShouldBe((advisor.Name, recorded.Terms.Quote.Amount, "1.1.0"));
        ((string?)data["line"]!["suitability"])!.ShouldContain("összhangban van");
    }
}
