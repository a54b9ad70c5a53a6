using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;

namespace CrossSell.Offers.Features;

/// <summary>What a mail about an offer is about.</summary>
internal sealed class OfferSubjects(Database database) : IOfferSubjects
{
    public async Task<DocumentSubject?> Of(Guid offerId, CancellationToken ct) => await database.Single(
        "select o.client_id, c.advisor_id, o.product, o.variant, c.language from offers.offer o join clients.pub_client c on c.id = o.client_id where o.id = $1",
        r => new DocumentSubject(r.GetGuid(0), offerId, r.GetGuid(1), r.GetString(2), r.MaybeText(3), r.GetString(4)),
        [offerId],
        ct);
}
