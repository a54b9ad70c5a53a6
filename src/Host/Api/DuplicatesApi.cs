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
    }

    private static Task<AlikeAnswer> Alike(ClientData client, Guid? except, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new FindAlike(client, except), ct);

    private static async Task<ListAnswer<DuplicatePair>> Pairs(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListDuplicates(after, Paging.Limit(limit)), ct)).Answer();
}
