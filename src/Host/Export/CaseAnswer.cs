using CrossSell.Clients.Messages;
using CrossSell.Host.Api;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;

namespace CrossSell.Host.Export;

/// <summary>A case as JSON, with the shapes of the API.</summary>
internal sealed record CaseAnswer(
    Guid OfferId,
    Guid ClientId,
    string ClientName,
    IReadOnlyList<OfferAnswer> Offers,
    IReadOnlyDictionary<Guid, OfferTerms> Terms,
    IReadOnlyList<ProcessView> Processes,
    IReadOnlyList<DocumentAnswer> Documents,
    IReadOnlyList<MailAnswer> Mails,
    IReadOnlyList<ConsentEntry> Consents,
    IReadOnlyList<AuditAnswer> History)
{
    public static CaseAnswer Of(CaseRecord known, IReadOnlyList<AuditAnswer> history, string language) => new(
        known.Offer.Id,
        known.Client.Id,
        known.Client.Name,
        [.. known.Offers.Select(o => OfferAnswer.Of(o, language))],
        known.Offers.Where(o => o.Terms is not null).ToDictionary(o => o.Id, o => o.Terms!),
        known.Processes,
        [.. known.Documents.Select(DocumentAnswer.Of)],
        [.. known.Mails.Select(m => new MailAnswer(m.Mail, m.Text, m.Html))],
        known.Consents,
        history);
}
