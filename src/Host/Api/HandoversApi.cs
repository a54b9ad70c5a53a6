using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class HandoversApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var handovers = api.MapGroup("/handovers").WithTags("Handovers");
        handovers.MapPost("/", Add).Permit(Permission.HandOver).WithSummary("Hands clients over with everything open, at once or on a day, for good or until a day; with dryRun it only counts what would go to whom");
        handovers.MapGet("/", List).Permit(Permission.HandOver).WithSummary("Handovers of people in your scope, newest first");
        handovers.MapGet("/{id:guid}", Get).Permit(Permission.HandOver).WithSummary("What a handover moved, or will");
        handovers.MapGet("/{id:guid}/clients", Clients).Permit(Permission.HandOver).WithSummary("The clients that moved, to whom, and who has them now");
        handovers.MapPost("/{id:guid}/undo", Undo).Permit(Permission.HandOver).WithSummary("Takes a handover back within 30 days, or calls a planned one off");
    }

    private static async Task<Results<Ok<HandoverView>, Created<HandoverView>>> Add(NewHandover body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var handover = await dispatcher.Send(
            new HandOver(Body.Required(body.From, "from"), body.To ?? [], body.Rule, body.Clients, body.On, body.Until, body.ReadOnlyUntil, body.Note, body.DryRun ?? false, body.Introduce ?? false), ct);
        return handover.DryRun ? TypedResults.Ok(handover) : http.Made("handovers", handover.Id, handover);
    }

    private static async Task<ListAnswer<HandoverView>> List(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListHandovers(after, Paging.Limit(limit)), ct)).Answer();

    private static Task<HandoverView> Get(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetHandover(id), ct);

    private static async Task<ListAnswer<HandedClient>> Clients(Guid id, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Ask(new GetHandover(id), ct);
        return (await dispatcher.Ask(new ListHandedClients(id, after, Paging.Limit(limit)), ct)).Answer();
    }

    private static Task<HandoverView> Undo(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new UndoHandover(id), ct);
}

/// <param name="From">E-mail address of whose clients move.</param>
/// <param name="To">E-mail addresses of those who get them.</param>
/// <param name="Rule">How they are divided; by number when not given.</param>
/// <param name="Clients">Only these clients; all when not given.</param>
/// <param name="On">The day it takes effect; at once when not given.</param>
/// <param name="Until">The last day away: on the next everything goes back by itself.</param>
/// <param name="ReadOnlyUntil">Until when the old advisor may read the clients; by default until they are back.</param>
/// <param name="Introduce">Clients who may be written to get a mail from their new advisor.</param>
internal sealed record NewHandover(
    string? From, IReadOnlyList<string>? To, HandoverRule? Rule, IReadOnlyList<Guid>? Clients, DateOnly? On, DateOnly? Until, DateOnly? ReadOnlyUntil, string? Note, bool? DryRun, bool? Introduce);
