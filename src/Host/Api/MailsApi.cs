using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Host.Texts;
using CrossSell.Insights.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

/// <summary>Mails, their texts, and which of the house's own one wants.</summary>
internal static class MailsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var mails = api.MapGroup("/mails").WithTags("Mail");
        mails.MapGet("/", List).Permit(Permission.SeeClients).WithSummary("Mails by client, offer or status, newest first, with how sending stands and what was answered");
        mails.MapGet("/{id:guid}", Get).Permit(Permission.SeeClients).WithSummary("One mail as it went out");
        mails.MapPost("/{id:guid}/again", Again).Permit(Permission.WorkOffers).WithSummary("Sends a mail again that failed or came back, to the client's address as it is now");
        api.MapPost("/offers/{id:guid}/send", SendOffer).Permit(Permission.WorkOffers).WithTags("Offers").WithSummary("Mails the offer to the client with its answer links, if the contact policy allows it now");
        api.MapPost("/documents/{id:guid}/mail", MailDocument).Permit(Permission.WorkDocuments).WithTags("Documents").WithSummary("Mails the document to the client; it is sent when the mail is");
        var texts = api.MapGroup("/mail-texts").WithTags("Mail");
        texts.MapGet("/", Texts).Permit(Permission.SeeCatalog).WithSummary("Every version of every mail text");
        texts.MapGet("/{id:guid}", Text).Permit(Permission.SeeCatalog).WithSummary("One version: its text, the fields it reads, and those it may read");
        texts.MapPost("/", Save).Permit(Permission.ManageCatalog).WithSummary("Checks a mail text and puts it to use as a new version; every fault is listed under errors, by part and line, and then nothing is kept");
        texts.MapPost("/preview", Preview).Permit(Permission.SeeCatalog).WithSummary("What a mail text would be, from examples or from an offer; nothing is kept or sent");
        texts.MapPost("/{id:guid}/use", Use).Permit(Permission.ManageCatalog).WithSummary("Puts another version to use");
        var wishes = api.MapGroup("/account/mails").WithTags("Account");
        wishes.MapGet("/", Wishes).Permit(Permission.OwnAccount).WithSummary("Which of the house's mails the caller gets");
        wishes.MapPut("/", SetWishes).Permit(Permission.OwnAccount).WithSummary("Chooses among them");
        api.MapGet("/insights/week", Week).Permit(Permission.PlanTeam).WithTags("Insights").WithSummary("How a week went, by advisor; the last whole one by default");
    }

    private static async Task<ListAnswer<MailView>> List(Guid? client, Guid? offer, string? status, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListMails(client, offer, Body.Word<MailStatus>(status, "status"), after, Paging.Limit(limit)), ct)).Answer();

    private static async Task<Ok<MailAnswer>> Get(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var found = await dispatcher.Ask(new GetMail(id), ct);
        return http.Tagged(new MailAnswer(found.Mail, found.Text, found.Html), found.Mail.Version);
    }

    private static Task<MailView> Again(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new SendMailAgain(id), ct);

    private static async Task<Accepted<OfferSent>> SendOffer(Guid id, SendBody body, IDispatcher dispatcher, CancellationToken ct)
    {
        var sent = await dispatcher.Send(new SendOffer(id, Body.Required(body.Channel, "channel")), ct);
        return TypedResults.Accepted($"/api/v1/mails/{sent.MailId}", sent);
    }

    private static async Task<Accepted<MailView>> MailDocument(Guid id, IDispatcher dispatcher, CancellationToken ct)
    {
        var mail = (await dispatcher.Send(new MailDocuments([id]), ct))[0];
        return TypedResults.Accepted($"/api/v1/mails/{mail.Id}", mail);
    }

    private static async Task<ListAnswer<MailTextView>> Texts(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        Paging.Cut(await dispatcher.Ask(new ListMailTexts(), ct), t => t.Id.ToString(), after, Paging.Limit(limit));

    private static Task<MailTextDetails> Text(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetMailText(id), ct);

    private static async Task<Created<MailTextView>> Save(MailTextBody body, IDispatcher dispatcher, ErrorTexts texts, CallContext call, CancellationToken ct)
    {
        var saved = await dispatcher.Send(
            new SaveMailText(body.Line, Body.Required(body.Key, "key"), Body.Required(body.Language, "language"), Body.Required(body.Subject, "subject"), Body.Required(body.Text, "text"), body.Html), ct);
        return saved.Text is { } text
            ? TypedResults.Created($"/api/v1/mail-texts/{text.Id}", text)
            : throw new InvalidInputException([.. saved.Problems.Select(p => texts.InText(p, call.Actor.Language))]);
    }

    private static Task<MailPreview> Preview(MailTextBody body, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(
        new PreviewMailText(body.Line, Body.Required(body.Key, "key"), Body.Required(body.Language, "language"), Body.Required(body.Subject, "subject"), Body.Required(body.Text, "text"), body.Html, body.Offer), ct);

    private static Task<MailTextView> Use(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new UseMailText(id), ct);

    private static async Task<ListAnswer<MailWish>> Wishes(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new GetMailWishes(), ct), null);

    private static async Task<ListAnswer<MailWish>> SetWishes(WishesBody body, IDispatcher dispatcher, CancellationToken ct) =>
        new(await dispatcher.Send(new SetMailWishes([.. (body.Wishes ?? []).Select(w => new MailWish(Body.Required(w.Kind, "kind"), Body.Required(w.Wanted, "wanted")))]), ct), null);

    private static Task<WeekReport> Week(DateOnly? of, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetWeek(of), ct);
}

/// <param name="Channel"><c>email</c>.</param>
internal sealed record SendBody(string? Channel);

/// <param name="Text">As it went out; not kept of mails to people of the house.</param>
internal sealed record MailAnswer(MailView Mail, string? Text, string? Html);

/// <param name="Line">The product line it is for; the house's when not given.</param>
/// <param name="Html">HTML of its own; made from the text when not given.</param>
/// <param name="Offer">For a preview: filled from this offer instead of examples.</param>
internal sealed record MailTextBody(string? Line, string? Key, string? Language, string? Subject, string? Text, string? Html, Guid? Offer);

internal sealed record WishesBody(IReadOnlyList<WishBody>? Wishes);

/// <param name="Kind"><c>digest</c>; for managers and administrators also <c>escalation</c> and <c>week</c>.</param>
internal sealed record WishBody(string? Kind, bool? Wanted);
