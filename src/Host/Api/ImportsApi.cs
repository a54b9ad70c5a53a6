using CrossSell.Clients.Messages;
using CrossSell.Host.Imports;
using CrossSell.Host.Security;
using CrossSell.Host.Texts;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace CrossSell.Host.Api;

internal static class ImportsApi
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static readonly string[] Types = ["text/csv", "application/csv", "text/plain", Xlsx, "application/octet-stream"];

    public static void Map(RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports.MapPost("/clients", Clients).Permit(Permission.Import).WithSummary("Imports clients at once: the body is the CSV or XLSX file").TakesFile();
        imports.MapPost("/contracts", Contracts).Permit(Permission.Import).WithSummary("Imports contracts at once: the body is the CSV or XLSX file").TakesFile();
        imports.MapPost("/", Stage).Permit(Permission.Import).WithSummary("Takes a file in, to be tried and imported in the background: the body is the CSV or XLSX file").TakesFile();
        imports.MapGet("/", List).Permit(Permission.Import).WithSummary("The latest imports and trials, newest first");
        imports.MapGet("/{id:guid}", Get).Permit(Permission.Import).WithSummary("How an import or a trial stands and what came of it");
        imports.MapGet("/{id:guid}/columns", Columns).Permit(Permission.Import).WithSummary("How the columns of a file would be read, with samples and the saved mappings that fit");
        imports.MapPost("/{id:guid}/start", Start).Permit(Permission.Import).WithSummary("Starts the trial or the import of a file that was taken in; of a finished trial, the import");
        imports.MapPost("/{id:guid}/stop", Stop).Permit(Permission.Import).WithSummary("Stops an import or a trial that is queued or running; nothing of it stays");
        imports.MapGet("/{id:guid}/rows", Rows).Permit(Permission.Import).WithSummary("What became of the rows: created, updated, unchanged (of a trial), rejected, or kept (could not be taken back)");
        imports.MapGet("/{id:guid}/rows/content", RowsFile).Permit(Permission.Import).WithSummary("The same rows as one CSV file; of rejected ones the original columns and the reason").Produces(StatusCodes.Status200OK, contentType: "text/csv");
        imports.MapPost("/{id:guid}/undo", Undo).Permit(Permission.Import).WithSummary("Takes an import back as far as nothing stands on it; with dryRun it only tells");
        imports.MapGet("/{id:guid}/effect", Effect).Permit(Permission.Import).WithSummary("What a held import would set going if it were released");
        imports.MapPost("/{id:guid}/release", Release).Permit(Permission.Import).WithSummary("Releases a held import, its offers spread over weeks");
        imports.MapGet("/mappings", Mappings).Permit(Permission.Import).WithSummary("The saved mappings of a kind");
        imports.MapPut("/mappings/{kind}/{name}", SaveMapping).Permit(Permission.Import).WithSummary("Keeps a mapping under a name");
        imports.MapDelete("/mappings/{kind}/{name}", DeleteMapping).Permit(Permission.Import).WithSummary("Forgets a saved mapping");
    }

    private static async Task<ImportAnswer> Clients(
        bool? dryRun, bool? allOrNothing, string? encoding, HttpContext http, IDispatcher dispatcher, ErrorTexts texts, CallContext call, CancellationToken ct) =>
        ImportAnswer.Of(
            await dispatcher.Send(new ImportClients(await File(http, ct), dryRun ?? false, allOrNothing ?? false, null, FileName.Of(http.Request), encoding), ct), texts, call.Actor.Language);

    private static async Task<ImportAnswer> Contracts(
        bool? dryRun, bool? allOrNothing, bool? hold, string? encoding, HttpContext http, IDispatcher dispatcher, ErrorTexts texts, CallContext call, CancellationToken ct) =>
        ImportAnswer.Of(
            await dispatcher.Send(new ImportContracts(await File(http, ct), dryRun ?? false, allOrNothing ?? false, null, FileName.Of(http.Request), encoding, hold ?? false), ct), texts, call.Actor.Language);

    private static async Task<Created<ImportView>> Stage(string? kind, string? encoding, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var staged = await dispatcher.Send(new StageImport(Body.Required(kind, "kind"), FileName.Of(http.Request) ?? "import", await File(http, ct), encoding), ct);
        return TypedResults.Created($"/api/v1/imports/{staged.Id}", staged);
    }

    private static async Task<ListAnswer<ImportView>> List(int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        new(await dispatcher.Ask(new ListImports(Paging.Limit(limit)), ct), null);

    private static async Task<ImportView> Get(Guid id, IDispatcher dispatcher, CancellationToken ct) => await dispatcher.Ask(new GetImport(id), ct);

    private static async Task<MappingProposal> Columns(Guid id, IDispatcher dispatcher, CancellationToken ct) => await dispatcher.Ask(new ProposeMapping(id), ct);

    private static async Task<Accepted<ImportView>> Start(Guid id, ImportStart body, IDispatcher dispatcher, CancellationToken ct)
    {
        var started = await dispatcher.Send(new StartImport(id, body.DryRun ?? false, body.AllOrNothing ?? false, body.Hold ?? false, body.Mapping, body.SaveAs), ct);
        return TypedResults.Accepted($"/api/v1/imports/{started.Id}", started);
    }

    private static async Task<Accepted<ImportView>> Stop(Guid id, IDispatcher dispatcher, CancellationToken ct) =>
        TypedResults.Accepted($"/api/v1/imports/{id}", await dispatcher.Send(new StopImport(id), ct));

    private static async Task<ListAnswer<ImportRowAnswer>> Rows(
        Guid id, string? what, string? after, int? limit, IDispatcher dispatcher, ErrorTexts texts, CallContext call, CancellationToken ct) =>
        (await dispatcher.Ask(new ListImportRows(id, Body.Required(what, "what"), after, Paging.Limit(limit)), ct)).Answer(r => ImportRowAnswer.Of(r, texts, call.Actor.Language));

    private static async Task<PushStreamHttpResult> RowsFile(Guid id, string? what, ImportRowsFile file, CancellationToken ct)
    {
        var rows = await file.Of(id, Body.Required(what, "what"), ct);
        return TypedResults.Stream(stream => rows.Write(stream, ct), rows.ContentType, rows.FileName);
    }

    private static async Task<ImportUndone> Undo(Guid id, bool? dryRun, IDispatcher dispatcher, CancellationToken ct) => await dispatcher.Send(new UndoImport(id, dryRun ?? false), ct);

    private static async Task<ImportEffect> Effect(Guid id, IDispatcher dispatcher, CancellationToken ct) => await dispatcher.Ask(new GetImportEffect(id), ct);

    private static async Task<ImportReleased> Release(Guid id, ImportRelease body, IDispatcher dispatcher, CancellationToken ct) => await dispatcher.Send(new ReleaseImport(id, Body.Required(body.Weeks, "weeks")), ct);

    private static async Task<ListAnswer<SavedMapping>> Mappings(string? kind, IDispatcher dispatcher, CancellationToken ct) =>
        new(await dispatcher.Ask(new ListMappings(Body.Required(kind, "kind")), ct), null);

    private static async Task<NoContent> SaveMapping(string kind, string name, MappingBody body, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new SaveMapping(kind, name, body.Columns ?? throw new InvalidInputException("columns", "required", "Required."), body.Header ?? []), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteMapping(string kind, string name, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new DeleteMapping(kind, name), ct);
        return TypedResults.NoContent();
    }

    private static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<Stream>(Types[0], Types[1..]).WithMetadata(new LargeFileAttribute());

    private static Task<byte[]> File(HttpContext http, CancellationToken ct)
    {
        Body.DemandType(http.Request, Types);
        return Body.Read(http.Request, ImportFile.Largest, ct);
    }
}

/// <summary>The name a file was sent under.</summary>
internal static class FileName
{
    public static string? Of(HttpRequest request)
    {
        var disposition = request.GetTypedHeaders().ContentDisposition;
        var name = HeaderUtilities.RemoveQuotes(disposition?.FileNameStar is { HasValue: true } full ? full : disposition?.FileName ?? default);
        return name.Length == 0 ? null : Path.GetFileName(name.Value);
    }
}

/// <summary>How a file that was taken in is to be run.</summary>
/// <param name="DryRun">A trial: every row is compared, nothing is changed.</param>
/// <param name="Hold">New contracts open no offers until the import is released.</param>
/// <param name="Mapping">Column of the file by name of ours; not given: what the trial used, or the header as it is.</param>
/// <param name="SaveAs">Keeps the mapping under this name.</param>
internal sealed record ImportStart(bool? DryRun, bool? AllOrNothing, bool? Hold, Dictionary<string, string>? Mapping, string? SaveAs);

/// <param name="Weeks">0 to 52: how many weeks the offers that are due now are spread over.</param>
internal sealed record ImportRelease(int? Weeks);

/// <param name="Columns">Column of the file by name of ours.</param>
/// <param name="Header">The header it is offered for.</param>
internal sealed record MappingBody(Dictionary<string, string>? Columns, string[]? Header);

/// <summary>What an import did, row by row where a row was refused.</summary>
/// <param name="Unchanged">Rows that were known and said nothing new.</param>
internal sealed record ImportAnswer(Guid Id, string Kind, bool DryRun, int Rows, int Created, int Updated, int Unchanged, IReadOnlyList<RejectedAnswer> Rejected)
{
    public static ImportAnswer Of(ImportReport report, ErrorTexts texts, string language) => new(
        report.Id, report.Kind, report.DryRun, report.Rows, report.Created, report.Updated, report.Unchanged,
        [.. report.Rejected.Select(r => new RejectedAnswer(r.Line, r.Field, r.Code, texts.Of(r.Faults, r.Reason, language), r.Values))]);
}

/// <param name="Line">Line number in the file, the header being 1.</param>
/// <param name="Values">The row as it stood, in the file's columns.</param>
internal sealed record RejectedAnswer(int Line, string? Field, string? Code, string Reason, IReadOnlyList<string> Values);

/// <param name="Line">Line number in the file; none where the audit tells what an import changed.</param>
/// <param name="Changes">Field by field, what it was and what it is.</param>
/// <param name="Values">A refused row as it stood, in the file's columns.</param>
internal sealed record ImportRowAnswer(
    int No, int? Line, string What, Guid? SubjectId, Guid? ClientId, string? Label, IReadOnlyList<ImportFieldChange> Changes, string? Field, string? Code, string? Reason, IReadOnlyList<string>? Values)
{
    public static ImportRowAnswer Of(ImportRowView row, ErrorTexts texts, string language) => new(
        row.No, row.Line, row.What, row.SubjectId, row.ClientId, row.Label, ImportFieldChange.Of(row), row.Field, row.Code,
        row.What == "rejected" ? texts.Of(row.Faults, row.Reason, language) : row.Reason, row.Values);
}
