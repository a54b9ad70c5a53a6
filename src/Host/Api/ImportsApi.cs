using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Host.Texts;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Api;

internal static class ImportsApi
{
    private const int Largest = 64 * 1024 * 1024;
    private static readonly string[] Types = ["text/csv", "application/csv", "text/plain"];

    public static void Map(RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports.MapPost("/clients", Clients).Permit(Permission.Import).WithSummary("Imports clients: the body is the CSV file").Accepts<Stream>(Types[0], Types[1..]);
        imports.MapPost("/contracts", Contracts).Permit(Permission.Import).WithSummary("Imports contracts: the body is the CSV file").Accepts<Stream>(Types[0], Types[1..]);
    }

    private static async Task<ImportAnswer> Clients(
        bool? dryRun, bool? allOrNothing, HttpContext http, IDispatcher dispatcher, ErrorTexts texts, CallContext call, CancellationToken ct) =>
        ImportAnswer.Of(await dispatcher.Send(new ImportClients(await File(http, ct), dryRun ?? false, allOrNothing ?? false), ct), texts, call.Actor.Language);

    private static async Task<ImportAnswer> Contracts(
        bool? dryRun, bool? allOrNothing, HttpContext http, IDispatcher dispatcher, ErrorTexts texts, CallContext call, CancellationToken ct) =>
        ImportAnswer.Of(await dispatcher.Send(new ImportContracts(await File(http, ct), dryRun ?? false, allOrNothing ?? false), ct), texts, call.Actor.Language);

    private static Task<byte[]> File(HttpContext http, CancellationToken ct)
    {
        Body.DemandType(http.Request, Types);
        return Body.Read(http.Request, Largest, ct);
    }
}

/// <summary>What an import did, row by row where a row was refused.</summary>
/// <param name="Unchanged">Rows that were known and said nothing new.</param>
internal sealed record ImportAnswer(Guid Id, string Kind, bool DryRun, int Rows, int Created, int Updated, int Unchanged, IReadOnlyList<RejectedAnswer> Rejected)
{
    public static ImportAnswer Of(ImportReport report, ErrorTexts texts, string language) => new(
        report.Id, report.Kind, report.DryRun, report.Rows, report.Created, report.Updated, report.Unchanged,
        [.. report.Rejected.Select(r => new RejectedAnswer(r.Line, r.Field, r.Code, texts.Of(r, language), r.Values))]);
}

/// <param name="Line">Line number in the file, the header being 1.</param>
/// <param name="Values">The row as it stood, in the file's columns.</param>
internal sealed record RejectedAnswer(int Line, string? Field, string? Code, string Reason, IReadOnlyList<string> Values);
