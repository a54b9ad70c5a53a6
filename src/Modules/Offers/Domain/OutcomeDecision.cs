using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>What an outcome changes: a pure function of the client's state, the outcome, the catalog and the time.</summary>
/// <param name="Changed">The offer itself, and others that the outcome takes back, as they stand afterwards.</param>
/// <param name="Opened">New offers.</param>
/// <param name="Triggers">What the changed offers' processes are told.</param>
/// <param name="Tasks">New tasks beside the calls of opened offers.</param>
internal sealed record OutcomeDecision(
    OfferView Offer,
    ContactAttempt Attempt,
    IReadOnlyList<OfferView> Changed,
    IReadOnlyList<OfferView> Opened,
    IReadOnlyList<NewTask> Tasks,
    List<FollowUp> FollowUps,
    string? Trigger,
    bool StopContact);

internal sealed class OutcomeDecider(CatalogSnapshot catalog, BusinessClock clock, WorkingDays workingDays)
{
    private const int WindowDays = 30;

    public OutcomeDecision Decide(ClientLive client, RecordOutcome command, Actor actor)
    {
        var offer = client.Offers.FirstOrDefault(o => o.Id == command.OfferId) ?? throw new NotFoundException("offer", command.OfferId);
        DemandOpen(offer);
        var now = clock.Now;
        var attempt = new ContactAttempt(
            Ids.New(now), command.At ?? now, actor.UserId, actor.Name, command.Channel ?? "phone", command.Outcome, command.Reason, command.Note, command.CallBackAt);
        var step = StepFor(offer, command);
        var tried = offer with { Attempts = [.. offer.Attempts, attempt], Version = offer.Version + 1 };
        return command.Outcome switch
        {
            Outcome.Accepted => Accept(tried, attempt),
            Outcome.Rejected => Reject(client, tried, attempt, step),
            Outcome.DoNotContact => StopAll(client, tried, attempt),
            _ => TryAgain(client, tried, attempt, step, command),
        };
    }

    private static void DemandOpen(OfferView offer)
    {
        if (offer.Status == OfferStatus.Open)
        {
            return;
        }

        var last = offer.Attempts.LastOrDefault();
        throw new ConflictException(
            "error.offerClosed",
            $"This offer is no longer open: it was {offer.Status.ToString().ToLowerInvariant()}{(last is null ? string.Empty : $" by {last.By} at {last.At:u}")}.",
            ("status", offer.Status),
            ("by", last?.By ?? "CrossSell"),
            ("at", last?.At ?? offer.ClosedAt));
    }

    private NextStep StepFor(OfferView offer, RecordOutcome command)
    {
        var line = offer.Product.Split('/')[0];
        var rows = catalog.FollowUps.GetValueOrDefault(line) ?? throw new RuleBrokenException("error.productNotOffered", $"The product line {line} is switched off.", ("product", offer.Product));
        return rows.First(f => f.On == command.Outcome && (f.Reason is null || f.Reason == command.Reason) && (f.Product is null || f.Product == offer.Product)).Then;
    }

    private OutcomeDecision Accept(OfferView offer, ContactAttempt attempt)
    {
        var accepted = Closed(offer, OfferStatus.Accepted, "accepted");
        return new OutcomeDecision(accepted, attempt, [accepted], [], [], [new FollowUp("close", null, null, null, Reasons.Closing("accepted"), null)], "accepted", false);
    }

    private OutcomeDecision Reject(ClientLive client, OfferView offer, ContactAttempt attempt, NextStep step)
    {
        var rejected = Closed(offer, OfferStatus.Rejected, attempt.Reason ?? "rejected");
        var due = Free(client, attempt, clock.Today.AddDays(step.AfterDays));
        var next = step.Offer switch
        {
            NextOffer.NextVariant => NextVariant(client, rejected, due) ?? NextSuggestion(client, rejected, due),
            NextOffer.NextSuggestion => NextSuggestion(client, rejected, due),
            _ => null,
        };
        var followUp = next is null
            ? new FollowUp("close", null, null, null, Reasons.Closing(step.Close ?? (client.Client.MayMarket ? "noFurther" : "notAllowed")), null)
            : new FollowUp("offer", next.Product, next.Variant, next.PlannedOn, next.Reason, next.Id);
        return new OutcomeDecision(rejected, attempt, [rejected], next is null ? [] : [next], [], [followUp], "rejected", false);
    }

    private OfferView? NextVariant(ClientLive client, OfferView rejected, DateOnly due)
    {
        var product = catalog.Product(rejected.Product);
        if (product is null || !ContactRules.Allowed(client.Client.Granted, rejected.Purpose).Any())
        {
            return null;
        }

        var variants = product.Definition.Variants;
        var refusedBefore = client.Offers.Where(o => o.Product == product.Code && o.Status == OfferStatus.Rejected).Select(o => o.Variant).ToHashSet();
        var at = variants.Select((v, i) => (v, i)).FirstOrDefault(x => x.v.Code == (rejected.Variant ?? variants[0].Code)).i;
        var next = variants.Skip(at + 1).Concat(variants.Take(at)).FirstOrDefault(v => !refusedBefore.Contains(v.Code) && v.Code != rejected.Variant);
        return next is null || variants.Count < 2
            ? null
            : Next(rejected, product.Code, next.Code, Reasons.OtherVariant(product.Definition.Name, variants[at].Name, clock.Today), null, due, rejected.Purpose);
    }

    private OfferView? NextSuggestion(ClientLive client, OfferView rejected, DateOnly due)
    {
        var best = Suggestions.For(client, catalog, clock.Today, clock.DateOf, rejected.Product).FirstOrDefault();
        if (best is null)
        {
            return null;
        }

        var refused = catalog.Product(rejected.Product)?.Definition.Name ?? new Text(rejected.Product, rejected.Product);
        return Next(rejected, best.Product, best.Variant, Reasons.AfterRefusal(refused, best.Reason), best.Rule, due, ContactPurpose.Marketing);
    }

    private OfferView Next(OfferView parent, string product, string? variant, Reason reason, string? rule, DateOnly due, ContactPurpose purpose) => new(
        Ids.New(clock.Now), parent.ClientId, parent.AdvisorId, product, variant, reason, rule, null, due, due.AddDays(WindowDays), due, null,
        OfferStatus.Open, [], null, parent.Id, null, clock.Now, null, 60, 1, parent.ClientName, purpose);

    private OutcomeDecision TryAgain(ClientLive client, OfferView offer, ContactAttempt attempt, NextStep step, RecordOutcome command)
    {
        var times = offer.Attempts.Count(a => a.Outcome == attempt.Outcome);
        if (step.AtMost is { } most && times >= most)
        {
            return GiveUp(offer, attempt, step.Finally ?? FinalStep.Close);
        }

        if (step.Retry is null)
        {
            return Lapse(offer, attempt, [], new FollowUp("close", null, null, null, Reasons.Closing(step.Close ?? "noFurther"), null));
        }

        var (on, at) = When(client, step, attempt, command);
        var moved = offer with { PlannedOn = on, PlannedAt = at };
        var followUp = new FollowUp("retry", offer.Product, offer.Variant, on, Reasons.Retry(attempt.Outcome), offer.Id);
        return new OutcomeDecision(moved, attempt, [moved], [], attempt.Outcome == Outcome.WrongContact ? [DataTask(client, offer)] : [], [followUp], null, false);
    }

    private (DateOnly On, DateTimeOffset? At) When(ClientLive client, NextStep step, ContactAttempt attempt, RecordOutcome command)
    {
        if (step.Retry == RetryAt.AskedTime && command.CallBackAt is { } asked)
        {
            return (clock.DateOf(asked), asked.ToUniversalTime());
        }

        var day = Free(client, attempt, clock.Today.AddDays(Math.Max(1, step.AfterDays)));
        var wasMorning = clock.Local(attempt.At).Hour < 13;
        return step.Retry == RetryAt.OtherDaypart ? (day, clock.At(day, wasMorning ? new TimeOnly(16, 0) : new TimeOnly(9, 30))) : (day, null);
    }

    /// <summary>The first working day from <paramref name="day"/> on which the client may be approached once more, this attempt counted.</summary>
    private DateOnly Free(ClientLive client, ContactAttempt attempt, DateOnly day)
    {
        var approached = client.ApproachDays(clock.DateOf);
        approached.Add(clock.DateOf(attempt.At));
        return client.Policy.FirstWorkingDay(approached, day, workingDays);
    }

    private OutcomeDecision GiveUp(OfferView offer, ContactAttempt attempt, FinalStep step)
    {
        if (step == FinalStep.Close)
        {
            return Lapse(offer, attempt, [], new FollowUp("close", null, null, null, Reasons.Closing(OfferWord(attempt.Outcome)), null));
        }

        var due = workingDays.Add(clock.Today, 1);
        var product = catalog.Product(offer.Product)?.Definition.Name ?? new Text(offer.Product, offer.Product);
        var task = step == FinalStep.Letter
            ? NewTask(TaskKind.Letter, $"Levél: {product.Hu}", $"Letter: {product.En}", offer, offer.AdvisorId, null, due)
            : NewTask(TaskKind.Email, $"E-mail: {product.Hu}", $"E-mail: {product.En}", offer, offer.AdvisorId, null, due);
        return Lapse(offer, attempt, [task], new FollowUp(step == FinalStep.Letter ? "letter" : "email", offer.Product, offer.Variant, due, Reasons.Closing("noAnswer"), offer.Id));
    }

    private OutcomeDecision Lapse(OfferView offer, ContactAttempt attempt, IReadOnlyList<NewTask> tasks, FollowUp followUp)
    {
        var lapsed = Closed(offer, OfferStatus.Lapsed, OfferWord(attempt.Outcome));
        return new OutcomeDecision(lapsed, attempt, [lapsed], [], tasks, [followUp], "lapsed", false);
    }

    private OutcomeDecision StopAll(ClientLive client, OfferView offer, ContactAttempt attempt)
    {
        var withdrawn = Closed(offer, OfferStatus.Withdrawn, "doNotContact");
        var others = client.Open.Where(o => o.Id != offer.Id).Select(o => Closed(o with { Version = o.Version + 1 }, OfferStatus.Withdrawn, "doNotContact"));
        return new OutcomeDecision(
            withdrawn, attempt, [withdrawn, .. others], [], [], [new FollowUp("close", null, null, null, Reasons.Closing("doNotContact"), null)], "withdrawn", true);
    }

    private NewTask DataTask(ClientLive client, OfferView offer) => NewTask(
        TaskKind.Data, $"Elérhetőség javítása: {client.Client.Name}", $"Correct the contact data of {client.Client.Name}", offer, null, "backoffice", workingDays.Add(clock.Today, 1));

    private NewTask NewTask(TaskKind kind, string hu, string en, OfferView offer, Guid? assignee, string? role, DateOnly due) =>
        new(Ids.New(clock.Now), kind, hu, en, offer.ClientId, offer.Id, null, null, assignee, role, due, null, 50);

    private OfferView Closed(OfferView offer, OfferStatus status, string why) => offer with { Status = status, CloseReason = why, ClosedAt = clock.Now };

    private static string OfferWord(Outcome outcome) => Data.OfferSql.Word(outcome);
}
