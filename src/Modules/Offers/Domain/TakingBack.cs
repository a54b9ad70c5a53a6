using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>What taking an outcome back changes: a pure function of the client's state and what the outcome had changed.</summary>
/// <param name="Offer">The offer without the contact, as it stood before it.</param>
/// <param name="Attempt">The contact, set aside.</param>
/// <param name="Reopened">Other offers that the outcome had withdrawn.</param>
/// <param name="MovedBack">Other offers that it had moved along.</param>
/// <param name="Withdrawn">Offers that it had opened.</param>
/// <param name="Stays">Offers that it had opened and that somebody has gone on with: they stay (only in a correction).</param>
internal sealed record TakenBack(OfferView Offer, ContactAttempt Attempt, IReadOnlyList<OfferView> Reopened, IReadOnlyList<OfferView> MovedBack, IReadOnlyList<OfferView> Withdrawn, IReadOnlyList<OfferView> Stays)
{
    public IEnumerable<OfferView> Changed => [.. Withdrawn, Offer, .. Reopened, .. MovedBack];
}

internal static class TakingBack
{
    /// <param name="late">A correction: there is no time limit, and what was gone on with stays.</param>
    public static TakenBack Decide(ClientLive live, OfferView offer, ContactAttempt attempt, Aftermath aftermath, Actor actor, DateTimeOffset now, bool late)
    {
        if (!late)
        {
            DemandInTime(attempt, now);
        }

        var opened = live.Offers.Where(o => aftermath.Opened.Contains(o.Id)).ToList();
        var goneOnWith = opened.Where(o => o.Attempts.Count > 0).ToList();
        if (!late && goneOnWith is [var next, ..])
        {
            throw new RuleBrokenException(
                "error.undoNextWorked", $"The next offer ({next.Product}) has been worked on since.", ("product", next.Product), ("by", next.Attempts[^1].By), ("at", next.Attempts[^1].RecordedAt));
        }

        DemandAsLeft(offer, aftermath.Before[0]);
        var withdrawn = opened.Where(o => o is { Status: OfferStatus.Open, Attempts.Count: 0 }).Select(o => Withdraw(o, now)).ToList();
        var gone = withdrawn.Select(o => o.Id).ToHashSet();
        DemandFree(live, offer, gone);
        var set = attempt with { UndoneAt = now, UndoneBy = actor.Name };
        var restored = aftermath.Before[0].Restore(offer) with { Attempts = [.. offer.Attempts.Where(a => a.Id != attempt.Id)], Undone = [.. offer.Undone, set] };
        var others = aftermath.Before.Skip(1)
            .Select(before => (Before: before, Now: live.Offers.FirstOrDefault(o => o.Id == before.Id)))
            .Where(o => o.Now is not null && o.Now.Version == o.Before.Version && Free(live, o.Now, gone) is null)
            .ToLookup(o => o.Before.Became == OfferStatus.Open, o => o.Before.Restore(o.Now!));
        return new TakenBack(restored, set, [.. others[false]], [.. others[true]], withdrawn, goneOnWith);
    }

    private static void DemandInTime(ContactAttempt attempt, DateTimeOffset now)
    {
        if (now - attempt.RecordedAt > UndoWindow.Length)
        {
            throw new RuleBrokenException("error.undoTooLate", $"It was recorded at {attempt.RecordedAt:u}, more than ten minutes ago: correct it instead.", ("at", attempt.RecordedAt));
        }
    }

    /// <summary>Somebody has withdrawn it since, or it moved on otherwise: then there is something else to be taken back first.</summary>
    private static void DemandAsLeft(OfferView offer, OfferBefore before)
    {
        if (offer.Status != before.Became)
        {
            throw new ConflictException("error.undoChanged", $"The offer has changed since: it is {offer.Status.ToString().ToLowerInvariant()}.", ("status", offer.Status));
        }
    }

    private static void DemandFree(ClientLive live, OfferView offer, HashSet<Guid> gone)
    {
        if (Free(live, offer, gone) is { } other)
        {
            throw new ConflictException("error.alreadyOpen", $"An offer for {offer.Product} is open since {other.CreatedAt:u}.", ("product", offer.Product), ("at", other.CreatedAt));
        }
    }

    /// <summary>The offer that would be a second open one for the product.</summary>
    private static OfferView? Free(ClientLive live, OfferView offer, HashSet<Guid> gone) =>
        live.Open.FirstOrDefault(o => o.Id != offer.Id && o.Product == offer.Product && !gone.Contains(o.Id));

    private static OfferView Withdraw(OfferView opened, DateTimeOffset now) =>
        opened with { Status = OfferStatus.Withdrawn, CloseReason = "undone", ClosedAt = now, Version = opened.Version + 1 };
}
