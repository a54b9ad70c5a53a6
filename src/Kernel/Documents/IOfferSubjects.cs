namespace CrossSell.Kernel.Documents;

/// <summary>What modules before Offers may ask about an offer that something they make is about; Offers answers.</summary>
public interface IOfferSubjects
{
    Task<DocumentSubject?> Of(Guid offerId, CancellationToken ct);
}
