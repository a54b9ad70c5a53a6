using CrossSell.Catalog.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Segments.Messages;

namespace CrossSell.Integration.Segments;

[Collection("house")]
public sealed class Looking_at_the_white_space(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Every_client_is_in_one_cell_and_the_number_opens_just_those()
    {
        var anna = await house.Person(Role.Advisor, "Folt Anna");
        var holder = await _given.Client(anna);
        await _given.Contract(holder, "insurance/home", null, "us");
        var (offered, refused) = (await _given.Client(anna), await _given.Client(anna));
        await house.Send(anna, new OpenOffer(offered.Id, "insurance/home", null, null, null, null));
        var offer = await house.Send(anna, new OpenOffer(refused.Id, "insurance/home", null, null, null, null));
        await house.Send(anna, new RecordOutcome(offer.Id, Outcome.Rejected, "price", null, null, null, null));
        await _given.Client(anna, null, new DateOnly(2015, 1, 1));
        await _given.Client(anna, null, null, "phone:service");
        var free = await _given.Client(anna);

        var matrix = await house.Ask(anna, new GetWhitespace(null, null, null));

        matrix.Clients.ShouldBe(6);
        var home = matrix.Products.Single(p => p.Product == "insurance/home");
        (home.Held, home.HeldHere, home.Yearly, home.Currency).ShouldBe((1, 1, 48000m, "HUF"));
        home.Open.ShouldBeGreaterThanOrEqualTo(1);
        home.Potential.ShouldBe(48000m * home.Offerable);
        foreach (var product in matrix.Products)
        {
            (product.Held + product.Open + product.NotAllowed + product.Cooldown + product.Offerable).ShouldBe(6, product.Product);
            foreach (var (state, count) in new[] { ("held", product.Held), ("open", product.Open), ("notAllowed", product.NotAllowed), ("cooldown", product.Cooldown), ("offerable", product.Offerable) })
            {
                (await house.Ask(anna, new TryFilter($"standing {product.Product} {state}", 0))).Count.ShouldBe(count, $"{product.Product} {state}");
            }
        }

        var grid = await house.Ask(anna, new ListWhitespaceClients(null, null, "insurance", null, 50));
        var at = grid.Products.ToList().IndexOf("insurance/home");
        grid.Items.CountBy(c => c.Standings[at]).ToDictionary()["offerable"].ShouldBe(home.Offerable);
        grid.Items.Single(c => c.ClientId == free.Id).Standings[at].ShouldBe("offerable");
        foreach (var (standing, reason) in grid.Items.SelectMany(c => c.Standings.Zip(c.Reasons)))
        {
            (reason.Why is null).ShouldBe(standing == "offerable", $"{standing}: {reason.Why}");
            (reason.Because is null || standing == "offerable").ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Says_of_each_client_what_speaks_for_a_product_and_what_stands_against_it()
    {
        var anna = await house.Person(Role.Advisor, "Folt Okok");
        var borrower = await _given.Client(anna);
        await _given.Contract(borrower, "lending/mortgage", null, "us");
        var child = await _given.Client(anna, null, new DateOnly(2015, 1, 1));
        var silent = await _given.Client(anna, null, null, "phone:service");

        var grid = await house.Ask(anna, new ListWhitespaceClients(null, null, "insurance", null, 50));

        ExplainedProduct Of(Guid client, string product) => grid.Items.Single(c => c.ClientId == client).Reasons[grid.Products.ToList().IndexOf(product)];
        Of(borrower.Id, "insurance/home").Because.ShouldNotBeNull().Code.ShouldBe("rule");
        (await house.Ask(anna, new GetCatalog())).Rules.Where(r => r.Definition.Offer == "insurance/home").Select(r => r.Definition.Because.Hu).ShouldContain(Of(borrower.Id, "insurance/home").Because!.Hu);
        Of(child.Id, "insurance/life").Why.ShouldBe("notEligible");
        Of(silent.Id, "insurance/home").Why.ShouldBe("noMarketing");
        (await house.Ask(anna, new ExplainProducts(["insurance/home"], [(await _given.Client(await house.Person(Role.Advisor, "Folt Másé"))).Id]))).ShouldBeEmpty();
    }
}
