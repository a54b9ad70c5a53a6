using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Grains;

/// <summary>The single writer and live copy of one client's cross-sell state.</summary>
internal interface IClientGrain : IGrainWithGuidKey
{
    Task<ClientCard> Card(Caller caller);

    Task<OutcomeAnswer> Record(RecordOutcome command, Caller caller);

    Task<OfferView> Open(OpenOffer command, Caller caller);

    Task<OfferView> Withdraw(WithdrawOffer command, Caller caller);

    Task<List<OnTheLine>> Hold(bool open, Caller caller);

    /// <summary>Something changed the client elsewhere: read again before the next use.</summary>
    Task Reload();
}

/// <summary>Who calls, under which key, and when.</summary>
[GenerateSerializer, Immutable]
internal sealed record Caller([property: Id(0)] Actor Actor, [property: Id(1)] string? Key, [property: Id(2)] DateTimeOffset Now)
{
    public static Caller Of(CallContext call, DateTimeOffset now) => new(call.Actor, call.IdempotencyKey, now);
}
