using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Grains;

/// <summary>The single writer and live copy of one client's cross-sell state.</summary>
internal interface IClientGrain : IGrainWithGuidKey
{
    Task<ClientCard> Card(Caller caller);

    Task<OutcomeAnswer> Record(RecordOutcome command, Caller caller);

    Task<OfferView> Open(OpenOffer command, Caller caller);

    Task<OfferSent> Send(SendOffer command, Caller caller);

    Task<OfferView> Withdraw(WithdrawOffer command, Caller caller);

    Task<OutcomeUndone> Undo(UndoOutcome command, Caller caller);

    Task<OutcomeAnswer> Correct(CorrectOutcome command, Caller caller);

    Task<List<OnTheLine>> Hold(bool open, Caller caller);

    /// <summary>Gives the client to the caller for a call about the offer (or about something else, without one), unless somebody else has them or they must not be called now.</summary>
    Task<CallTaken> TakeCall(Guid? offerId, Caller caller);

    /// <summary>Lets the client go, and does not give them to this caller again for half an hour.</summary>
    Task PutAside(Caller caller);

    /// <summary>Withdraws the open offers about which the client may no longer be approached, and has the others approached in a way that is allowed.</summary>
    Task<int> KeepConsents(Caller caller);

    /// <summary>Something changed the client elsewhere: read again before the next use.</summary>
    Task Reload();
}

/// <param name="Card">The client, who is the caller's alone now; none when it was not to be.</param>
/// <param name="Busy">Nothing about this client is for the caller now.</param>
[GenerateSerializer, Immutable]
internal sealed record CallTaken([property: Id(0)] ClientCard? Card, [property: Id(1)] bool Busy);

/// <summary>Who calls, under which key, and when.</summary>
[GenerateSerializer, Immutable]
internal sealed record Caller([property: Id(0)] Actor Actor, [property: Id(1)] string? Key, [property: Id(2)] DateTimeOffset Now)
{
    public static Caller Of(CallContext call, DateTimeOffset now) => new(call.Actor, call.IdempotencyKey, now);
}
