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
        (await house.Ask(anna, new ListOfferable("age >= 18", "insurance/home", 10))).Select(o => o.Client.Id).ShouldContain(free.Id);
    }
}
