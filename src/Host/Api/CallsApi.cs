using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

/// <summary>Call mode.</summary>
internal static class CallsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Worklist");
        calls.MapPost("/next", Next).Permit(Permission.WorkOffers).WithSummary("The next client to call, who is the caller's alone for 45 seconds or until they are held again");
        calls.MapPost("/{client:guid}/hold", Hold).Permit(Permission.WorkOffers).WithSummary("Still on the call: keeps the client for another 45 seconds, and says who else has them open");
        calls.MapPost("/{client:guid}/release", Release).Permit(Permission.WorkOffers).WithSummary("The call is over: others may have the client");
    }

    private static async Task<NextCallAnswer> Next(NewCall? body, IDispatcher dispatcher, CallContext call, CancellationToken ct) =>
        NextCallAnswer.Of(await dispatcher.Ask(new TakeNextCall(body?.Queue, body?.Advisor, body?.Stay, body?.Aside), ct), call.Actor.Language);

    private static Task<IReadOnlyList<OnTheLine>> Hold(Guid client, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new HoldLine(client, true), ct);

    private static async Task<NoContent> Release(Guid client, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Ask(new HoldLine(client, false), ct);
        return TypedResults.NoContent();
    }
}

/// <param name="Queue"><c>mine</c>, <c>team</c> or <c>role</c>; when not given, one's own calls and those of one's role.</param>
/// <param name="Advisor">E-mail address of a colleague whose calls are worked instead.</param>
/// <param name="Stay">The client spoken to now: their other due calls come first.</param>
/// <param name="Aside">The client to put aside for half an hour.</param>
internal sealed record NewCall(WorkQueue? Queue, string? Advisor, Guid? Stay, Guid? Aside);

/// <param name="Waiting">Calls due now, this one included, at most 200 counted.</param>
/// <param name="QuietUntil">When the quiet hours end; null outside of them.</param>
/// <param name="Call">Null when nobody is left to call now.</param>
internal sealed record NextCallAnswer(int Waiting, DateTimeOffset? QuietUntil, CallAnswer? Call)
{
    public static NextCallAnswer Of(NextCall next, string language) => new(next.Waiting, next.QuietUntil, next.Call is { } call ? CallAnswer.Of(call, language) : null);
}

/// <param name="Said">The last contacts, newest first.</param>
/// <param name="Objections">The refusals so far, newest first.</param>
internal sealed record CallAnswer(
    Guid TaskId, string Title, DateOnly DueOn, DateTimeOffset? DueAt, OfferAnswer? Offer, CardAnswer Card, IReadOnlyList<SaidAnswer> Said, IReadOnlyList<SaidAnswer> Objections)
{
    public static CallAnswer Of(CallBrief call, string language) => new(
        call.TaskId, call.Title, call.DueOn, call.DueAt, call.Offer is null ? null : OfferAnswer.Of(call.Offer, language), CardAnswer.Of(call.Card, language),
        [.. call.Said.Select(SaidAnswer.Of)], [.. call.Objections.Select(SaidAnswer.Of)]);
}

internal sealed record SaidAnswer(string Product, string? Variant, AttemptAnswer Attempt)
{
    public static SaidAnswer Of(SaidBefore said) => new(said.Product, said.Variant, AttemptAnswer.Of(said.Attempt));
}
