using CrossSell.Catalog.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class FollowUpsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var lines = api.MapGroup("/lines/{line}/follow-ups").WithTags("Catalog");
        lines.MapGet("/", Get).Permit(Permission.SeeCatalog).WithSummary("The follow-up table of a product line that is in force, or one of its versions");
        lines.MapPut("/", Save).Permit(Permission.ManageCatalog).WithSummary("Puts an edited follow-up table in force as a new version");
        lines.MapPost("/preview", Preview).Permit(Permission.ManageCatalog).WithSummary("What the last contacts of an outcome would have led to under an edited table");
        lines.MapGet("/versions", Versions).Permit(Permission.SeeCatalog).WithSummary("The versions of the table, newest first");
        lines.MapPost("/versions/{version:int}/restore", Restore).Permit(Permission.ManageCatalog).WithSummary("Puts an earlier version in force again");
        lines.MapPost("/own", TakeOwn).Permit(Permission.ManageCatalog).WithSummary("Puts the product line's own table in force again");
    }

    private static async Task<Ok<FollowUpTableAnswer>> Get(string line, int? version, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Tagged(http, await dispatcher.Ask(new GetFollowUps(line, version), ct));

    private static async Task<Ok<FollowUpTableAnswer>> Save(string line, FollowUpsBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Tagged(http, await dispatcher.Send(new SaveFollowUps(line, FollowUpRow.Read(body.Rows, line), body.Note, http.IfVersion()), ct));

    private static async Task<Ok<FollowUpPreview>> Preview(string line, PreviewBody body, IDispatcher dispatcher, CancellationToken ct) => TypedResults.Ok(
        await dispatcher.Ask(new PreviewFollowUps(line, FollowUpRow.Read(body.Rows, line), Body.Required(body.Outcome, "outcome"), body.Most ?? 200), ct));

    private static async Task<ListAnswer<FollowUpVersion>> Versions(string line, IDispatcher dispatcher, CancellationToken ct) =>
        new(await dispatcher.Ask(new ListFollowUpVersions(line), ct), null);

    private static async Task<Ok<FollowUpTableAnswer>> Restore(string line, int version, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Tagged(http, await dispatcher.Send(new ReturnToFollowUps(line, version, http.IfVersion()), ct));

    private static async Task<Ok<FollowUpTableAnswer>> TakeOwn(string line, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Tagged(http, await dispatcher.Send(new TakeLineFollowUps(line, http.IfVersion()), ct));

    private static Ok<FollowUpTableAnswer> Tagged(HttpContext http, FollowUpTable table) => http.Tagged(FollowUpTableAnswer.Of(table), table.Version);
}

/// <param name="Rows">All of them, in order; the table must be whole by itself.</param>
/// <param name="Note">Why it was changed.</param>
internal sealed record FollowUpsBody(IReadOnlyList<FollowUpRow>? Rows, string? Note);

/// <param name="Most">How many contacts at most; 200 when not given.</param>
internal sealed record PreviewBody(IReadOnlyList<FollowUpRow>? Rows, Outcome? Outcome, int? Most);

/// <summary>A row as a <c>line.json</c> says it.</summary>
internal sealed record FollowUpRow(Outcome? On, string? Reason, string? Product, int? Attempt, int? FromAttempt, FollowUpThen? Then)
{
    public static FollowUpRow Of(FollowUpDefinition row) => new(row.On, row.Reason, row.Product, row.Attempt, row.FromAttempt, FollowUpThen.Of(row.Then));

    public static IReadOnlyList<FollowUpDefinition> Read(IReadOnlyList<FollowUpRow>? rows, string line)
    {
        var faults = new Faults();
        var read = (rows ?? throw new InvalidInputException("rows", "required", "Required.")).Select((row, at) => row.Read(line, at, faults)).ToList();
        faults.Throw();
        return read;
    }

    private FollowUpDefinition Read(string line, int at, Faults faults)
    {
        if (On is null)
        {
            faults.Add($"rows[{at}].on", "required", "Required.");
        }

        if (Then is null)
        {
            faults.Add($"rows[{at}].then", "required", "Required.");
        }

        return new FollowUpDefinition(On ?? Outcome.Accepted, Reason, Address(Product, line), (Then ?? FollowUpThen.Nothing).Read(line)) { Attempt = Attempt, FromAttempt = FromAttempt };
    }

    /// <summary>The line is optional for its own products.</summary>
    public static string? Address(string? product, string line) => product is null || product.Contains('/', StringComparison.Ordinal) ? product : $"{line}/{product}";
}

internal sealed record FollowUpThen(
    NextOffer? Offer,
    string? Product,
    string? Variant,
    RetryAt? Retry,
    int? AfterDays,
    int? AtMost,
    FinalStep? Finally,
    string? Close,
    ContactChannel? Channel,
    StepOwner? Owner,
    int? CooldownDays)
{
    public static readonly FollowUpThen Nothing = new(null, null, null, null, null, null, null, null, null, null, null);

    public static FollowUpThen Of(NextStep s) => new(
        s.Offer, s.Product, s.Variant, s.Retry, s.Close is null ? s.AfterDays : null, s.AtMost, s.Finally, s.Close, s.Channel, s.Owner, s.CooldownDays);

    public NextStep Read(string line) => new(Offer, Retry, AfterDays ?? 0, AtMost, Finally, Close)
    {
        Product = FollowUpRow.Address(Product, line),
        Variant = Variant,
        Channel = Channel,
        Owner = Owner,
        CooldownDays = CooldownDays,
    };
}

/// <param name="Source"><c>line</c> or <c>administrator</c>.</param>
/// <param name="LineVersion">The line's version when this table was made.</param>
/// <param name="OwnVersion">The line's version now.</param>
/// <param name="OwnChanged">An administrator's table is in force, and the line has brought another one since.</param>
internal sealed record FollowUpTableAnswer(
    string Line, int Version, string Source, string LineVersion, string By, DateTimeOffset At, string? Note, bool InForce, IReadOnlyList<FollowUpRow> Rows, string OwnVersion, bool OwnChanged)
{
    public static FollowUpTableAnswer Of(FollowUpTable t) =>
        new(t.Line, t.Version, t.Source, t.LineVersion, t.By, t.At, t.Note, t.InForce, [.. t.Rows.Select(FollowUpRow.Of)], t.OwnVersion, t.OwnChanged);
}
