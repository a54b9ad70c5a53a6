namespace CrossSell.Processes.Messages;

/// <summary>Tells of the offers that processes sell; Offers says it.</summary>
public interface ISoldOffers
{
    /// <summary>Whether an outcome of the offer can still come.</summary>
    Task<bool> IsOpen(Guid offerId, CancellationToken ct);
}
