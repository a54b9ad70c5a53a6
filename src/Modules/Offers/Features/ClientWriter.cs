using CrossSell.Catalog.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Features;

/// <summary>Turns the decisions about one client into rows of the unit of work in progress, and says what the client's state is once they are committed.</summary>
internal sealed class ClientWriter(IUnitOfWork unit, IDispatcher dispatcher, LearnedModels models, CallContext call, BusinessClock clock, WorkingDays workingDays)
{
    public async Task<(OutcomeAnswer Answer, ClientLive After)> Record(ClientLive live, CatalogSnapshot catalog, RecordOutcome command, Actor actor)
    {
        var (answer, after) = await Apply(live, catalog, new OutcomeDecider(catalog, clock, workingDays, await models.Get(default)).Decide(live, command, actor));
        if (command.AnswerTo is { } mail)
        {
            await dispatcher.Send(new UseAnswerLink(mail, OfferSql.Word(command.Outcome)));
        }

        unit.Remember(Idempotency.Entry(call, command, answer));
        return (answer, after);
    }

    /// <summary>Asks for the mail of an offer to its client; from now on it counts as an approach.</summary>
    public async Task<(OfferSent Answer, ClientLive After)> Send(ClientLive live, SendOffer command)
    {
        var offer = MailRules.Demand(live, command.OfferId, clock, workingDays);
        var sent = new OfferSent(offer.Id, Ids.New(clock.Now), clock.Now.AddDays(MailAnswers.DaysForOffers));
        await dispatcher.Send(new RequestMail
        {
            Id = sent.MailId,
            Template = OfferSent.Template,
            Line = offer.Product.Split('/')[0],
            To = MailTo.Client,
            ClientId = offer.ClientId,
            OfferId = offer.Id,
            Answers = MailAnswers.ToOffer,
        });
        unit.Remember(Idempotency.Entry(call, command, sent));
        return (sent, live with { Mailed = [.. live.Mailed, new OfferMail(offer.Id, clock.Now)], Version = live.Version + 1 });
    }

    /// <summary>The rows of a decision; also of one that corrects an earlier outcome.</summary>
    internal async Task<(OutcomeAnswer Answer, ClientLive After)> Apply(ClientLive live, CatalogSnapshot catalog, OutcomeDecision decision)
    {
        unit.InsertAttempt(decision.Offer.Id, live.Client.Id, decision.Attempt, Aftermath.Of(decision, live));
        var before = live.Offers.ToDictionary(o => o.Id);
        var changed = new List<OfferView>();
        var documents = new List<Guid>();
        foreach (var offer in decision.Changed)
        {
            unit.UpdateOffer(offer);
            unit.Audit(new AuditDraft(ActionOf(offer, decision), "offer", offer.Id, offer.ClientId, Face(before[offer.Id]), Face(offer, offer.Id == decision.Offer.Id ? decision.Attempt : null)));
            var (moved, requested) = await MoveProcess(offer, live, catalog, offer.Status == OfferStatus.Open ? null : decision.Trigger, decision.Attempt.Note);
            changed.Add(moved);
            documents.AddRange(requested);
        }

        await CloseOrMoveTasks(decision, catalog);
        var opened = await OpenAll(live, catalog, decision.Opened);
        if (decision.Tasks.Count > 0)
        {
            await dispatcher.Send(new OpenTasks(decision.Tasks));
        }

        if (decision.StopContact)
        {
            await dispatcher.Send(new StopContact(live.Client.Id, StopSource(decision.Offer.Id)));
        }

        var after = live.With([.. changed, .. opened.Offers]);
        if (decision.StopContact)
        {
            after = after with { Client = after.Client with { DoNotContact = true, MayMarket = false, MayService = false, Granted = [] } };
        }
        else if (decision.Attempt.Outcome == Outcome.WrongContact)
        {
            after = after with { PausedSince = after.PausedSince ?? clock.Now };
        }

        var offerAfter = changed[0];
        var answer = new OutcomeAnswer(
            offerAfter,
            decision.FollowUps,
            [.. decision.Tasks.Concat(opened.Tasks).Select(t => new TaskMade(t.Id, OfferSql.Word(t.Kind), t.DueOn, t.TitleHu, t.TitleEn))],
            offerAfter.Process,
            documents);
        return (answer, after);
    }

    public async Task<(OfferView Answer, ClientLive After)> Open(ClientLive live, CatalogSnapshot catalog, OpenOffer command)
    {
        var product = catalog.Product(command.Product) ?? throw new InvalidInputException("product", "unknownProduct", $"There is no product {command.Product}.");
        if (command.Variant is not null && product.Definition.Variants.All(v => v.Code != command.Variant))
        {
            throw new InvalidInputException("variant", "unknownVariant", $"{command.Product} has no variant {command.Variant}.");
        }

        var purpose = live.LiveContracts(catalog, clock.Today).Any(c => c.Product == product.Code && c.HeldAt == "us") ? ContactPurpose.Service : ContactPurpose.Marketing;
        DemandAllowed(live, product, catalog, purpose);
        var from = command.ContactFrom ?? clock.Today;
        var until = command.ContactUntil ?? from.AddDays(30);
        if (until < from)
        {
            throw new InvalidInputException("contactUntil", "beforeFrom", "The window must end on or after the day it begins.");
        }

        var planned = live.Policy.FirstWorkingDay(live.ApproachDays(clock.DateOf), from < clock.Today ? clock.Today : from, workingDays);
        var suggestion = Suggestions.For(live, catalog, clock.Today, clock.DateOf, learned: await models.Get(default)).FirstOrDefault(s => s.Product == command.Product);
        var reason = command.Reason is null && suggestion is not null ? suggestion.Reason : Reasons.ByAdvisor(command.Reason);
        var offer = new OfferView(
            Ids.New(clock.Now), live.Client.Id, live.Client.AdvisorId, product.Code, command.Variant ?? product.Definition.Variants.FirstOrDefault()?.Code, reason,
            suggestion?.Evidence?.Rule, null, from, until, planned, null, OfferStatus.Open, [], null, null, null, clock.Now, null, 70, 1, live.Client.Name, purpose)
        {
            Channel = live.ChannelOfApproach(purpose),
            Evidence = suggestion?.Evidence,
        };
        var (offers, _) = await OpenAll(live, catalog, [offer]);
        unit.Remember(Idempotency.Entry(call, command, offers[0]));
        return (offers[0], live.With(offers));
    }

    public async Task<(OfferView Answer, ClientLive After)> Withdraw(ClientLive live, CatalogSnapshot catalog, WithdrawOffer command)
    {
        var offer = live.Offers.FirstOrDefault(o => o.Id == command.OfferId) ?? throw new NotFoundException("offer", command.OfferId);
        if (offer.Status != OfferStatus.Open)
        {
            throw new ConflictException("error.offerClosed", $"This offer is no longer open: it was {offer.Status.ToString().ToLowerInvariant()}.", ("status", offer.Status), ("by", offer.Attempts.LastOrDefault()?.By), ("at", offer.ClosedAt));
        }

        var withdrawn = await Withdraw(offer, command.Reason, live, catalog);
        unit.Remember(Idempotency.Entry(call, command, withdrawn));
        return (withdrawn, live.With([withdrawn]));
    }

    public async Task<(int Answer, ClientLive After)> KeepConsents(ClientLive live, CatalogSnapshot catalog)
    {
        var changed = new List<OfferView>();
        foreach (var offer in live.Open)
        {
            if (!ContactRules.Allowed(live.Client.Granted, offer.Purpose).Any())
            {
                changed.Add(await Withdraw(offer, "noConsent", live, catalog));
            }
            else if (ContactRules.IsForbidden(live.Client.Granted, offer.Purpose, offer.Channel))
            {
                changed.Add(await Otherwise(offer, live, catalog));
            }
        }

        return (changed.Count(o => o.Status != OfferStatus.Open), live.With(changed));
    }

    private async Task<OfferView> Otherwise(OfferView offer, ClientLive live, CatalogSnapshot catalog)
    {
        var otherwise = offer with { Channel = live.ChannelOfApproach(offer.Purpose), Version = offer.Version + 1 };
        unit.UpdateOffer(otherwise);
        unit.Audit(new AuditDraft("offers.otherwise", "offer", offer.Id, offer.ClientId, Face(offer), Face(otherwise)));
        await dispatcher.Send(new MoveContact(OfferTask.Next(otherwise, catalog)));
        return otherwise;
    }

    internal async Task<OfferView> Withdraw(OfferView offer, string reason, ClientLive live, CatalogSnapshot catalog)
    {
        var withdrawn = offer with { Status = OfferStatus.Withdrawn, CloseReason = reason, ClosedAt = clock.Now, Version = offer.Version + 1 };
        unit.UpdateOffer(withdrawn);
        unit.Audit(new AuditDraft("offers.withdrawn", "offer", offer.Id, offer.ClientId, Face(offer), Face(withdrawn)));
        (withdrawn, _) = await MoveProcess(withdrawn, live, catalog, "withdrawn", reason);
        await dispatcher.Send(new CloseTasksOfOffers([offer.Id], false, "withdrawn"));
        return withdrawn;
    }

    private void DemandAllowed(ClientLive live, CatalogProduct product, CatalogSnapshot catalog, ContactPurpose purpose)
    {
        if (live.Client.DoNotContact)
        {
            throw new RuleBrokenException("error.doNotContact", "The client wants no approach.");
        }

        if (!ContactRules.Allowed(live.Client.Granted, purpose).Any())
        {
            throw live.Client.MayService
                ? new RuleBrokenException("error.noMarketing", "The client may be approached about what they hold here, not to sell something.")
                : new RuleBrokenException("error.noConsent", "The client has given no consent to be approached.");
        }

        if (live.PausedSince is { } since)
        {
            throw new RuleBrokenException("error.contactWrong", "The client's contact data turned out wrong and are being corrected.", ("since", since));
        }

        if (live.Open.FirstOrDefault(o => o.Product == product.Code) is { } open)
        {
            throw new ConflictException("error.alreadyOpen", $"An offer for {product.Code} is open since {open.CreatedAt:u}.", ("product", product.Code), ("at", open.CreatedAt));
        }

        if (live.CooldownOf(product, clock.DateOf, clock.Today) is { } until)
        {
            throw new RuleBrokenException("error.cooldown", $"The client refused {product.Code}; it is not offered again before {until:yyyy-MM-dd}.", ("product", product.Code), ("until", until));
        }

        if (live.HeldOutOf(product.Code, clock.Today) is { } held)
        {
            throw new RuleBrokenException("error.heldOut", $"The client belongs to the control group of a campaign for {product.Code} and is not approached about it until {held:yyyy-MM-dd}.", ("product", product.Code), ("until", held));
        }

        if (!Suggestions.IsEligible(product, live.Client.BirthDate, live.Client.Kind, clock.Today))
        {
            throw new RuleBrokenException("error.notEligible", $"{product.Code} is not for this client (age or kind).", ("product", product.Code));
        }

        if (catalog.Code.FenceOf(product.Line) is { } fence)
        {
            throw new RuleBrokenException("error.lineFenced", $"The code of the product line {product.Line} is fenced off: {fence}", ("line", product.LineName), ("why", fence));
        }

        if (Suggestions.WhyNotByCode(product, live, catalog, clock.Today) is { } why)
        {
            throw new RuleBrokenException("error.lineSaysNo", $"{product.Definition.Name.En} is not for this client: {why.En}", ("product", product.Definition.Name), ("why", why));
        }
    }

    /// <summary>Tells an offer's process what became of it, and answers the offer with where the process then stands.</summary>
    internal async Task<OfferView> Follow(OfferView offer, ClientLive live, CatalogSnapshot catalog, string trigger, string? note) =>
        (await MoveProcess(offer, live, catalog, trigger, note)).Offer;

    private async Task<(OfferView Offer, IReadOnlyList<Guid> Documents)> MoveProcess(OfferView offer, ClientLive live, CatalogSnapshot catalog, string? trigger, string? note)
    {
        if (trigger is null || offer.Process is null)
        {
            return (offer, []);
        }

        var old = live.Contracts.FirstOrDefault(c => c.Id == offer.ContractId && offer.Reason.Code == "expiry");
        var sold = old is null ? null : new ContractSold(old.Id, Cycle.Expiry(old.Expiry, catalog.Known(old.Product)?.Definition.Term, clock.Today));
        var subject = OfferTask.Subject(offer, catalog, live.Client.Language, sold, clock.Today);
        var move = await dispatcher.Send(new TriggerProcess(offer.Process, subject, trigger, note));
        return (offer with { Process = move.State }, move.Documents);
    }

    private async Task CloseOrMoveTasks(OutcomeDecision decision, CatalogSnapshot catalog)
    {
        var closed = decision.Changed.Where(o => o.Status != OfferStatus.Open).Select(o => o.Id).ToList();
        if (closed.Count > 0)
        {
            await dispatcher.Send(new CloseTasksOfOffers(closed, true, OfferSql.Word(decision.Attempt.Outcome)));
        }

        foreach (var moved in decision.Changed.Where(o => o.Status == OfferStatus.Open))
        {
            await dispatcher.Send(new MoveContact(OfferTask.Next(moved, catalog)));
        }
    }

    private static string ActionOf(OfferView changed, OutcomeDecision decision) =>
        changed.Id == decision.Offer.Id ? "offers." + OfferSql.Word(decision.Attempt.Outcome) : changed.Status == OfferStatus.Open ? "offers.along" : "offers.withdrawn";

    private async Task<(IReadOnlyList<OfferView> Offers, IReadOnlyList<NewTask> Tasks)> OpenAll(ClientLive live, CatalogSnapshot catalog, IReadOnlyList<OfferView> offers)
    {
        if (offers.Count == 0)
        {
            return ([], []);
        }

        offers = [.. offers.Select(o => o with { RuleVersion = o.Rule is { } rule ? catalog.VersionOfRule(rule) : null })];
        unit.InsertOffers(offers);
        unit.Audit([.. offers.Select(o => Opened(o, catalog, null))]);
        var started = await dispatcher.Send(new StartProcesses(
            [.. offers.Select(o => OfferTask.ProcessOf(o, catalog, live.Client, null, clock.Now, clock.Today)).OfType<NewProcess>()]));
        var tasks = offers.Select(o => OfferTask.Of(o, catalog, clock.Now)).ToList();
        await dispatcher.Send(new OpenTasks(tasks));
        return ([.. offers.Select((o, i) => i < started.Count ? o with { Process = started[i] } : o)], tasks);
    }

    /// <param name="cycle">The cycle of the contract it was opened for, when it was.</param>
    internal static AuditDraft Opened(OfferView o, CatalogSnapshot catalog, DateOnly? cycle) => new("offers.opened", "offer", o.Id, o.ClientId, null, Face(o))
    {
        Cause = cycle is { } day && o.ContractId is { } contract ? Causes.Cycle(contract, day)
            : o.Rule is { } rule ? Causes.Rule(rule, catalog.VersionOfRule(rule))
            : null,
    };

    internal static string StopSource(Guid offerId) => $"offer {offerId}";

    /// <param name="decided">The contact that led here: which row of which version of the follow-up table decided.</param>
    internal static object Face(OfferView o, ContactAttempt? decided = null) => new
    {
        o.Product,
        o.Variant,
        o.Status,
        o.PlannedOn,
        o.PlannedAt,
        Channel = o.Channel == ContactChannel.Phone ? (ContactChannel?)null : o.Channel,
        Owner = o.Owner == StepOwner.Advisor ? (StepOwner?)null : o.Owner,
        Attempts = o.Attempts.Count,
        o.CloseReason,
        o.CooldownUntil,
        Reason = o.Reason.Code,
        o.Rule,
        o.Evidence?.Model,
        Said = decided?.Reason,
        FollowUpTable = decided?.TableVersion,
        FollowUpRow = decided?.TableRow,
        decided?.Correction,
    };
}
