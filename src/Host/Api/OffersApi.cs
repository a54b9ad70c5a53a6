using CrossSell.Host.Export;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class OffersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var offers = api.MapGroup("/offers").WithTags("Offers");
        offers.MapPost("/", Open).Permit(Permission.WorkOffers).WithSummary("Decides to approach a client with a product");
        offers.MapGet("/", List).Permit(Permission.SeeClients).WithSummary("Offers by client, status, advisor or day");
        offers.MapGet("/{id:guid}", Get).Permit(Permission.SeeClients).WithSummary("One offer with its attempts");
        offers.MapPost("/{id:guid}/case", Case).Permit(Permission.SeeAudit)
            .WithSummary("All there is about one offer as one ZIP: case.html, case.json (offers, contacts, demands and needs, process, documents, consents, history), the documents, manifest.json with their hashes; it stands in the audit")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");
        offers.MapPost("/{id:guid}/outcome", Record).Permit(Permission.WorkOffers).WithSummary("Records how one contact ended and makes the next step");
        offers.MapPost("/{id:guid}/undo", Undo).Permit(Permission.WorkOffers).WithSummary("Takes a mistaken outcome back within ten minutes, if nothing of it has left the house");
        offers.MapPost("/{id:guid}/correct", Correct).Permit(Permission.WorkOffers).WithSummary("Records the right outcome of a closed offer in place of a wrong one");
        offers.MapPost("/{id:guid}/withdraw", Withdraw).Permit(Permission.WorkOffers).WithSummary("Takes an offer back before the client answered");
    }

    private static async Task<Created<OfferAnswer>> Open(NewOffer offer, HttpContext http, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        var opened = await dispatcher.Send(
            new OpenOffer(
                Body.Required(offer.ClientId, "clientId"), Body.Required(offer.Product, "product"), offer.Variant, offer.Reason, offer.ContactFrom, offer.ContactUntil),
            ct);
        return http.Made("offers", opened.Id, OfferAnswer.Of(opened, call.Actor.Language), opened.Version);
    }

    private static async Task<ListAnswer<OfferAnswer>> List(
        Guid? client, string? status, string? advisor, DateOnly? dueBefore, string? after, int? limit, IDispatcher dispatcher, CallContext call, CancellationToken ct) =>
        (await dispatcher.Ask(new ListOffers(client, Body.Word<OfferStatus>(status, "status"), advisor, dueBefore, after, Paging.Limit(limit)), ct))
            .Answer(o => OfferAnswer.Of(o, call.Actor.Language));

    private static async Task<Ok<OfferAnswer>> Get(Guid id, HttpContext http, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        var offer = await dispatcher.Ask(new GetOffer(id), ct);
        return http.Tagged(OfferAnswer.Of(offer, call.Actor.Language), offer.Version);
    }

    private static async Task<PushStreamHttpResult> Case(Guid id, CaseFile cases, CancellationToken ct)
    {
        var file = await cases.Make(id, ct);
        return TypedResults.Stream(stream => file.Write(stream, ct), file.ContentType, file.FileName);
    }

    private static async Task<OutcomeAnswerBody> Record(Guid id, NewOutcome outcome, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        var how = Body.Required(outcome.Outcome, "outcome");
        var answer = await dispatcher.Send(new RecordOutcome(id, how, outcome.Reason, outcome.Note, outcome.At, outcome.CallBackAt, outcome.Channel), ct);
        return OutcomeAnswerBody.Of(answer, call.Actor.Language);
    }

    /// <param name="attempt">Id of the contact that is meant; refused when it is not the last one any more.</param>
    private static async Task<UndoneAnswer> Undo(Guid id, Guid? attempt, IDispatcher dispatcher, CallContext call, CancellationToken ct) =>
        UndoneAnswer.Of(await dispatcher.Send(new UndoOutcome(id, attempt), ct), call.Actor.Language);

    private static async Task<OutcomeAnswerBody> Correct(Guid id, Correction correction, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        var answer = await dispatcher.Send(
            new CorrectOutcome(
                id, Body.Required(correction.Outcome, "outcome"), Body.Required(correction.Why, "why"), correction.Reason, correction.Note, correction.CallBackAt),
            ct);
        return OutcomeAnswerBody.Of(answer, call.Actor.Language);
    }

    private static async Task<Ok<OfferAnswer>> Withdraw(Guid id, Withdrawal withdrawal, HttpContext http, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        var offer = await dispatcher.Send(new WithdrawOffer(id, Body.Required(withdrawal.Reason, "reason")), ct);
        return http.Tagged(OfferAnswer.Of(offer, call.Actor.Language), offer.Version);
    }
}

/// <param name="Reason">Why the client is approached; when not given, the best suggestion's.</param>
internal sealed record NewOffer(Guid? ClientId, string? Product, string? Variant, string? Reason, DateOnly? ContactFrom, DateOnly? ContactUntil);

/// <param name="Reason">A word of the house for the outcome (for a rejection <c>price</c>, <c>hasElsewhere</c>, <c>notNeeded</c>, <c>badExperience</c>, <c>other</c>), or one that the line's follow-up table names.</param>
/// <param name="At">When the contact was; now when not given.</param>
/// <param name="CallBackAt">With <c>callBack</c> the minute to call at, with <c>thinking</c> the day to come back on.</param>
/// <param name="Channel"><c>phone</c>, <c>email</c>, <c>meeting</c> or <c>post</c>; the planned one when not given.</param>
internal sealed record NewOutcome(Outcome? Outcome, string? Reason, string? Note, DateTimeOffset? At, DateTimeOffset? CallBackAt, string? Channel);

internal sealed record Withdrawal(string? Reason);

/// <param name="Why">Why the earlier entry was wrong.</param>
/// <param name="Outcome">The right outcome; the other members as in an outcome.</param>
internal sealed record Correction(Outcome? Outcome, string? Why, string? Reason, string? Note, DateTimeOffset? CallBackAt);

/// <param name="Reopened">Other offers that the outcome had withdrawn.</param>
/// <param name="MovedBack">Other offers that it had moved along with an unanswered call.</param>
/// <param name="Withdrawn">Offers that it had opened.</param>
/// <param name="Documents">Ids of the documents that were cancelled.</param>
internal sealed record UndoneAnswer(
    OfferAnswer Offer,
    AttemptAnswer Attempt,
    IReadOnlyList<OfferAnswer> Reopened,
    IReadOnlyList<OfferAnswer> MovedBack,
    IReadOnlyList<OfferAnswer> Withdrawn,
    IReadOnlyList<Guid> Documents)
{
    public static UndoneAnswer Of(OutcomeUndone undone, string language)
    {
        return new(OfferAnswer.Of(undone.Offer, language), AttemptAnswer.Of(undone.Attempt), All(undone.Reopened), All(undone.MovedBack), All(undone.Withdrawn), undone.Documents);

        List<OfferAnswer> All(List<OfferView> offers) => [.. offers.Select(o => OfferAnswer.Of(o, language))];
    }
}
