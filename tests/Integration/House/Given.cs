using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Integration.House;

/// <summary>Arranges through the same commands that people use.</summary>
internal sealed class Given(HouseFixture house)
{
    private static int _count;

    public async Task<ClientView> Client(Actor advisor, string? name = null, DateOnly? born = null, params string[] consents)
    {
        var number = Interlocked.Increment(ref _count);
        var given = consents.Length == 0 ? ["phone:marketing", "phone:service"] : consents;
        return await house.Send(new AddClient(new ClientData(
            $"T-{number}-{Guid.CreateVersion7():N}", "person", name ?? $"Teszt{number}", "Kovács", null, born ?? new DateOnly(1980, 5, 17), null, $"t{number}@example.com", "+36201234567",
            new AddressData("HU", "1011", "Budapest", "Fő utca 1."), "hu", house.Emails[advisor.UserId!.Value], [],
            [.. given.Where(c => c.Length > 0).Select(c => new ConsentData(c.Split(':')[0], c.Split(':')[1], true))])));
    }

    public Task<ContractView> Contract(ClientView client, string product, DateOnly? expiry, string heldAt = "elsewhere", DateOnly? start = null) =>
        house.Send(new AddContract(new ContractData(
            null, client.Id, product, null, heldAt, heldAt == "us" ? null : "Másik Biztosító", $"K-{Interlocked.Increment(ref _count)}",
            start ?? expiry?.AddYears(-1) ?? house.Today.AddYears(-1), expiry, null, new PriceData(48000, "HUF", "year"))));

    /// <summary>A client with an open offer for home insurance that grew from an expiring contract.</summary>
    public async Task<(ClientView Client, OfferView Offer)> OpenOffer(Actor advisor, string product = "insurance/home")
    {
        var client = await Client(advisor);
        await Contract(client, product, house.Today.AddDays(50));
        await house.Send(new RunScan(null));
        var offers = await house.Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10));
        return (client, offers.Items.Single(o => o.Product == product));
    }
}
