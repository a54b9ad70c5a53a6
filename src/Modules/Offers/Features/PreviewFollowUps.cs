using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using FluentValidation;
using Npgsql;

namespace CrossSell.Offers.Features;

internal sealed class PreviewFollowUpsValidator : AbstractValidator<PreviewFollowUps>
{
    public PreviewFollowUpsValidator()
    {
        RuleFor(p => p.Outcome).IsInEnum().WithErrorCode("unknownOutcome");
        RuleFor(p => p.Most).InclusiveBetween(1, 1000).WithErrorCode("most").WithMessage("From 1 to 1000.");
    }
}

/// <summary>Decides real contacts again with the same decider that decides new ones, so the preview can't differ from what will happen but in what has changed since.</summary>
internal sealed class PreviewFollowUpsHandler(Database database, IDispatcher dispatcher, CallContext call, BusinessClock clock, WorkingDays workingDays)
    : IQueryHandler<PreviewFollowUps, FollowUpPreview>
{
    private const int MostExamples = 5;

    public async Task<FollowUpPreview> Handle(PreviewFollowUps request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        if (!catalog.FollowUps.ContainsKey(request.Line))
        {
            throw new NotFoundException("line", request.Line);
        }

        await DemandWhole(request, ct);
        var edited = catalog with { FollowUps = new Dictionary<string, IReadOnlyList<FollowUpDefinition>>(catalog.FollowUps) { [request.Line] = request.Rows } };
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var contacts = await Contacts(connection, request, ct);
        var clients = (await ClientLoader.LoadMany(connection, [.. contacts.Select(c => c.Offer.ClientId).Distinct()], ct)).ToDictionary(c => c.Client.Id);
        var steps = contacts.Where(c => clients.ContainsKey(c.Offer.ClientId))
            .Select(c => (Contact: c, From: Decide(catalog, clients[c.Offer.ClientId], c), To: Decide(edited, clients[c.Offer.ClientId], c))).ToList();
        var changes = steps.GroupBy(s => (s.From, s.To))
            .Select(g => new FollowUpChange(g.Key.From, g.Key.To, Same(g.Key.From, g.Key.To), g.Count(), [.. g.Take(MostExamples).Select(s => Example(s.Contact))]))
            .OrderBy(c => c.Same).ThenByDescending(c => c.Count).ThenBy(c => c.From.Row).ToList();
        return new FollowUpPreview(request.Outcome, steps.Count, changes.Where(c => !c.Same).Sum(c => c.Count), changes);
    }

    private async Task DemandWhole(PreviewFollowUps request, CancellationToken ct)
    {
        var faults = await dispatcher.Ask(new CheckFollowUps(request.Line, request.Rows), ct);
        if (faults.Count > 0)
        {
            throw new InvalidInputException([.. faults.Select(f => new FieldFault(f.Field, f.Code, f.Message, f.Arguments))]);
        }
    }

    /// <summary>The client as they are, but for this offer: open again as it was before the contact, and without what followed from it.</summary>
    private FollowUpStep Decide(CatalogSnapshot catalog, ClientLive client, Contact contact)
    {
        var (offer, attempt) = contact;
        var open = offer with
        {
            Status = OfferStatus.Open,
            CloseReason = null,
            ClosedAt = null,
            CooldownUntil = null,
            Attempts = [.. offer.Attempts.TakeWhile(a => a.Id != attempt.Id)],
        };
        var then = client with { Offers = [open, .. client.Offers.Where(o => o.Id != offer.Id && o.ParentId != offer.Id)] };
        var known = OutcomeReasons.Of(catalog, offer.Product.Split('/')[0], attempt.Outcome);
        var decision = new OutcomeDecider(catalog, clock, workingDays).Decide(
            then, new RecordOutcome(offer.Id, attempt.Outcome, known.Contains(attempt.Reason) ? attempt.Reason : null, null, null, null, attempt.Channel), call.Actor);
        var followUp = decision.FollowUps[0];
        return new FollowUpStep(
            followUp.Kind, followUp.Product, followUp.Variant, followUp.DueOn is { } due ? due.DayNumber - clock.Today.DayNumber : null, followUp.Channel, followUp.Owner,
            followUp.Kind == "close" ? followUp.Reason : null,
            decision.Offer.CooldownUntil is { } until ? until.DayNumber - clock.Today.DayNumber : null,
            decision.Attempt.TableRow ?? 0);
    }

    private static bool Same(FollowUpStep a, FollowUpStep b) => a with { Row = 0 } == b with { Row = 0 };

    private static FollowUpExample Example(Contact c) => new(c.Offer.ClientId, c.Offer.ClientName, c.Offer.Id, c.Offer.Product, c.Attempt.At);

    private async Task<List<Contact>> Contacts(NpgsqlConnection connection, PreviewFollowUps request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var found = await connection.Query(
            $"""
            select a.id, a.offer_id from offers.attempt a join offers.offer o on o.id = a.offer_id join clients.pub_client c on c.id = a.client_id
            where a.outcome = $1 and o.product like $2 || '/%' and {scope.Sql("c.advisor_id", "$3")} order by a.recorded_at desc limit $4
            """,
            r => (Attempt: r.GetGuid(0), Offer: r.GetGuid(1)),
            [OfferSql.Word(request.Outcome), request.Line, scope.Advisors, request.Most],
            ct);
        var offers = (await connection.Query($"{OfferSql.Select} where o.id = any($1)", OfferSql.Read, [found.Select(f => f.Offer).Distinct().ToArray()], ct)).ToDictionary(o => o.Id);
        return [.. found.Where(f => offers.ContainsKey(f.Offer)).Select(f => new Contact(offers[f.Offer], offers[f.Offer].Attempts.Single(a => a.Id == f.Attempt)))];
    }

    private sealed record Contact(OfferView Offer, ContactAttempt Attempt);
}
