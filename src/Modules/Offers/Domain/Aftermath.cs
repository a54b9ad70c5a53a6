using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>What one outcome changed, kept with the contact so that it can be taken back.</summary>
/// <param name="Since">Just before the outcome: what was made or closed from then on may be its doing.</param>
/// <param name="Before">The offers it changed as they stood, the offer itself first; all were open.</param>
/// <param name="Opened">The offers it opened.</param>
/// <param name="Tasks">The tasks it made beside the contacts of offers.</param>
/// <param name="StoppedContact">It recorded that the client wants no approach.</param>
internal sealed record Aftermath(DateTimeOffset Since, IReadOnlyList<OfferBefore> Before, IReadOnlyList<Guid> Opened, IReadOnlyList<Guid> Tasks, bool StoppedContact)
{
    /// <summary>The database keeps microseconds: the moment is moved back to a whole millisecond, so that nothing written at it looks earlier.</summary>
    public static Aftermath Of(OutcomeDecision decision, ClientLive live)
    {
        var at = decision.Attempt.RecordedAt.ToUniversalTime();
        var before = live.Offers.ToDictionary(o => o.Id);
        return new Aftermath(
            at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond)),
            [.. decision.Changed.Select(after => OfferBefore.Of(before[after.Id], after))],
            [.. decision.Opened.Select(o => o.Id)],
            [.. decision.Tasks.Select(t => t.Id)],
            decision.StopContact);
    }
}

/// <param name="Became">The status the outcome gave it, and <paramref name="Version"/> the offer's version by it.</param>
internal sealed record OfferBefore(Guid Id, DateOnly PlannedOn, DateTimeOffset? PlannedAt, ContactChannel Channel, StepOwner Owner, ProcessState? Process, OfferStatus Became, int Version)
{
    public static OfferBefore Of(OfferView before, OfferView after) =>
        new(before.Id, before.PlannedOn, before.PlannedAt, before.Channel, before.Owner, before.Process, after.Status, after.Version);

    public OfferView Restore(OfferView now) => now with
    {
        Status = OfferStatus.Open,
        CloseReason = null,
        ClosedAt = null,
        CooldownUntil = null,
        PlannedOn = PlannedOn,
        PlannedAt = PlannedAt,
        Channel = Channel,
        Owner = Owner,
        Version = now.Version + 1,
    };
}
