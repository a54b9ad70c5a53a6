using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Host.Pages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Host.Api;

internal static class AuditApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit.MapGet("/", Read).Permit(Permission.SeeAudit)
            .WithSummary("Who changed what, newest first; subject is the id of a client, contract, offer, document; from and until are days or instants");
        audit.MapGet("/head", Head).Permit(Permission.VerifyAudit).WithSummary("The last entry's number and hash, to be kept outside and compared later");
        audit.MapGet("/checks", Checks).Permit(Permission.SeeAudit).WithSummary("The latest verifications of the chain");
        audit.MapPost("/checks", Check).Permit(Permission.VerifyAudit).WithSummary("Verifies the whole chain now, and remembers what was found");
    }

    private static Task<AuditHead> Head(IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetAuditHead(), ct);

    private static async Task<ListAnswer<AuditCheck>> Checks(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListAuditChecks(), ct), null);

    private static Task<AuditCheck> Check(IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new CheckAudit(), ct);

    private static async Task<ListAnswer<AuditAnswer>> Read(
        Guid? subject, string? from, string? until, string? after, int? limit, IDispatcher dispatcher, HistorySentences sentences, BusinessClock clock, CancellationToken ct)
    {
        var page = await dispatcher.Ask(
            new ReadAudit(subject, Bound(from, "from", false, clock), Bound(until, "until", true, clock), Cursor(after), Paging.Limit(limit)), ct);
        return new(await AuditAnswer.Of(page.Items, sentences, ct), page.Next?.ToString(CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset? Bound(string? text, string field, bool whole, BusinessClock clock) =>
        string.IsNullOrEmpty(text)
            ? null
            : Instants.ParseBound(text, whole, clock) ?? throw new InvalidInputException(field, "type.dayOrInstant", "Must be a day like 2026-11-23 or an instant like 2026-11-23T09:00:00Z.");

    internal static long? Cursor(string? after) =>
        string.IsNullOrEmpty(after) ? null
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq
        : throw new InvalidInputException("after", "badCursor", "This is not a cursor of this list.");
}

/// <summary>One link of the chain.</summary>
/// <param name="Actor">Who did it; <paramref name="ActorId"/> is null when the system did.</param>
/// <param name="Cause">What made them act: <c>portal</c>, <c>api</c>, <c>cli</c>, the name of a job or message.</param>
/// <param name="Sentence">What happened, in the caller's language, as the portal says it.</param>
/// <param name="Hash">SHA-256 over the previous entry's hash and this entry.</param>
internal sealed record AuditAnswer(
    long Seq,
    Guid Id,
    DateTimeOffset At,
    string Actor,
    Guid? ActorId,
    string Cause,
    string Action,
    string SubjectKind,
    Guid SubjectId,
    Guid? ClientId,
    JsonNode? Before,
    JsonNode? After,
    string Hash,
    string Sentence)
{
    public static async Task<IReadOnlyList<AuditAnswer>> Of(IReadOnlyList<AuditItem> items, HistorySentences sentences, CancellationToken ct)
    {
        await sentences.Load(items, ct);
        return [.. items.Select(i => Of(i, sentences.Sentence(i.Entry)))];
    }

    private static AuditAnswer Of(AuditItem item, string sentence)
    {
        var e = item.Entry;
        return new(item.Seq, e.Id, e.At, e.ActorName, e.ActorId, e.Cause, e.Action, e.SubjectKind, e.SubjectId, e.ClientId, Face(e.Before), Face(e.After), item.Hash, sentence);
    }

    /// <summary>What is not JSON was a plain text.</summary>
    private static JsonNode? Face(string? text) => text is null or "" ? text : text[0] is '{' or '[' ? JsonNode.Parse(text) : JsonValue.Create(text);
}
