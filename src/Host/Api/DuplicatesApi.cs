using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Api;

internal static class DuplicatesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/clients/duplicates", Alike).Permit(Permission.EditClients).WithTags("Clients")
            .WithSummary("The clients that look like the one in the body, the likeliest four, with a score and why; changes nothing");
        api.MapGet("/duplicates", Pairs).Permit(Permission.EditClients).WithTags("Clients").WithSummary("Pairs of clients that are likely one");
        api.MapGet("/clients/{id:guid}/merge", Preview).Permit(Permission.MergeClients).WithTags("Clients")
            .WithSummary("What would come of merging the client ?other= into this one: field by field, consents, what moves; changes nothing");
        api.MapPost("/clients/{id:guid}/merge", Merge).Permit(Permission.MergeClients).WithTags("Clients").WithSummary("Merges another client into this one; the other's id leads here from then on");
        api.MapGet("/merges", Merges).Permit(Permission.MergeClients).WithTags("Clients").WithSummary("Merges, newest first; ?client= into one client");
        api.MapPost("/merges/{id:guid}/undo", Undo).Permit(Permission.MergeClients).WithTags("Clients").WithSummary("Takes a merge back within 30 days");
    }

    private static Task<MergePreview> Preview(Guid id, Guid other, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Ask(new GetMergePreview(id, other), ct);

    private static Task<MergeView> Merge(Guid id, MergeRequest body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Send(new MergeClients(id, Body.Required(body.Other, "other"), body.Take, http.IfVersion()), ct);

    private static async Task<ListAnswer<MergeView>> Merges(Guid? client, Guid? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListMerges(client, after, Paging.Limit(limit)), ct)).Answer();

    private static Task<MergeView> Undo(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new UndoMerge(id), ct);

    private static Task<AlikeAnswer> Alike(ClientData client, Guid? except, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new FindAlike(client, except), ct);

    private static async Task<ListAnswer<DuplicatePair>> Pairs(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListDuplicates(after, Paging.Limit(limit)), ct)).Answer();
}

/// <param name="Other">The client that is merged into this one.</param>
/// <param name="Take">Fields to take from the other: <c>externalId</c>, <c>name</c>, <c>birthDate</c>, <c>taxNumber</c>, <c>email</c>, <c>phone</c>, <c>address</c>, <c>language</c>, <c>advisor</c>. When not given, those in which this one has nothing.</param>
internal sealed record MergeRequest(Guid? Other, IReadOnlyList<string>? Take);
