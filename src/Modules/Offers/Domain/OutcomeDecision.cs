using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>What an outcome changes: a pure function of the client's state, the outcome, the catalog and the time.</summary>
/// <param name="Changed">The offer itself, and others that the outcome takes back or moves along, as they stand afterwards.</param>
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
    bool StopContact)
{
    /// <summary>The same decision as one that corrects an earlier entry: the contact was when the earlier one was, and says why it is another.</summary>
    public OutcomeDecision Correcting(DateTimeOffset at, string why)
    {
        var attempt = Attempt with { At = at, Correction = why };
        var offer = Offer with { Attempts = [.. Offer.Attempts.SkipLast(1), attempt] };
        return this with { Attempt = attempt, Offer = offer, Changed = [.. Changed.Select(o => o.Id == offer.Id ? offer : o)] };
    }
}

internal sealed class OutcomeDecider(CatalogSnapshot catalog, BusinessClock clock, WorkingDays workingDays, Learned? learned = null)
{
    private const int WindowDays = 30;

    public OutcomeDecision Decide(ClientLive client, RecordOutcome command, Actor actor)
    {
        var offer = client.Offers.FirstOrDefault(o => o.Id == command.OfferId) ?? throw new NotFoundException("offer", command.OfferId);
        DemandOpen(offer);
        DemandReason(offer, command);
        var now = clock.Now;
        var (row, step) = StepFor(offer, command);
        var attempt = new ContactAttempt(
            Ids.New(now), command.At ?? now, actor.UserId, actor.Name, command.Channel ?? Data.OfferSql.Word(offer.Channel), command.Outcome, command.Reason, command.Note, command.CallBackAt)
        {
            RecordedAt = now,
            TableVersion = catalog.FollowUpVersions.TryGetValue(LineOf(offer), out var version) ? version : null,
            TableRow = row,
        };
        var tried = offer with { Attempts = [.. offer.Attempts, attempt], Version = offer.Version + 1 };
        return command.Outcome switch
        {
            Outcome.Accepted => End(client, tried, attempt, step, OfferStatus.Accepted),
            Outcome.DoNotContact => StopAll(client, tried, attempt),
            _ => Follow(client, tried, attempt, step, command),
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

    private void DemandReason(OfferView offer, RecordOutcome command)
    {
        var known = OutcomeReasons.Of(catalog, LineOf(offer), command.Outcome);
        if (command.Reason is { } reason && !known.Contains(reason))
        {
            var words = string.Join(", ", known);
            throw new InvalidInputException([new FieldFault("reason", "unknownReason", $"Must be one of: {words}.", ("words", words))]);
        }
    }

    private static string LineOf(OfferView offer) => offer.Product.Split('/')[0];

    /// <summary>The first row that answers, counted from 1.</summary>
    private (int Row, NextStep Step) StepFor(OfferView offer, RecordOutcome command)
    {
        var rows = catalog.FollowUps.GetValueOrDefault(LineOf(offer))
            ?? throw new RuleBrokenException("error.productNotOffered", $"The product line {LineOf(offer)} is switched off.", ("product", offer.Product));
        var times = offer.Attempts.Count(a => a.Outcome == command.Outcome) + 1;
        var at = rows.TakeWhile(row => !row.Answers(command.Outcome, command.Reason, offer.Product, times)).Count();
        return (at + 1, rows[at].Then);
    }

    private OutcomeDecision Follow(ClientLive client, OfferView offer, ContactAttempt attempt, NextStep step, RecordOutcome command)
    {
        var ended = attempt.Outcome == Outcome.Rejected ? OfferStatus.Rejected : OfferStatus.Lapsed;
        if (step.Retry is null)
        {
            return End(client, offer, attempt, step, ended);
        }

        var times = offer.Attempts.Count(a => a.Outcome == attempt.Outcome);
        return step.AtMost is { } most && times >= most ? GiveUp(client, offer, attempt, step, ended) : TryAgain(client, offer, attempt, step, command);
    }

    /// <summary>The offer is over: another one follows, or the reason why nothing does.</summary>
    private OutcomeDecision End(ClientLive client, OfferView offer, ContactAttempt attempt, NextStep step, OfferStatus status)
    {
        var ended = Closed(offer, attempt, step, status);
        var next = Next(client, ended, step);
        List<FollowUp> followUps = next is null
            ? [new FollowUp("close", null, null, null, Reasons.Closing(WhyNothing(client, step, status)), null)]
            : [new FollowUp("offer", next.Product, next.Variant, next.PlannedOn, next.Reason, next.Id) { Channel = next.Channel, Owner = next.Owner }];
        return new OutcomeDecision(ended, attempt, [ended], next is null ? [] : [next], DataTasks(client, offer, attempt), followUps, Data.OfferSql.Word(status), false);
    }

    private static string WhyNothing(ClientLive client, NextStep step, OfferStatus status) =>
        step.Close ?? (status == OfferStatus.Accepted ? "accepted" : client.Client.MayMarket ? "noFurther" : "notAllowed");

    private OfferView? Next(ClientLive client, OfferView ended, NextStep step)
    {
        var due = Free(client, ended.Attempts[^1], clock.Today.AddDays(step.AfterDays));
        return step switch
        {
            { Offer: NextOffer.NextVariant } => NextVariant(client, ended, step, due) ?? NextSuggestion(client, ended, step, due),
            { Offer: NextOffer.NextSuggestion } => NextSuggestion(client, ended, step, due),
            { Product: { } product } => Named(client, ended, product, step, due) ?? NextSuggestion(client, ended, step, due),
            _ => null,
        };
    }

    private OfferView? NextVariant(ClientLive client, OfferView ended, NextStep step, DateOnly due)
    {
        var product = catalog.Product(ended.Product);
        if (product is null || MayNotFollow(client, ended, product.Code))
        {
            return null;
        }

        var variants = product.Definition.Variants;
        var at = variants.Select((v, i) => (v, i)).FirstOrDefault(x => x.v.Code == (ended.Variant ?? variants[0].Code)).i;
        var refusedBefore = RefusedVariants(client, product.Code);
        var next = variants.Skip(at + 1).Concat(variants.Take(at)).FirstOrDefault(v => !refusedBefore.Contains(v.Code) && v.Code != ended.Variant);
        return next is null || variants.Count < 2 ? null : Another(client, ended, next.Code, step, due);
    }

    /// <summary>The product that the row names: another one only when it may be offered, the same one only in another variant.</summary>
    private OfferView? Named(ClientLive client, OfferView ended, string code, NextStep step, DateOnly due)
    {
        if (catalog.Product(code) is not { } product || MayNotFollow(client, ended, code))
        {
            return null;
        }

        var variant = step.Variant ?? product.Definition.Variants.FirstOrDefault()?.Code;
        if (code == ended.Product)
        {
            return variant == ended.Variant || RefusedVariants(client, code).Contains(variant) || product.Definition.Variants.All(v => v.Code != variant) ? null : Another(client, ended, variant!, step, due);
        }

        var refused = NameOf(ended.Product);
        return client.Client.MayMarket && Suggestions.MayBeOffered(product, client, catalog, clock.Today, clock.DateOf)
            ? Next(client, ended, code, variant, ended.Status == OfferStatus.Accepted ? Reasons.AfterYes(refused) : Reasons.InItsPlace(refused), null, step, due)
            : null;
    }

    private OfferView? NextSuggestion(ClientLive client, OfferView ended, NextStep step, DateOnly due)
    {
        var best = Suggestions.For(client, catalog, clock.Today, clock.DateOf, ended.Product, learned, 1).FirstOrDefault();
        if (best is null)
        {
            return null;
        }

        var reason = ended.Status == OfferStatus.Accepted ? best.Reason : Reasons.AfterRefusal(NameOf(ended.Product), best.Reason);
        return Next(client, ended, best.Product, best.Variant, reason, best.Evidence?.Rule, step, due) with { Evidence = best.Evidence };
    }

    private OfferView Another(ClientLive client, OfferView ended, string variant, NextStep step, DateOnly due)
    {
        var product = catalog.Product(ended.Product)!.Definition;
        var before = OfferTask.VariantOf(product, ended.Variant)!.Name;
        return Next(client, ended, ended.Product, variant, Reasons.OtherVariant(product.Name, before, clock.Today), null, step, due);
    }

    /// <summary>About the same product the client is approached in the same right as before; about another one it is to sell something.</summary>
    private OfferView Next(ClientLive client, OfferView parent, string product, string? variant, Reason reason, string? rule, NextStep step, DateOnly due)
    {
        var purpose = product == parent.Product ? parent.Purpose : ContactPurpose.Marketing;
        return new OfferView(
            Ids.New(clock.Now), parent.ClientId, parent.AdvisorId, product, variant, reason, rule, null, due, due.AddDays(WindowDays), due, null,
            OfferStatus.Open, [], null, parent.Id, null, clock.Now, null, 60, 1, parent.ClientName, purpose)
        {
            Channel = client.ChannelOfApproach(purpose, step.Channel),
            Owner = step.Owner ?? StepOwner.Advisor,
        };
    }

    private static bool MayNotFollow(ClientLive client, OfferView ended, string product) =>
        !ContactRules.Allowed(client.Client.Granted, product == ended.Product ? ended.Purpose : ContactPurpose.Marketing).Any() || client.Open.Any(o => o.Product == product && o.Id != ended.Id);

    private static HashSet<string?> RefusedVariants(ClientLive client, string product) =>
        client.Offers.Where(o => o.Product == product && o.Status == OfferStatus.Rejected).Select(o => o.Variant).ToHashSet();

    private OutcomeDecision TryAgain(ClientLive client, OfferView offer, ContactAttempt attempt, NextStep step, RecordOutcome command)
    {
        var channel = client.ChannelOfApproach(offer.Purpose, step.Channel);
        var (on, at) = When(client, step, channel, attempt, command);
        var moved = offer with { PlannedOn = on, PlannedAt = at, Channel = channel, Owner = step.Owner ?? StepOwner.Advisor };
        var along = Along(client, offer, attempt, on, at);
        var followUp = new FollowUp("retry", offer.Product, offer.Variant, on, Reasons.Retry(attempt.Outcome), offer.Id) { Channel = moved.Channel, Owner = moved.Owner };
        return new OutcomeDecision(moved, attempt, [moved, .. along], [], DataTasks(client, offer, attempt), [followUp, .. along.Select(WithIt)], null, false);
    }

    private (DateOnly On, DateTimeOffset? At) When(ClientLive client, NextStep step, ContactChannel channel, ContactAttempt attempt, RecordOutcome command)
    {
        if (command.CallBackAt is { } asked)
        {
            return attempt.Outcome == Outcome.Thinking ? (Free(client, attempt, clock.DateOf(asked)), null) : (clock.DateOf(asked), asked.ToUniversalTime());
        }

        var day = Free(client, attempt, clock.Today.AddDays(Math.Max(1, step.AfterDays)));
        return step.Retry == RetryAt.OtherDaypart && channel is ContactChannel.Phone or ContactChannel.Meeting ? (day, OtherDaypart(day, attempt)) : (day, null);
    }

    private DateTimeOffset OtherDaypart(DateOnly day, ContactAttempt attempt) => clock.At(day, clock.Local(attempt.At).Hour < 13 ? new TimeOnly(16, 0) : new TimeOnly(9, 30));

    /// <summary>The first working day from <paramref name="day"/> on which the client may be approached once more, this attempt counted.</summary>
    private DateOnly Free(ClientLive client, ContactAttempt attempt, DateOnly day)
    {
        var approached = client.ApproachDays(clock.DateOf);
        approached.Add(clock.DateOf(attempt.At));
        return client.Policy.FirstWorkingDay(approached, day, workingDays);
    }

    /// <summary>One unanswered call is one call: what else the client was to be rung about by today waits for the next one, and counts it not. A call that the client asked for stays.</summary>
    private List<OfferView> Along(ClientLive client, OfferView offer, ContactAttempt attempt, DateOnly on, DateTimeOffset? at) =>
        attempt is not { Outcome: Outcome.NoAnswer, Channel: "phone" }
            ? []
            : [.. client.Open
                .Where(o => o.Id != offer.Id && o.Channel == ContactChannel.Phone && o.PlannedOn <= clock.Today && !ContactRules.WasAskedFor(o))
                .OrderBy(o => o.PlannedOn).ThenByDescending(o => o.Priority).ThenBy(o => o.Id)
                .Select(o => o with { PlannedOn = on, PlannedAt = at, Version = o.Version + 1 })];

    private static FollowUp WithIt(OfferView along) => new("along", along.Product, along.Variant, along.PlannedOn, Reasons.Along, along.Id) { Channel = along.Channel, Owner = along.Owner };

    private OutcomeDecision GiveUp(ClientLive client, OfferView offer, ContactAttempt attempt, NextStep step, OfferStatus status)
    {
        var ended = Closed(offer, attempt, step, status);
        var (followUp, written) = Finally(offer, attempt, step);
        var day = Free(client, attempt, clock.Today.AddDays(1));
        var along = Along(client, offer, attempt, day, OtherDaypart(day, attempt));
        return new OutcomeDecision(
            ended, attempt, [ended, .. along], [], [.. written, .. DataTasks(client, offer, attempt)], [followUp, .. along.Select(WithIt)], Data.OfferSql.Word(status), false);
    }

    private (FollowUp Step, IReadOnlyList<NewTask> Tasks) Finally(OfferView offer, ContactAttempt attempt, NextStep step)
    {
        var why = Reasons.Closing(Data.OfferSql.Word(attempt.Outcome));
        if (step.Finally is null or FinalStep.Close)
        {
            return (new FollowUp("close", null, null, null, why, null), []);
        }

        var due = workingDays.Add(clock.Today, 1);
        var owner = step.Owner ?? StepOwner.Advisor;
        var (word, kind, channel) = step.Finally == FinalStep.Letter ? ("letter", TaskKind.Letter, ContactChannel.Post) : ("email", TaskKind.Email, ContactChannel.Email);
        var (hu, en) = OfferTask.Title(channel, NameOf(offer.Product));
        var task = NewTask(kind, hu, en, offer, OfferTask.AssigneeOf(owner, offer.AdvisorId), OfferTask.RoleOf(owner), due);
        return (new FollowUp(word, offer.Product, offer.Variant, due, why, offer.Id) { Channel = channel, Owner = owner }, [task]);
    }

    private IReadOnlyList<NewTask> DataTasks(ClientLive client, OfferView offer, ContactAttempt attempt) => attempt.Outcome == Outcome.WrongContact ? [DataTask(client, offer)] : [];

    private OutcomeDecision StopAll(ClientLive client, OfferView offer, ContactAttempt attempt)
    {
        var withdrawn = Withdrawn(offer);
        var others = client.Open.Where(o => o.Id != offer.Id).Select(o => Withdrawn(o with { Version = o.Version + 1 }));
        return new OutcomeDecision(
            withdrawn, attempt, [withdrawn, .. others], [], [], [new FollowUp("close", null, null, null, Reasons.Closing("doNotContact"), null)], "withdrawn", true);
    }

    private NewTask DataTask(ClientLive client, OfferView offer) => NewTask(
        TaskKind.Data, $"Elérhetőség javítása: {client.Client.Name}", $"Correct the contact data of {client.Client.Name}", offer, null, "backoffice", workingDays.Add(clock.Today, 1));

    private NewTask NewTask(TaskKind kind, string hu, string en, OfferView offer, Guid? assignee, string? role, DateOnly due) =>
        new(Ids.New(clock.Now), kind, hu, en, offer.ClientId, offer.Id, null, null, assignee, role, due, null, 50);

    private Text NameOf(string product) => catalog.Product(product)?.Definition.Name ?? new Text(product, product);

    private OfferView Closed(OfferView offer, ContactAttempt attempt, NextStep step, OfferStatus status) => offer with
    {
        Status = status,
        CloseReason = status == OfferStatus.Rejected && attempt.Reason is { } said ? said : Data.OfferSql.Word(attempt.Outcome),
        ClosedAt = clock.Now,
        CooldownUntil = step.CooldownDays is { } days ? clock.Today.AddDays(days) : null,
    };

    private OfferView Withdrawn(OfferView offer) => offer with { Status = OfferStatus.Withdrawn, CloseReason = "doNotContact", ClosedAt = clock.Now };
}
