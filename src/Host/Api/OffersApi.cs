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
        offers.MapPost("/{id:guid}/outcome", Record).Permit(Permission.WorkOffers).WithSummary("Records how one contact ended and makes the next step");
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

    private static async Task<OutcomeAnswerBody> Record(Guid id, NewOutcome outcome, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        var how = Body.Required(outcome.Outcome, "outcome");
        var answer = await dispatcher.Send(new RecordOutcome(id, how, outcome.Reason, outcome.Note, outcome.At, outcome.CallBackAt, outcome.Channel), ct);
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

/// <param name="Reason">For a rejection: <c>price</c>, <c>hasElsewhere</c>, <c>notNeeded</c>, <c>badExperience</c>, <c>other</c>, or a word of the product line.</param>
/// <param name="At">When the contact was; now when not given.</param>
/// <param name="Channel"><c>phone</c> (when not given), <c>email</c>, <c>meeting</c> or <c>post</c>.</param>
internal sealed record NewOutcome(Outcome? Outcome, string? Reason, string? Note, DateTimeOffset? At, DateTimeOffset? CallBackAt, string? Channel);

internal sealed record Withdrawal(string? Reason);
