using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class DocumentsApi
{
    private const int LargestSignedCopy = 20 * 1024 * 1024;
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static readonly string[] Statuses = ["requested", "generated", "failed", "sent", "signed"];

    public static void Map(RouteGroupBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("Documents");
        documents.MapGet("/", List).Permit(Permission.SeeClients).WithSummary("Documents by client, offer or status, newest first");
        documents.MapGet("/{id:guid}", Get).Permit(Permission.SeeClients).WithSummary("One document with the data it was filled from");
        documents.MapGet("/{id:guid}/content", Content).Permit(Permission.SeeClients).WithSummary("The file, as PDF with format=pdf; the signed copy with signed=true")
            .Produces(StatusCodes.Status200OK, contentType: Word);
        documents.MapGet("/{id:guid}/check", Check).Permit(Permission.SeeClients).WithSummary("Makes the document again from the data and the template version kept with it, and compares");
        var batches = documents.MapGroup("/batches");
        batches.MapPost("/", Prepare).Permit(Permission.WorkDocuments).WithSummary("Prepares the contracts of open offers as one batch, in the background; with dryRun it only counts");
        batches.MapGet("/", Batches).Permit(Permission.WorkDocuments).WithSummary("The latest batches and how far they are");
        batches.MapGet("/{id:guid}", Batch).Permit(Permission.WorkDocuments).WithSummary("How far a batch is, and what failed");
        batches.MapGet("/{id:guid}/content", BatchContent).Permit(Permission.WorkDocuments).WithSummary("What is there of a batch, as one ZIP").Produces(StatusCodes.Status200OK, contentType: "application/zip");
        batches.MapPost("/{id:guid}/resume", Resume).Permit(Permission.WorkDocuments).WithSummary("Goes on with a batch that stopped, and tries its failed documents again");
        batches.MapPost("/{id:guid}/cancel", Cancel).Permit(Permission.WorkDocuments).WithSummary("Makes no more documents of a batch; those that are there stay");
        documents.MapPost("/{id:guid}/sent", Send).Permit(Permission.WorkDocuments).WithSummary("Says that the document left the house");
        documents.MapPost("/{id:guid}/signed", Sign).Permit(Permission.WorkDocuments).WithSummary("Files the signed copy: the body is the file (PDF, PNG, JPEG or docx)")
            .Accepts<Stream>("application/pdf", "image/png", "image/jpeg", Word, "application/octet-stream");
    }

    private static async Task<ListAnswer<DocumentAnswer>> List(Guid? client, Guid? offer, string? status, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListDocuments(client, offer, Body.Word(status, "status", Statuses), after, Paging.Limit(limit)), ct)).Answer(DocumentAnswer.Of);

    private static async Task<Ok<DocumentAnswer>> Get(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var document = await dispatcher.Ask(new GetDocument(id), ct);
        return http.Tagged(DocumentAnswer.Of(document), document.Version);
    }

    private static async Task<FileContentHttpResult> Content(Guid id, string? format, bool? signed, IDispatcher dispatcher, CancellationToken ct)
    {
        var file = await dispatcher.Ask(new GetDocumentContent(id, signed ?? false, Body.Word(format, "format", "docx", "pdf") == "pdf"), ct);
        return TypedResults.File(file.Content, file.ContentType, file.FileName);
    }

    private static async Task<Ok<DocumentCheck>> Check(Guid id, IDispatcher dispatcher, CancellationToken ct) => TypedResults.Ok(await dispatcher.Ask(new CheckDocument(id), ct));

    private static async Task<Results<Accepted<BatchView>, Ok<ContractsPrepared>>> Prepare(NewBatch body, IDispatcher dispatcher, CancellationToken ct)
    {
        var prepared = await dispatcher.Send(
            new PrepareContracts(Body.Required(body.Line, "line"), Body.Required(body.Template, "template"), body.Product, body.Advisor, body.ContactUntil, body.DryRun ?? false), ct);
        return prepared.Batch is { } batch ? TypedResults.Accepted($"/api/v1/documents/batches/{batch.Id}", batch) : TypedResults.Ok(prepared);
    }

    private static async Task<ListAnswer<BatchView>> Batches(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        Paging.Cut(await dispatcher.Ask(new ListBatches(), ct), b => b.Id.ToString(), after, Paging.Limit(limit));

    private static async Task<Ok<BatchView>> Batch(Guid id, IDispatcher dispatcher, CancellationToken ct) => TypedResults.Ok(await dispatcher.Ask(new GetBatch(id), ct));

    private static async Task<PushStreamHttpResult> BatchContent(Guid id, IDispatcher dispatcher, CancellationToken ct)
    {
        var file = await dispatcher.Ask(new GetBatchContent(id), ct);
        return TypedResults.Stream(stream => file.Write(stream, ct), file.ContentType, file.FileName);
    }

    private static async Task<Ok<BatchView>> Resume(Guid id, IDispatcher dispatcher, CancellationToken ct) => TypedResults.Ok(await dispatcher.Send(new ResumeBatch(id), ct));

    private static async Task<Ok<BatchView>> Cancel(Guid id, IDispatcher dispatcher, CancellationToken ct) => TypedResults.Ok(await dispatcher.Send(new CancelBatch(id), ct));

    private static async Task<Ok<DocumentAnswer>> Send(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var sent = (await dispatcher.Send(new MarkSent([id]), ct))[0];
        return http.Tagged(DocumentAnswer.Of(sent), sent.Version);
    }

    private static async Task<Ok<DocumentAnswer>> Sign(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var type = Body.DemandType(http.Request, "application/pdf", "image/png", "image/jpeg", Word, "application/octet-stream");
        var file = await Body.Read(http.Request, LargestSignedCopy, ct);
        var signed = await dispatcher.Send(new UploadSigned(id, FileName.Of(http.Request) ?? "signed" + Extension(type), type, file), ct);
        return http.Tagged(DocumentAnswer.Of(signed), signed.Version);
    }

    private static string Extension(string type) => type switch
    {
        "application/pdf" => ".pdf",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        Word => ".docx",
        _ => string.Empty,
    };
}

/// <summary>Which open offers to prepare contracts for.</summary>
/// <param name="Line">The product line; <c>product</c> (<c>line/code</c>) narrows it to one product, <c>advisor</c> (e-mail) to one advisor.</param>
/// <param name="Template">The key of the template.</param>
/// <param name="ContactUntil">Only offers whose window to make contact ends by this day.</param>
/// <param name="DryRun">Only counts.</param>
internal sealed record NewBatch(string? Line, string? Template, string? Product, string? Advisor, DateOnly? ContactUntil, bool? DryRun);

/// <summary>A document as it stands.</summary>
/// <param name="Number">The contract number printed in it.</param>
/// <param name="Data">What it was filled from.</param>
/// <param name="Error">Why it could not be made, in state <c>failed</c>.</param>
internal sealed record DocumentAnswer(
    Guid Id,
    Guid ClientId,
    string ClientName,
    Guid? OfferId,
    Guid? ProcessId,
    string Template,
    int? TemplateVersion,
    string Language,
    string Status,
    string Number,
    string FileName,
    string? Sha256,
    JsonNode? Data,
    string? Error,
    DateTimeOffset RequestedAt,
    DateTimeOffset? GeneratedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? SignedAt,
    int Version,
    IReadOnlyList<TemplateProblem> Problems)
{
    public static DocumentAnswer Of(DocumentView d) => new(
        d.Id, d.ClientId, d.ClientName, d.OfferId, d.ProcessId, d.Template, d.TemplateVersion, d.Language, d.Status, d.Number, d.FileName, d.Sha256,
        Body.Json(d.Data), d.Error, d.RequestedAt, d.GeneratedAt, d.SentAt, d.SignedAt, d.Version, d.Problems);
}
