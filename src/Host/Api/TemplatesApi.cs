using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Host.Texts;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class TemplatesApi
{
    private const int LargestTemplate = 20 * 1024 * 1024;
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", WordTemplate = "application/vnd.openxmlformats-officedocument.wordprocessingml.template";

    public static void Map(RouteGroupBuilder api)
    {
        var templates = api.MapGroup("/templates").WithTags("Templates");
        templates.MapGet("/", List).Permit(Permission.SeeCatalog).WithSummary("Every version of every Word template");
        templates.MapGet("/{id:guid}", Get).Permit(Permission.SeeCatalog).WithSummary("One version: the fields it reads, those it never reads, its text");
        templates.MapGet("/{id:guid}/content", Content).Permit(Permission.SeeCatalog).WithSummary("The file; as PDF with format=pdf").Produces(StatusCodes.Status200OK, contentType: Word);
        templates.MapGet("/{id:guid}/preview", Preview).Permit(Permission.SeeClients).WithSummary("What a document of it would be for an offer; nothing is kept").Produces(StatusCodes.Status200OK, contentType: Word);
        templates.MapGet("/{id:guid}/changes", Changes).Permit(Permission.SeeCatalog).WithSummary("What changed since another version: paragraphs, and the fields they read");
        templates.MapPost("/", Upload).Permit(Permission.EditTemplates).WithSummary("Checks the file in the body and keeps it as a draft; every fault is listed under errors.file, and then nothing is kept")
            .Accepts<Stream>(Word, WordTemplate, "application/octet-stream");
        templates.MapPost("/{id:guid}/approve", Approve).Permit(Permission.ApproveTemplates).WithSummary("Puts a draft to use from a day on; never by the person who uploaded it");
        templates.MapPost("/{id:guid}/reject", Reject).Permit(Permission.ApproveTemplates).WithSummary("Turns a draft down, with the reason");
        api.MapGet("/template-fields", Fields).Permit(Permission.SeeCatalog).WithTags("Templates").WithSummary("The fields a template may read, with an example, a tag that writes each, and the filters that fit; with line, those of the product line too");
    }

    private static async Task<ListAnswer<TemplateView>> List(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        Paging.Cut(await dispatcher.Ask(new ListTemplates(), ct), t => t.Id.ToString(), after, Paging.Limit(limit));

    private static async Task<Ok<TemplateDetails>> Get(Guid id, IDispatcher dispatcher, CancellationToken ct) => TypedResults.Ok(await dispatcher.Ask(new GetTemplate(id), ct));

    private static async Task<FileContentHttpResult> Content(Guid id, string? format, IDispatcher dispatcher, CancellationToken ct) =>
        Give(await dispatcher.Ask(new GetTemplateContent(id, IsPdf(format)), ct));

    private static async Task<FileContentHttpResult> Preview(Guid id, Guid? offer, string? format, IDispatcher dispatcher, CancellationToken ct)
    {
        var chosen = await dispatcher.Ask(new GetOffer(Body.Required(offer, "offer")), ct);
        var subject = new DocumentSubject(chosen.ClientId, chosen.Id, chosen.AdvisorId, chosen.Product, chosen.Variant, "hu");
        return Give(await dispatcher.Ask(new PreviewTemplate(id, subject, IsPdf(format)), ct));
    }

    private static async Task<Ok<TemplateChanges>> Changes(Guid id, Guid? since, IDispatcher dispatcher, CancellationToken ct) =>
        TypedResults.Ok(await dispatcher.Ask(new CompareTemplates(id, Body.Required(since, "since")), ct));

    private static async Task<Created<TemplateView>> Upload(string? line, string? key, string? language, string? fileName, HttpContext http, IDispatcher dispatcher, ErrorTexts texts, CallContext call, CancellationToken ct)
    {
        Body.DemandType(http.Request, Word, WordTemplate, "application/octet-stream");
        var file = await Body.Read(http.Request, LargestTemplate, ct);
        var upload = await dispatcher.Send(new UploadTemplate(line, Body.Required(key, "key"), Body.Required(language, "language"), fileName ?? key + ".docx", file), ct);
        return upload.Template is { } draft
            ? TypedResults.Created($"/api/v1/templates/{draft.Id}", draft)
            : throw new InvalidInputException([.. upload.Problems.Select(p => texts.InFile(p, call.Actor.Language))]);
    }

    private static async Task<Ok<TemplateView>> Approve(Guid id, ApproveBody? body, IDispatcher dispatcher, CancellationToken ct) =>
        TypedResults.Ok(await dispatcher.Send(new ApproveTemplate(id, body?.EffectiveFrom), ct));

    private static async Task<Ok<TemplateView>> Reject(Guid id, RejectBody body, IDispatcher dispatcher, CancellationToken ct) =>
        TypedResults.Ok(await dispatcher.Send(new RejectTemplate(id, Body.Required(body.Note, "note")), ct));

    private static async Task<Ok<IReadOnlyList<TemplateField>>> Fields(string? line, IDispatcher dispatcher, CancellationToken ct) => TypedResults.Ok(await dispatcher.Ask(new ListTemplateFields(line), ct));

    private static bool IsPdf(string? format) => Body.Word(format, "format", "docx", "pdf") == "pdf";

    private static FileContentHttpResult Give(FileContent file) => TypedResults.File(file.Content, file.ContentType, file.FileName);
}

/// <param name="EffectiveFrom">The first day it is used; today when not given.</param>
internal sealed record ApproveBody(DateOnly? EffectiveFrom);

internal sealed record RejectBody(string? Note);
