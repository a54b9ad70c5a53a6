using CrossSell.Catalog.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class TermsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var offers = api.MapGroup("/offers").WithTags("Offers");
        offers.MapGet("/{id:guid}/terms", Get).Permit(Permission.SeeClients).WithSummary("What is to be asked for an offer, what is known, and the price");
        offers.MapPut("/{id:guid}/terms", Save).Permit(Permission.WorkOffers).WithSummary("Records demands and needs of an offer and calculates its price");
        api.MapPost("/quotes", Quote).WithTags("Offers").Permit(Permission.SeeClients).WithSummary("What a product would cost a client; keeps nothing");
        api.MapGet("/clients/{id:guid}/sections", Sections).WithTags("Clients").Permit(Permission.SeeClients).WithSummary("What the product lines have to say about a client");
    }

    private static async Task<Ok<TermsAnswer>> Get(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var form = await dispatcher.Ask(new GetTerms(id), ct);
        return http.Tagged(TermsAnswer.Of(form), form.Offer.Version);
    }

    private static async Task<Ok<TermsAnswer>> Save(Guid id, NewTerms body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new SaveTerms(id, body.Answers ?? throw new InvalidInputException("answers", "required", "Required."), http.IfVersion()), ct);
        return await Get(id, http, dispatcher, ct);
    }

    private static Task<QuotedPrice> Quote(NewQuote body, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(
        new AskQuote(Body.Required(body.ClientId, "clientId"), Body.Required(body.Product, "product"), body.Variant, body.Answers ?? new Dictionary<string, string>()), ct);

    private static async Task<ListAnswer<LineSectionView>> Sections(Guid id, IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new GetClientSections(id), ct), null);
}

/// <param name="Answers">By name: text, numbers with a point, dates as <c>yyyy-MM-dd</c>, <c>true</c> or <c>false</c>, codes of choices.</param>
internal sealed record NewTerms(Dictionary<string, string>? Answers);

/// <param name="Answers">What is known; what is missing makes the quote less exact.</param>
internal sealed record NewQuote(Guid? ClientId, string? Product, string? Variant, Dictionary<string, string>? Answers);

/// <param name="Recorded">The record as it stands; none while nobody has asked.</param>
/// <param name="Known">Answers at hand, to begin with.</param>
/// <param name="Quote">The price by what is known.</param>
/// <param name="Fence">Why no price can be calculated now.</param>
internal sealed record TermsAnswer(
    Guid OfferId,
    string Product,
    string? Variant,
    IReadOnlyList<FieldDefinition> Questions,
    IReadOnlyList<FieldDefinition> Fields,
    IReadOnlyDictionary<string, string> Known,
    OfferTerms? Recorded,
    QuotedPrice? Quote,
    string? Fence)
{
    public static TermsAnswer Of(TermsForm form) =>
        new(form.Offer.Id, form.Offer.Product, form.Offer.Variant, form.Questions, form.Fields, form.Known, form.Offer.Terms, form.Quote, form.Fence);
}
