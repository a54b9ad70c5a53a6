using CrossSell.Kernel.Data;
using CrossSell.Processes.Messages;

namespace CrossSell.Offers.Features;

/// <summary>What a process that sells has to know of its offer.</summary>
internal sealed class SoldOffers(Database database) : ISoldOffers
{
    public async Task<bool> IsOpen(Guid offerId, CancellationToken ct) =>
        (await database.Query("select status = 'open' from offers.offer where id = $1", r => r.GetBoolean(0), [offerId], ct)).FirstOrDefault();
}
