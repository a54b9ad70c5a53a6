using CrossSell.Catalog.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Features;

/// <summary>Takes a recorded outcome back in all modules, in one transaction: what can't be taken back refuses all of it.</summary>
internal sealed class OutcomeUndoer(IUnitOfWork unit, IDispatcher dispatcher, ClientWriter writer, CallContext call, LearnedModels models, BusinessClock clock, WorkingDays workingDays)
{
    public async Task<(OutcomeUndone Answer, ClientLive After)> Undo(ClientLive live, CatalogSnapshot catalog, UndoOutcome command)
    {
        var (offer, attempt, aftermath) = await Last(live, command.OfferId);
        if (command.AttemptId is { } meant && meant != attempt.Id)
        {
            throw new ConflictException("error.undoNotLast", $"Another contact was recorded at {attempt.RecordedAt:u} by {attempt.By}.", ("by", attempt.By), ("at", attempt.RecordedAt));
        }

        var taken = TakingBack.Decide(live, offer, attempt, aftermath, call.Actor, clock.Now, late: false);
        var (back, documents) = await TakeBack(live, catalog, taken, aftermath, late: false, "undone", "offers.undone");
        var answer = new OutcomeUndone(back.Offer, back.Attempt, [.. back.Reopened], [.. back.Withdrawn], [.. documents], [.. back.MovedBack]);
        unit.Remember(Idempotency.Entry(call, command, answer));
        return (answer, live.With(back.Changed));
    }

    public async Task<(OutcomeAnswer Answer, ClientLive After)> Correct(ClientLive live, CatalogSnapshot catalog, CorrectOutcome command, Actor actor)
    {
        DemandMayCorrect(live, actor);
        var (offer, attempt, aftermath) = await Last(live, command.OfferId);
        if (offer.Status == OfferStatus.Open)
        {
            throw new ConflictException("error.correctOpen", "The offer is open: record its outcome.");
        }

        var taken = TakingBack.Decide(live, offer, attempt, aftermath, actor, clock.Now, late: true);
        var (back, _) = await TakeBack(live, catalog, taken, aftermath, late: true, command.Why, "offers.corrected");
        await unit.Flush(default);
        var reopened = live.With(back.Changed) with { Version = live.Version, Client = aftermath.StoppedContact ? await Consented(live.Client) : live.Client };
        var decision = new OutcomeDecider(catalog, clock, workingDays, await models.Get(default)).Decide(
            reopened, new RecordOutcome(command.OfferId, command.Outcome, command.Reason, command.Note, null, command.CallBackAt, attempt.Channel), actor).Correcting(attempt.At, command.Why);
        var (answer, after) = await writer.Apply(reopened, catalog, decision);
        unit.Remember(Idempotency.Entry(call, command, answer));
        return (answer, after);
    }

    private static void DemandMayCorrect(ClientLive live, Actor actor)
    {
        if (actor.UserId != live.Client.AdvisorId && actor.Role is not (Role.Manager or Role.Administrator or Role.System))
        {
            throw new NotAllowedException("error.correctBy", "An outcome is corrected by the client's advisor or a manager.");
        }
    }

    private async Task<(OfferView Offer, ContactAttempt Attempt, Aftermath Aftermath)> Last(ClientLive live, Guid offerId)
    {
        var offer = live.Offers.FirstOrDefault(o => o.Id == offerId) ?? throw new NotFoundException("offer", offerId);
        var attempt = offer.Attempts.LastOrDefault() ?? throw new RuleBrokenException("error.nothingToUndo", "No contact was recorded about this offer.");
        var aftermath = await (await unit.Connection(default)).Query("select aftermath::text from offers.attempt where id = $1", r => r.MaybeText(0), [attempt.Id], default);
        return aftermath is [{ } json]
            ? (offer, attempt, JsonText.Read<Aftermath>(json))
            : throw new RuleBrokenException("error.undoUnknown", "What this contact changed was not kept: it was recorded by an earlier release.");
    }

    private async Task<(TakenBack Back, IReadOnlyList<Guid> Documents)> TakeBack(
        ClientLive live, CatalogSnapshot catalog, TakenBack taken, Aftermath aftermath, bool late, string note, string action)
    {
        var before = live.Offers.ToDictionary(o => o.Id);
        var processes = aftermath.Before.Where(b => b.Process is not null && b.Became != OfferStatus.Open && taken.Changed.Any(o => o.Id == b.Id)).Select(b => b.Process!).ToList();
        var documents = await dispatcher.Send(new CancelDocuments([.. processes.Select(p => p.Id)], aftermath.Since, late, note));
        var states = new Dictionary<Guid, ProcessState>();
        foreach (var process in processes)
        {
            states[process.Id] = await dispatcher.Send(new TakeBackProcess(process, aftermath.Since, late, note));
        }

        await dispatcher.Send(new TakeBackTasks(
            aftermath.Tasks, [.. taken.Withdrawn.Select(o => o.Id)], [taken.Offer.Id, .. taken.Reopened.Select(o => o.Id)], [.. processes.Select(p => p.Id)], aftermath.Since, late));
        var withdrawn = new List<OfferView>();
        foreach (var opened in taken.Withdrawn)
        {
            Write(before[opened.Id], opened, "offers.withdrawn", null);
            withdrawn.Add(await writer.Follow(opened, live, catalog, "withdrawn", note));
        }

        var offer = Reopen(taken.Offer, action, taken.Attempt with { Correction = late ? note : null });
        unit.SetAsideAttempt(taken.Attempt, call.Actor.UserId);
        var reopened = taken.Reopened.Select(o => Reopen(o, "offers.reopened", null)).ToList();
        var movedBack = taken.MovedBack.Select(o => Reopen(o, "offers.movedBack", null)).ToList();
        foreach (var open in (IEnumerable<OfferView>)[offer, .. reopened, .. movedBack])
        {
            await dispatcher.Send(new MoveContact(OfferTask.Next(open, catalog)));
        }

        if (aftermath.StoppedContact)
        {
            await dispatcher.Send(new ResumeContact(live.Client.Id, ClientWriter.StopSource(offer.Id), $"{note}: {ClientWriter.StopSource(offer.Id)}"));
        }

        return (taken with { Offer = offer, Reopened = reopened, MovedBack = movedBack, Withdrawn = withdrawn }, documents);

        OfferView Reopen(OfferView restored, string how, ContactAttempt? undone)
        {
            Write(before[restored.Id], restored, how, undone);
            return restored.Process is { } p && states.TryGetValue(p.Id, out var state) ? restored with { Process = state } : restored;
        }
    }

    private void Write(OfferView before, OfferView after, string action, ContactAttempt? undone)
    {
        unit.UpdateOffer(after);
        unit.Audit(new AuditDraft(action, "offer", after.Id, after.ClientId, ClientWriter.Face(before, undone), ClientWriter.Face(after, undone is { Correction: not null } ? undone : null)));
    }

    private async Task<CardClient> Consented(CardClient client) => (await (await unit.Connection(default)).Query(
        "select do_not_contact, may_service, may_market, granted from clients.pub_client where id = $1",
        r => client with { DoNotContact = r.GetBoolean(0), MayService = r.GetBoolean(1), MayMarket = r.GetBoolean(2), Granted = r.GetFieldValue<string[]>(3) },
        [client.Id],
        default))[0];
}
