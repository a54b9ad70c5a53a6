using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Offers.Messages;

/// <summary>
/// Says in the audit that the case file of an offer is taken, and answers whose it is: the offer and those that led to it (another variant after a refusal, a retry by letter), the earliest first.
/// </summary>
[Needs(Permission.SeeAudit)]
public sealed record TakeCase(Guid OfferId) : ICommand<IReadOnlyList<OfferView>>;
